"""Figures that the program promises, printed, never asserted."""
