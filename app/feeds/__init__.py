"""Feeds: a person's watchlist and diary for calendars and feed readers, at a secret address."""
