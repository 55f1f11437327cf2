"""How fast the search is, beside the one that comes with Wagtail."""
