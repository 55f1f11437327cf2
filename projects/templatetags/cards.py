"""A measure in short, as cards and the heads of sheets tell it. No queries."""

from django import template

from projects.cards import told_of

register = template.Library()

register.filter("told", told_of)
