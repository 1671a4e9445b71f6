"""Movies and queries as text, and text as unit vectors."""
