"""Import and export of a library."""
