"""Titles, genres, tags and plots as text: normal forms and what is left out."""
