"""House rules that an installation can break, as system checks."""
