"""People: accounts, sessions, bearer tokens, and who may do what."""
