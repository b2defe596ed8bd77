"""Recorded approaches, and what the door would have decided on them with another gallery or another threshold.

What is recorded does not depend on who is enrolled: the looks alone. A replay judges them by the same code as the door.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from faceapp.domain.approach import PASSING_BY_S, Approach
from faceapp.domain.decision import Policy
from faceapp.domain.records import Candidate, Decision, Embedding, Evidence

Search = Callable[[NDArray[np.float32]], Sequence[tuple[Candidate, ...]]]
Candidates = tuple[Candidate, ...]

# Time between the looks of an approach that is made of photographs: about what a kiosk's small computer manages.
STILL_STEP_S = 0.1


@dataclass(frozen=True, slots=True, eq=False)
class Look:
    """One frame of a track that was judged.

    Attributes:
        time_s: Timestamp of the frame.
        quality: Quality score of the face, in [0, 1].
        embedding: Unit float32 (D,); None where the face was not usable.
        weighed: Whether it counts as evidence; one that may show somebody else than the looks before does not.
    """

    time_s: float
    quality: float
    embedding: Embedding | None
    weighed: bool = True


@dataclass(frozen=True, slots=True, eq=False)
class RecordedTrack:
    """One approach, from the first look to the last.

    Attributes:
        person: Who it shows; None where nobody knows, which stands for a stranger of its own.
        source: The clip or photograph.
        looks: By time, at least one.
        still: Whether it is a photograph: one look, which is shown over and over. It is worth one look, however
            often the decision sees it.
    """

    person: str | None
    source: str
    looks: tuple[Look, ...]
    still: bool = False


def replay(track: RecordedTrack, search: Search, policy: Policy) -> Decision | None:
    """Decide on a recorded track as the door would.

    Args:
        track: The track.
        search: Finds the candidates of embeddings (N, D): the gallery's, with as many people as the door asks for.
        policy: What a grant takes.

    Returns:
        The decision; None where the face was only passing by, which the door does not answer to.
    """
    seen = [look.embedding for look in track.looks if look.weighed and look.embedding is not None]
    found = iter(search(np.stack(seen)) if seen else ())
    timeline = [(look, next(found) if look.weighed and look.embedding is not None else None) for look in track.looks]
    if track.still:
        ((look, candidates),) = timeline
        return judge_stills(look.quality, [candidates], policy)
    return judge_looks(timeline, policy)


def judge_looks(timeline: Iterable[tuple[Look, Candidates | None]], policy: Policy) -> Decision | None:
    """Decide on looks in the order of time, each with its candidates; see `replay`.

    Args:
        timeline: At least one look, with the candidates where it is usable and weighed.
        policy: What a grant takes.
    """
    approach: Approach | None = None
    for look, candidates in timeline:
        if approach is None:
            approach = Approach(look.time_s, look.time_s)
        approach.last_judged_s = look.time_s
        if not look.weighed:
            continue
        if candidates is not None:
            approach.add(Evidence(look.time_s, look.quality, candidates), policy.window_s)
        decision = approach.judge(policy, look.time_s)
        if decision is not None:
            return decision
    if approach is None:
        raise ValueError("a track without a look")
    return approach.settle(policy)


def judge_stills(quality: float, pictures: Sequence[Candidates | None], policy: Policy) -> Decision:
    """Decide on an approach whose looks are photographs, in turn and over and over until the door has answered.

    Args:
        quality: Quality score of each, in (0, 1].
        pictures: Candidates of each photograph; None where it is not usable.
        policy: What a grant takes.
    """
    times_s = still_times(policy)
    decision = judge_looks(
        ((Look(time_s, quality, None), pictures[index % len(pictures)]) for index, time_s in enumerate(times_s)),
        policy,
    )
    assert decision is not None, "it lasts longer than passing by"
    return decision


def still_times(policy: Policy) -> list[float]:
    """Times of the looks of an approach that is made of photographs.

    So close that the window holds the looks and the span that a grant takes, and going on until the door's patience is
    at an end.
    """
    step_s = min(STILL_STEP_S, policy.window_s / (policy.min_frames + 1))
    if policy.window_s > policy.min_span_s:
        step_s = min(step_s, (policy.window_s - policy.min_span_s) / 2)
    lasts_s = max(policy.patience_s, policy.unusable_after_s, PASSING_BY_S)
    return [index * step_s for index in range(math.ceil(lasts_s / step_s) + 2)]
