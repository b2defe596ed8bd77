"""Approaches made of pictures: as by the plain rule, look for look, without a shortcut."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from numpy.typing import NDArray

from faceapp.domain.decision import Policy
from faceapp.domain.records import Candidate
from faceapp.domain.replay import Look, judge_looks, still_times
from faceapp.domain.simulated_approaches import (
    NOBODY,
    SEVERAL_APPROACHES,
    Looks,
    Probes,
    simulate,
    slow_turns,
)
from faceapp.domain.template_search import TemplateSearch

POLICY = Policy(
    threshold=0.6, margin=0.05, min_frames=4, min_span_s=0.3, window_s=2.0, patience_s=3.0, unusable_after_s=5.0
)
POLICIES = {
    "as shipped": POLICY,
    "a threshold that many reach": dataclasses.replace(POLICY, threshold=0.2),
    "below zero": dataclasses.replace(POLICY, threshold=-0.3, margin=0.0),
    "no margin and a bare majority": dataclasses.replace(POLICY, margin=0.0, agreement=0.51),
    "one look": dataclasses.replace(POLICY, min_frames=1, min_span_s=0.0),
    "a short memory": dataclasses.replace(POLICY, window_s=0.7, patience_s=2.6),
    "hardly any patience": dataclasses.replace(POLICY, patience_s=0.45),
    "a memory beyond the patience": dataclasses.replace(POLICY, window_s=4.0),
}


def unit_rows(count: int, seed: int, size: int = 3) -> NDArray[np.float32]:
    rows = np.random.default_rng(seed).normal(size=(count, size))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def answered(pictures: list[tuple[Candidate, ...]], shown: list[int], policy: Policy) -> int:
    """As whom an approach is let in that shows these pictures at the times of looks."""
    times_s = still_times(policy)
    decision = judge_looks(
        ((Look(time_s, 1.0, None), pictures[shown[at]]) for at, time_s in enumerate(times_s)), policy
    )
    return NOBODY if decision is None or decision.person_id is None else decision.person_id


def turning(policy: Policy) -> list[int]:
    """Which picture each look shows where one lasts as long as the door remembers, counted by hand from the end."""
    times_s = [time_s for time_s in still_times(policy) if time_s < policy.patience_s - 1e-9]
    times_s.append(still_times(policy)[len(times_s)])  # the look at which the patience is at an end
    blocks: list[list[int]] = [[]]
    end_s = times_s[-1]
    for at in reversed(range(len(times_s))):
        if times_s[at] < end_s - policy.window_s + 1e-5:
            blocks.append([])
            end_s -= policy.window_s
        blocks[-1].append(at)
    blocks = [sorted(block) for block in reversed(blocks)]
    lasts_s = times_s[blocks[0][-1]] - times_s[blocks[0][0]]
    if len(blocks) > 1 and (len(blocks[0]) < policy.min_frames or lasts_s < policy.min_span_s - 1e-6):
        blocks = [blocks[0] + blocks[1], *blocks[2:]]
    return [number for number, block in enumerate(blocks) for _ in block]


@pytest.mark.parametrize("name", POLICIES)
@pytest.mark.parametrize("leaving_out", [False, True])
def test_all_ways_end_as_by_the_plain_rule(name: str, leaving_out: bool) -> None:
    policy = POLICIES[name]
    templates = unit_rows(26, 1)
    owners = np.sort(np.random.default_rng(2).integers(0, 8, 26)) * 3
    search = TemplateSearch(templates, owners, most=4)
    embeddings = unit_rows(40, 3)
    series = np.random.default_rng(4).integers(0, 12, 40)
    person = series // 2
    numbers = np.random.default_rng(5).integers(0, 8, 40) * 3
    left_out = (numbers, owners) if leaving_out else None
    one, several, changing = simulate(search, Probes(embeddings, person, series, person), policy, left_out=left_out)
    found = search.top(embeddings, left_out=left_out)
    candidates = [found.candidates(row) for row in range(40)]
    looks = len(still_times(policy))
    assert one.granted.tolist() == [answered([candidates[row]], [0] * looks, policy) for row in range(40)]
    assert one.person.tolist() == person.tolist()

    slow = turning(policy)
    slow += [slow[-1]] * (looks - len(slow))
    expected_several, expected_changing, people = [], [], []
    for number in sorted(set(series.tolist())):
        rows = [row for row in range(40) if series[row] == number]
        for start in sorted({int(part * len(rows) / SEVERAL_APPROACHES) for part in range(SEVERAL_APPROACHES)}):
            pictures = [candidates[row] for row in rows[start:] + rows[:start]]
            expected_several.append(answered(pictures, [at % len(rows) for at in range(looks)], policy))
            expected_changing.append(answered(pictures, [turn % len(rows) for turn in slow], policy))
            people.append(number // 2)
    assert several.granted.tolist() == expected_several
    assert changing.granted.tolist() == expected_changing
    assert several.person.tolist() == changing.person.tolist() == people
    assert [ended.looks for ended in (one, several, changing)] == [Looks.ONE, Looks.SEVERAL, Looks.CHANGING]
    if name != "hardly any patience":
        assert len({*one.granted.tolist(), *several.granted.tolist(), *changing.granted.tolist()}) > 2


def test_a_look_lasts_as_long_as_the_door_remembers() -> None:
    times_s = np.arange(31) * 0.1
    assert slow_turns(times_s, POLICY).tolist() == [0] * 11 + [1] * 20  # 0 to 1 s, then the last two seconds
    short = dataclasses.replace(POLICY, window_s=1.4)  # 0 to 0.2 s are too few for a grant
    assert slow_turns(times_s, short).tolist() == [0] * 17 + [1] * 14
    assert set(slow_turns(times_s, dataclasses.replace(POLICY, window_s=5.0)).tolist()) == {0}


def test_a_look_that_changes_gives_a_stranger_two_chances() -> None:
    """Pictures of which every second one is taken for somebody: alone each has one chance, and together none."""
    search = TemplateSearch(np.eye(3, dtype=np.float32)[:1], np.array([7]))
    alike = np.array([0.9, 0.43588990, 0], dtype=np.float32)
    unlike = np.array([0.0, 0, 1], dtype=np.float32)
    probes = Probes(np.stack([alike, unlike]), np.zeros(2, np.int64), np.zeros(2, np.int64), np.full(2, NOBODY))
    one, several, changing = simulate(search, probes, POLICY)
    assert one.granted.tolist() == [7, NOBODY]
    assert several.granted.tolist() == [NOBODY, NOBODY]
    assert changing.granted.tolist() == [7, 7]


def test_nobody_to_approach_and_nobody_enrolled() -> None:
    search = TemplateSearch(np.zeros((0, 3), np.float32), np.zeros(0, np.int64))
    probes = Probes(unit_rows(4, 1), np.arange(4), np.arange(4), np.full(4, NOBODY))
    for ended in simulate(search, probes, POLICY):
        assert ended.granted.tolist() == [NOBODY] * 4
    none = Probes(np.zeros((0, 3), np.float32), *[np.zeros(0, np.int64)] * 3)
    for ended in simulate(TemplateSearch(unit_rows(3, 1), np.arange(3)), none, POLICY):
        assert len(ended.granted) == 0


def test_it_can_be_stopped_and_tells_how_far_it_is() -> None:
    shares: list[float] = []
    probes = Probes(unit_rows(30, 1), np.arange(30), np.arange(30), np.full(30, NOBODY))
    search = TemplateSearch(unit_rows(9, 2), np.arange(9))
    simulate(search, probes, POLICY, on_progress=shares.append)
    assert shares == sorted(shares) and shares[-1] == 1.0 and len(shares) > 30

    def stop(share: float) -> None:
        if share > 0.6:
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        simulate(search, probes, POLICY, on_progress=stop)
