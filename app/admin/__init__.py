"""What administrators do: films added by hand, accounts from the command line."""
