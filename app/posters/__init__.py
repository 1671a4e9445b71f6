"""Poster pictures from TMDB, where the operator has a key."""
