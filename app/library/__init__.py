"""A person's library: ratings, viewings, watchlist, hidden films, preferences."""
