"""HTTP, without films: contract, problems, paging, cursors, limits, log, security."""
