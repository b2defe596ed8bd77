"""Approaches made of single pictures, where none were recorded.

How the looks of one approach depend on each other is not known from pictures of different days. Three ways stand for
what can happen: all looks are one picture (they depend fully, and a stranger has one chance), each look is another
picture of the person (they do not depend, beyond the person, and chance averages out), or the look changes as slowly as
the door forgets, as when somebody turns the head: then a stranger has several chances, and none averages another out,
which is the worst for a door. The looks of a real approach lie less far apart than pictures of different days.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.decision import Policy, TrackEvidence, decide
from faceapp.domain.records import Evidence
from faceapp.domain.replay import still_times
from faceapp.domain.template_search import TemplateSearch, TopPeople

NOBODY = -1

# Approaches of one series whose looks are different pictures: each begins with another one of them.
SEVERAL_APPROACHES = 3

# What the shortcut allows for rounding.
_SLACK = 1e-6


class Looks(StrEnum):
    """What the looks of an approach are."""

    RECORDED = "recorded looks"
    ONE = "one look, over and over"
    SEVERAL = "a different picture each look"
    CHANGING = "one look after another, each for as long as the door remembers"


@dataclass(frozen=True, slots=True, eq=False)
class Probes:
    """Pictures to make approaches from.

    Attributes:
        embeddings: Unit rows, float32 (N, D).
        person: Number of the person of each, (N,); errors are counted by it.
        series: Number of each picture's series, (N,): looks of one approach are of one series.
        own: Id of the person in the gallery, (N,); `NOBODY` for strangers.
    """

    embeddings: NDArray[np.float32]
    person: NDArray[np.int64]
    series: NDArray[np.int64]
    own: NDArray[np.int64]


@dataclass(frozen=True, slots=True, eq=False)
class Approaches:
    """How approaches ended.

    Attributes:
        looks: What their looks were.
        person: Number of the person of each, (A,).
        own: That person's id in the gallery, (A,); `NOBODY` for strangers.
        granted: As whom each was let in, (A,); `NOBODY` where it was not.
    """

    looks: Looks
    person: NDArray[np.int64]
    own: NDArray[np.int64]
    granted: NDArray[np.int64]


def simulate(
    search: TemplateSearch,
    probes: Probes,
    policy: Policy,
    *,
    left_out: tuple[NDArray[np.int64], NDArray[np.int64]] | None = None,
    on_progress: Callable[[float], None] = lambda _share: None,
) -> tuple[Approaches, Approaches, Approaches]:
    """Let pictures approach a door, in all three ways.

    Args:
        search: The gallery.
        probes: The pictures.
        policy: What a grant takes.
        left_out: See `TemplateSearch.top`.
        on_progress: Called with the share done; what it raises ends the work.

    Returns:
        One look over and over: an approach for each picture. A different picture each look, and a look that changes:
        up to `SEVERAL_APPROACHES` for each series, each beginning with another of its pictures.
    """
    found = search.top(probes.embeddings, left_out=left_out, on_progress=lambda share: on_progress(share / 2))
    door = _Door(found, policy)
    order = np.argsort(probes.series, kind="stable")
    _, begins = np.unique(probes.series[order], return_index=True)
    one = np.full(len(probes.person), NOBODY, dtype=np.int64)
    first: list[int] = []
    several: list[int] = []
    changing: list[int] = []
    for index, rows in enumerate(np.split(order, begins[1:]) if len(order) else []):
        on_progress(0.5 + index / len(begins) / 2)
        for row in rows[door.near[rows]]:
            one[row] = door.granted_to(np.array([row]), door.each)
        for start in np.unique(np.linspace(0, len(rows), SEVERAL_APPROACHES, endpoint=False).astype(np.int64)):
            first.append(int(rows[start]))
            if len(rows) == 1:
                several.append(int(one[rows[0]]))
                changing.append(int(one[rows[0]]))
            else:
                turned = np.roll(rows, -start)
                several.append(door.granted_to(turned, door.each))
                changing.append(door.granted_to(turned, door.slowly))
    on_progress(1.0)

    def ended(looks: Looks, granted: list[int]) -> Approaches:
        return Approaches(looks, probes.person[first], probes.own[first], np.array(granted, dtype=np.int64))

    return (
        Approaches(Looks.ONE, probes.person, probes.own, one),
        ended(Looks.SEVERAL, several),
        ended(Looks.CHANGING, changing),
    )


def slow_turns(times_s: NDArray[np.float64], policy: Policy) -> NDArray[np.int64]:
    """Which look each moment shows, where a look lasts as long as the door remembers, (L,), from 0 on.

    Counted back from the end, where the door is still asked; what is left at the beginning is a look of its own where
    it suffices for a grant.
    """
    from_end = ((times_s[-1] - times_s) / policy.window_s + _SLACK).astype(np.int64)
    turns: NDArray[np.int64] = from_end[0] - from_end
    begun = times_s[turns == 0]
    if turns[-1] > 0 and (len(begun) < policy.min_frames or begun[-1] - begun[0] < policy.min_span_s - _SLACK):
        turns = np.maximum(turns - 1, 0)
    return turns


class _Door:
    """Decides on approaches made of pictures whose candidates are known.

    Where nobody's fused score and lead come near what a grant takes, the rule would deny, and is not asked. It is asked
    at the other looks only: before its patience is at an end it denies nothing, and so forgets nothing.
    """

    def __init__(self, found: TopPeople, policy: Policy) -> None:
        self._found = found
        self._policy = policy
        times_s = np.array(still_times(policy))
        oldest = np.array([int(np.argmax(times_s > time_s - policy.window_s)) for time_s in times_s])
        window = np.arange(len(times_s)) + 1 - oldest  # looks in the window at each look, this one included
        answered = (times_s >= policy.patience_s) | (
            (times_s >= policy.unusable_after_s) & (window < policy.min_frames)
        )
        looks = int(np.argmax(answered)) + 1 if answered.any() else len(times_s)
        self._times_s, self._window = times_s[:looks], window[:looks]
        self.each = np.arange(looks)  # another look each time
        self.slowly = slow_turns(self._times_s, policy)
        span_s = times_s - times_s[oldest]
        self._enough = (self._window >= policy.min_frames) & (span_s[:looks] >= policy.min_span_s - _SLACK)
        highest: NDArray[np.float32] = np.max(found.scores, axis=1, initial=-np.inf)
        self._reaches: NDArray[np.bool_] = highest >= policy.threshold - _SLACK
        if policy.threshold <= _SLACK:
            self._reaches[:] = True  # where a person is not listed, 0 is counted
        self.near = self._near_single()

    def granted_to(self, rows: NDArray[np.int64], turns: NDArray[np.int64]) -> int:
        """As whom the looks of these rows are let in; `NOBODY` where they are not.

        Args:
            rows: The pictures, (m,).
            turns: Which one each look shows, (L,), from 0 on; after the last comes the first again.
        """
        if not self._reaches[rows].any():
            return NOBODY  # a mean is no more than the highest
        turn = turns % len(rows)
        looks = self._looks_to_ask(rows, turn)
        if len(looks) == 0:
            return NOBODY
        candidates = [self._found.candidates(int(row)) for row in rows]
        for look in looks:
            seen = range(look + 1 - self._window[look], look + 1)
            usable = tuple(Evidence(float(self._times_s[at]), 1.0, candidates[turn[at]]) for at in seen)
            decision = decide(
                TrackEvidence(float(self._times_s[0]), usable, float(self._times_s[0])),
                self._policy,
                float(self._times_s[look]),
            )
            if decision is not None and decision.person_id is not None:
                return decision.person_id
        return NOBODY

    def _near_single(self) -> NDArray[np.bool_]:
        """Whether each picture, as the only look, comes near a grant, (N,)."""
        scores = self._found.scores.astype(np.float64)
        near = np.zeros(len(scores), dtype=bool)
        if scores.shape[1] > 0:
            near = scores[:, 0] >= self._policy.threshold - _SLACK
        if scores.shape[1] > 1:
            with np.errstate(invalid="ignore"):  # where nobody is listed
                near &= scores[:, 0] - scores[:, 1] >= self._policy.margin - _SLACK
        return near

    def _looks_to_ask(self, rows: NDArray[np.int64], turn: NDArray[np.int64]) -> NDArray[np.int64]:
        """Looks at which somebody's fused score, lead and agreement come near what a grant takes.

        The same sums as `fuse`, for all looks and people at once.
        """
        if len(rows) == 1:
            # All looks are the same, so that the first with enough of them tells.
            return np.flatnonzero(self._enough)[: int(self.near[rows[0]])]
        policy = self._policy
        scores = self._found.scores[rows].astype(np.float64)
        listed = scores > -np.inf
        if not listed.any():
            return np.zeros(0, dtype=np.int64)
        floors = np.where(listed.any(axis=1), np.where(listed, scores, np.inf).min(axis=1), 0.0)
        people, column = np.unique(self._found.people[rows][listed], return_inverse=True)
        bound = np.repeat(floors[:, np.newaxis], len(people), axis=1)  # (m, P): rivals, in the harder way
        strict = np.minimum(bound, 0.0)  # who would be granted, in the harder way
        bound[np.nonzero(listed)[0], column] = scores[listed]
        strict[np.nonzero(listed)[0], column] = scores[listed]
        # At most the highest of all looks: most strangers are done with here.
        likely = strict.max(axis=0) >= policy.threshold - _SLACK
        if not likely.any():
            return np.zeros(0, dtype=np.int64)
        first = strict == strict.max(axis=1, keepdims=True)  # (m, P)
        agreeing = self._means(first[:, likely][turn].astype(np.float64)) >= policy.agreement - _SLACK
        good = self._means(strict[:, likely][turn]) >= policy.threshold - _SLACK
        near = good & agreeing & first[:, likely][turn] & self._enough[:, np.newaxis]  # (looks, likely)
        if len(people) > 1 and near.any():
            means = self._means(bound[turn])
            highest = np.partition(means, -2, axis=1)
            rival = np.where(means[:, likely] == highest[:, -1:], highest[:, -2:-1], highest[:, -1:])
            near &= self._means(strict[:, likely][turn]) - rival >= policy.margin - _SLACK
        return np.flatnonzero(near.any(axis=1))

    def _means(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Mean over the window at each look, (looks, P)."""
        running = np.concatenate([np.zeros((1, values.shape[1])), np.cumsum(values, axis=0)])
        ends = np.arange(len(values)) + 1
        means: NDArray[np.float64] = (running[ends] - running[ends - self._window]) / self._window[:, np.newaxis]
        return means
