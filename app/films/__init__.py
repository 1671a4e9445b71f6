"""Finding films: by words, by likeness, by popularity."""
