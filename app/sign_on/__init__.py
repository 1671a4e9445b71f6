"""Signing in through providers: `app.data.providers` asks them, this room decides."""
