"""Readers of facts about films: who made them and who is in them, how long, of where."""
