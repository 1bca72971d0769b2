"""Exercises, tips and cautions: data files beside this module, and what loads, checks and picks."""
