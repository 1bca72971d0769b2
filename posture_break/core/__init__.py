"""The break engine: pure values and functions, no clock, file or toolkit inside."""
