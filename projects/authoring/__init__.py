"""What the admin does for the people who write sheets, beyond the forms themselves."""
