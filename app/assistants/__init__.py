"""Tools for assistants, by the Model Context Protocol: over standard input and under ``/mcp``."""
