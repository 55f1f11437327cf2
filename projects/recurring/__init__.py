"""What comes back: reminders, the digest of the week, the links that are checked."""
