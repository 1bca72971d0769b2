"""What the program costs: measured on real parts and printed, never a test that fails on a clock."""
