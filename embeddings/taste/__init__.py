"""Ratings and text vectors → two taste vectors for every film, and what is done with them."""
