"""Rooms: people choose a film for tonight together, each on a device of their own."""
