"""What the program costs, measured on the real parts and printed; nothing here can fail a test."""
