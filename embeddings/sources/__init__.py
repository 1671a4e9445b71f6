"""Readers of files that others publish, and the cleaning of single values."""
