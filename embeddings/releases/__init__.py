"""Releases: built aside, switched live in one transaction, kept for a rollback."""
