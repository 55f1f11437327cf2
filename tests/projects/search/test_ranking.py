"""The order of relevance, found by halves, is that of the sums."""

from itertools import chain

from hypothesis import given, settings
from hypothesis import strategies as st

from projects.search.ranking import best

DOCUMENTS = 12
SETS = st.integers(0, 2**DOCUMENTS - 1)
SIGNALS = st.lists(st.tuples(SETS, st.sampled_from((1000.0, 3.3, 2.0, 1.1, 0.55))), max_size=7)


def members(bits: int) -> list[int]:
    return [place for place in reversed(range(DOCUMENTS)) if bits >> place & 1]


@settings(deadline=None)
@given(SETS, SIGNALS, st.integers(1, DOCUMENTS + 2))
def test_the_first_are_those_of_the_largest_sums_the_newest_first(hits, signals, wanted):
    def worth(place):
        return sum(round(worth * 100) for holders, worth in signals if holders >> place & 1)

    expected = sorted(members(hits), key=lambda place: (-worth(place), -place))
    found = list(chain.from_iterable(map(members, best(hits, signals, wanted))))
    assert found[:wanted] == expected[:wanted]
    assert set(found) <= set(expected)
