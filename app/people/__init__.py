"""People who make films and are in them."""
