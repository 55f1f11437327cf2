"""What the home adds to Wagtail's admin. Registers only."""

from wagtail import hooks

from home.unfinished import show_unfinished_pages

hooks.register("construct_homepage_panels", show_unfinished_pages)
