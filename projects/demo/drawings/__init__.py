"""Drawings for the demonstration: one room in two states, from a seed."""

from .plan import KINDS, Room
from .rendering import render_webp
from .rooms import draw_after, draw_before

__all__ = ["KINDS", "Room", "draw_after", "draw_before", "render_webp"]
