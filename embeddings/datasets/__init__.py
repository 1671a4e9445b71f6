"""Readers of what others publish: MovieLens, IMDb, plots, and the bundled sample."""
