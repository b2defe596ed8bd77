"""Findings and their words."""

from __future__ import annotations

import pytest

from faceapp.domain.health import Finding, HealthState, Subject, byte_words, worst


def test_the_worst_counts() -> None:
    def made(state: HealthState) -> Finding:
        return Finding(Subject.DISK, state, "So.")

    assert worst([]) is HealthState.FINE
    assert worst([made(HealthState.FINE), made(HealthState.BROKEN), made(HealthState.LOOK_AFTER)]) is HealthState.BROKEN
    assert worst([made(HealthState.FINE), made(HealthState.LOOK_AFTER)]) is HealthState.LOOK_AFTER


@pytest.mark.parametrize(
    ("count", "words"),
    [(0, "0 kB"), (94_208, "94 kB"), (1_500_000, "1.5 MB"), (73_600_000_000, "73.6 GB")],
)
def test_amounts_in_words(count: int, words: str) -> None:
    assert byte_words(count) == words
