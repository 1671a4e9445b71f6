"""The one room that answers: (rows, release, request) → typed result, Flask-free."""
