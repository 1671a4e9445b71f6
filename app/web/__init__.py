"""HTTP, without films: contract, problems, cursors, caching, limits, log, security."""
