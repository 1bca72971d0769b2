"""A quiet tray utility that reminds people at a desk to stand up, stretch and move."""

__version__ = "0.1.0"
