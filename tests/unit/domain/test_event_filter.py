"""Pages of events against a plain list of ids."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from faceapp.domain.event_filter import PAGE_EVENTS, EventFilter, EventPages
from faceapp.domain.event_labels import Label


def pages_of(ids: list[int]) -> EventPages:
    """Pages of rising ids: full ones from the oldest on."""
    firsts = [ids[end - 1] for end in range(PAGE_EVENTS, len(ids) + 1, PAGE_EVENTS)]
    if len(ids) % PAGE_EVENTS:
        firsts.append(ids[-1])
    return EventPages(EventFilter(), tuple(reversed(firsts)), len(ids), ids[-1] if ids else 0)


@given(st.integers(0, 3 * PAGE_EVENTS + 5), st.integers(0, 2 * PAGE_EVENTS + 5), st.integers(1, 4))
def test_each_row_is_found_on_its_page(count: int, more: int, step: int) -> None:
    ids = [step * number for number in range(1, count + more + 1)]
    pages = pages_of(ids[:count]).with_newer(ids[count:], seen_id=10**6)
    assert pages == EventPages(EventFilter(), pages_of(ids).first_ids, len(ids), 10**6)
    newest_first = ids[::-1]
    for row in {0, 1, more, count, len(ids) - 1, len(ids) // 2} & set(range(len(ids))):
        page, place = pages.place(row)
        below, upto = pages.bounds(page)
        assert [event_id for event_id in newest_first if below < event_id <= upto][place] == newest_first[row]


def test_no_row_beyond_the_last() -> None:
    pages = pages_of([1, 2, 3])
    for row in (-1, 3):
        with pytest.raises(IndexError):
            pages.place(row)
    assert pages_of([]).head_count == 0


def test_what_is_everything() -> None:
    assert EventFilter().is_everything
    assert not EventFilter(unmarked=True).is_everything
    with pytest.raises(ValueError, match="unmarked"):
        EventFilter(unmarked=True, label=Label.RIGHT)
