"""The comparisons that an encoder finds hardest, to be looked at."""

from __future__ import annotations

from dataclasses import dataclass

from faceapp.domain.comparison_summary import ComparisonSummary


@dataclass(frozen=True, slots=True)
class HardPair:
    """Two samples, by their index, and their score."""

    first: int
    second: int
    score: float


def hardest_pairs(summary: ComparisonSummary, count: int) -> tuple[list[HardPair], list[HardPair]]:
    """The most similar samples of two people, and the least similar ones of one person.

    One pair at most for each two people, and for each person: a single odd picture would fill the list otherwise. Pairs
    that could not be compared for want of a face are left out, since there is nothing to look at.

    Args:
        summary: What was compared.
        count: Pairs of each kind, at most.

    Returns:
        Non-mated pairs, most similar first; mated pairs, least similar first.
    """
    alike: dict[tuple[int, int], HardPair] = {}
    for index, (first, second) in enumerate(summary.tail_samples.tolist()):
        if len(alike) == count:
            break
        one, other = sorted((int(summary.labels[first]), int(summary.labels[second])))
        alike.setdefault((one, other), HardPair(first, second, float(summary.tail[index])))
    unlike: dict[int, HardPair] = {}
    for index, (first, second) in enumerate(summary.mated_samples.tolist()):
        if len(unlike) == count:
            break
        if first >= 0:
            unlike.setdefault(int(summary.mated_person[index]), HardPair(first, second, float(summary.mated[index])))
    return list(alike.values()), list(unlike.values())
