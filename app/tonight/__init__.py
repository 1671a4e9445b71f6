"""Choosing one film together, or alone, for tonight."""
