"""Error rates of the door: of approaches and the decision's whole rule, for one gallery.

FPIR is the share of strangers' approaches that let anybody in; FNIR the share of enrolled people's approaches that did
not let them in as themselves. Both are counted with bounds by person, as one person's approaches go wrong together.

Source: ISO/IEC 19795-1 (FPIR, FNIR) and -5 (access control: the attempt is what counts, not the comparison).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.decision import Policy
from faceapp.domain.error_bounds import Rate, lower_bound, rate_among_people, rate_by_person, upper_bound
from faceapp.domain.replay import RecordedTrack, replay
from faceapp.domain.simulated_approaches import NOBODY, Approaches, Looks
from faceapp.domain.template_search import TemplateSearch


@dataclass(frozen=True, slots=True)
class ApproachRate:
    """An error rate of approaches.

    Attributes:
        rate: The rate, with bounds by person; of a simulation, see `worst`.
        people: How many people approached.
        looks: What the looks of an approach were; of a simulation, the way that came out worst.
        ways: The rate of each way of a simulation; empty where approaches were recorded.
    """

    rate: Rate
    people: int
    looks: Looks
    ways: tuple[tuple[Looks, Rate], ...] = ()

    @property
    def worth(self) -> float:
        """How many people who do not depend on each other this rests on, at most: each counts once, if at all."""
        return min(self.rate.effective, float(self.people))


def fpir(approaches: Approaches) -> ApproachRate | None:
    """Share of strangers' approaches that were let in as anybody; None without an approach."""
    return _counted(approaches, approaches.granted != NOBODY)


def fpir_among(approaches: Approaches) -> ApproachRate | None:
    """Share of enrolled people's approaches that were let in as another, each as a stranger to the others.

    Bounds allow for two who are taken for each other being one event; see `rate_among_people`.

    Args:
        approaches: Each with the person's own id, which it did not meet in the gallery.
    """
    wrong = approaches.granted != NOBODY
    if len(wrong) == 0:
        return None
    ids, person = np.unique(np.concatenate([approaches.own, approaches.granted[wrong]]), return_inverse=True)
    taken, taken_for = person[: len(wrong)], person[len(wrong) :]
    trials = np.bincount(taken, minlength=len(ids)).astype(np.int64)
    rate = rate_among_people(taken[wrong], taken_for, trials)
    return ApproachRate(rate, int(np.count_nonzero(trials)), approaches.looks)


def fnir(approaches: Approaches) -> ApproachRate | None:
    """Share of enrolled people's approaches that were not let in as themselves; None without an approach."""
    return _counted(approaches, approaches.granted != approaches.own)


def worst(ways: Sequence[ApproachRate | None]) -> ApproachRate | None:
    """Of several ways to simulate the one with the largest rate, which is the one to report, with the others beside it.

    Which way a door's approaches resemble is not known, so that the bounds are those of all ways: the highest upper
    bound, which the largest of the true rates exceeds in at most 1 case of 20, although the way was chosen by what came
    out, and the lowest lower bound, which the smallest of them falls below as seldom.
    """
    known = [way for way in ways if way is not None]
    if not known:
        return None
    largest = max(known, key=lambda way: (way.rate.value, way.rate.high))
    rate = replace(largest.rate, low=min(way.rate.low for way in known), high=max(way.rate.high for way in known))
    return ApproachRate(rate, largest.people, largest.looks, tuple((way.looks, way.rate) for way in known))


def replay_all(
    tracks: Sequence[RecordedTrack],
    own: Sequence[int],
    search: TemplateSearch,
    policy: Policy,
    *,
    without: tuple[Sequence[int], NDArray[np.int64]] | None = None,
    on_progress: Callable[[float], None] = lambda _share: None,
) -> tuple[Approaches, int]:
    """Let recorded tracks approach a door.

    Args:
        tracks: The tracks; one that names nobody is of a person of its own.
        own: Id in the gallery of the person of each; `NOBODY` for strangers.
        search: The gallery.
        policy: What a grant takes.
        without: A number of each track and of each template: a track does not meet templates of its own number.
        on_progress: Called with the share done; what it raises ends the work.

    Returns:
        How they ended, and how many were only passing by and are not among them.
    """
    names = [
        f"track {index}" if track.person is None else f"person {track.person}" for index, track in enumerate(tracks)
    ]
    numbers = {name: number for number, name in enumerate(dict.fromkeys(names))}
    ended: list[tuple[int, int, int]] = []
    for index, track in enumerate(tracks):
        on_progress(index / len(tracks))
        gallery = search if without is None else search.leaving_out(without[0][index], without[1])
        decision = replay(track, gallery, policy)
        if decision is not None:
            person_id = NOBODY if decision.person_id is None else decision.person_id
            ended.append((numbers[names[index]], own[index], person_id))
    columns = np.array(ended, dtype=np.int64).reshape(-1, 3)
    return Approaches(Looks.RECORDED, columns[:, 0], columns[:, 1], columns[:, 2]), len(tracks) - len(ended)


def contradicts(seen: ApproachRate, predicted: ApproachRate) -> bool:
    """Whether what was seen lies above what was predicted, beyond chance (95 %, each person counted once at most).

    Example:
        One stranger who was let in every time contradicts an upper bound of 1 in 100, but not one of 1 in 10.
    """
    return float(lower_bound(seen.rate.value * seen.worth, seen.worth)) > predicted.rate.high


def falls_short_of(seen: ApproachRate, predicted: ApproachRate) -> bool:
    """Whether what was seen lies below what was predicted, beyond what chance explains: the prediction was too dark."""
    return float(upper_bound(seen.rate.value * seen.worth, seen.worth)) < predicted.rate.low


def days_per_false_entry(fpir: float, stranger_attempts_per_day: float) -> float:
    """Days until a false entry is expected.

    Args:
        fpir: False positive rate of an attempt, in [0, 1].
        stranger_attempts_per_day: > 0.

    Example:
        1 in 1,000 and 4 attempts a day: 250 days. A rate of 0 is never: infinity.

    Raises:
        ValueError: An argument is out of its range.
    """
    if not 0 <= fpir <= 1 or not 0 < stranger_attempts_per_day < math.inf:
        raise ValueError("FPIR must be in [0, 1] and the attempts a day positive")
    return math.inf if fpir == 0 else 1 / (fpir * stranger_attempts_per_day)


def fpir_for(days: float, attempts_per_day: float) -> float:
    """The FPIR at which one false entry is expected in so many days.

    Args:
        days: > 0.
        attempts_per_day: Strangers' attempts a day, > 0.

    Example:
        250 days and 4 attempts a day: 1 in 1,000. Never more than 1.

    Raises:
        ValueError: An argument is not positive.
    """
    if not (0 < days < math.inf and 0 < attempts_per_day < math.inf):
        raise ValueError("days and attempts a day must be positive")
    return min(1.0, 1 / (days * attempts_per_day))


def _counted(approaches: Approaches, wrong: NDArray[np.bool_]) -> ApproachRate | None:
    if len(wrong) == 0:
        return None
    _, person = np.unique(approaches.person, return_inverse=True)
    trials = np.bincount(person).astype(np.int64)
    errors = np.bincount(person, weights=wrong).astype(np.int64)
    return ApproachRate(rate_by_person(errors, trials), len(trials), approaches.looks)
