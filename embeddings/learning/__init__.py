"""Ratings → taste vectors of films, predicted ratings, map; splits and metrics."""
