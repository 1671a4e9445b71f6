"""Media servers of the house, and people's accounts on them and with diary services."""
