"""What goes between the program and the world: one module per foreign thing."""
