"""Shared lists: films in an order, read by a link and edited by who is invited."""
