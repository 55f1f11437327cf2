"""What follows from an event, run once the change is committed."""
