"""The search of the portfolio: what is typed and chosen in, cases in order and counts out.

Handed what it works on: it imports no page model.
"""
