"""What suits a person, and why."""
