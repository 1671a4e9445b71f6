"""What people keep about films: ratings, viewings, watchlist, hidden films, preferences."""
