"""Webhooks: what a person rates, sees and plans is sent to addresses that they named."""
