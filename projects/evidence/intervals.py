"""The interval of a difference between two proportions, in exact decimals."""

from decimal import Context, Decimal, localcontext

ARITHMETIC = Context(prec=50)
"""Makes sums and products of stored values exact, whatever context the caller works in."""

Z = Decimal("1.959964")
"""Quantile of the normal distribution for a 95 % interval."""


def newcombe(p1: Decimal, n1: int, p2: Decimal, n2: int) -> tuple[Decimal, Decimal]:
    """Return the 95 % interval of p2 − p1, two proportions (0 to 1) of independent samples.

    Newcombe RG, Statistics in Medicine 1998;17:873-890, method 10, on the limits of Wilson EB,
    JASA 1927;22:209-212; without continuity correction.
    """
    with localcontext(ARITHMETIC):
        (l1, u1), (l2, u2) = _wilson(p1, n1), _wilson(p2, n2)
        below = ((p2 - l2) ** 2 + (u1 - p1) ** 2).sqrt()
        above = ((u2 - p2) ** 2 + (p1 - l1) ** 2).sqrt()
        return p2 - p1 - below, p2 - p1 + above


def _wilson(p: Decimal, n: int) -> tuple[Decimal, Decimal]:
    centre, spread = 2 * n * p + Z**2, Z * (Z**2 + 4 * n * p * (1 - p)).sqrt()
    whole = 2 * (n + Z**2)
    return (centre - spread) / whole, (centre + spread) / whole
