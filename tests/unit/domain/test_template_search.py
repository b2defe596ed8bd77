"""The search of simulations finds what the door's gallery finds."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from faceapp.domain import template_search
from faceapp.domain.similarity import COSINE
from faceapp.domain.template_search import TemplateSearch
from faceapp.vision.gallery import Gallery


def unit_rows(count: int, seed: int, size: int = 6) -> NDArray[np.float32]:
    rows = np.random.default_rng(seed).normal(size=(count, size))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


class Squared:
    """A similarity that ranks otherwise than the cosine."""

    def matrix(self, first: NDArray[np.float32], second: NDArray[np.float32]) -> NDArray[np.float32]:
        scores: NDArray[np.float32] = (first**2) @ (second**2).T
        return scores

    def pairs(self, first: NDArray[np.float32], second: NDArray[np.float32]) -> NDArray[np.float32]:
        raise NotImplementedError


def by_hand(
    probe: NDArray[np.float32], templates: NDArray[np.float32], people: NDArray[np.int64], hidden: NDArray[np.bool_]
) -> list[tuple[int, float]]:
    best: dict[int, float] = {}
    for template, person, gone in zip(templates, people, hidden, strict=True):
        if not gone:
            best[int(person)] = max(best.get(int(person), -2.0), float(probe @ template))
    return sorted(best.items(), key=lambda item: (-item[1], item[0]))


@pytest.mark.parametrize("most", [1, 3, 10, 50])
@pytest.mark.parametrize("at_a_time", [30, 10_000])
def test_the_best_people_of_each_probe(most: int, at_a_time: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(template_search, "_BLOCK_SCORES", at_a_time)
    people = np.random.default_rng(1).integers(0, 12, 40)
    templates, probes = unit_rows(40, 2), unit_rows(9, 3)
    found = TemplateSearch(templates, people, most=most)(probes)
    for probe, candidates in zip(probes, found, strict=True):
        expected = by_hand(probe, templates, people, np.zeros(40, dtype=bool))[:most]
        assert [candidate.person_id for candidate in candidates] == [person for person, _ in expected]
        assert [candidate.score for candidate in candidates] == pytest.approx(
            [score for _, score in expected], abs=1e-6
        )


@pytest.mark.parametrize("scorer", [None, Squared()])
def test_the_gallery_of_the_door_answers_the_same(scorer: Squared | None) -> None:
    people = np.repeat(np.arange(30), 4)
    templates, probes = unit_rows(120, 4), unit_rows(20, 5)
    gallery = Gallery(6, scorer)
    for person in range(30):
        gallery.add(person, templates[people == person])
    found = TemplateSearch(templates, people, similarity=COSINE if scorer is None else scorer)(probes)
    for candidates, expected in zip(found, gallery.search(probes), strict=True):
        assert [candidate.person_id for candidate in candidates] == [candidate.person_id for candidate in expected]
        assert [c.score for c in candidates] == pytest.approx([c.score for c in expected], abs=1e-6)


def test_equal_scores_are_listed_by_id() -> None:
    row = unit_rows(1, 6)
    search = TemplateSearch(np.repeat(row, 4, axis=0), np.array([7, 3, 9, 3]), most=2)
    assert [candidate.person_id for candidate in search(row)[0]] == [3, 7]
    again = TemplateSearch(np.repeat(row, 4, axis=0), np.array([7, 3, 9, 3]), most=3, similarity=Squared())
    assert [candidate.person_id for candidate in again(row)[0]] == [3, 7, 9]


@pytest.mark.parametrize("scorer", [None, Squared()])
def test_templates_of_the_probes_own_number_are_left_out(scorer: Squared | None) -> None:
    people = np.array([5, 5, 2, 2, 8])
    numbers = np.array([0, 1, 2, 2, 3])
    templates, probes = unit_rows(5, 7), unit_rows(4, 8)
    search = TemplateSearch(templates, people, similarity=COSINE if scorer is None else scorer)
    of_probes = np.array([1, 2, 3, 9])
    found = search.top(probes, left_out=(of_probes, numbers))
    for row, probe in enumerate(probes):
        mine = probe if scorer is None else probe**2
        theirs = templates if scorer is None else templates**2
        expected = by_hand(mine, theirs, people, numbers == of_probes[row])
        candidates = found.candidates(row)
        assert [candidate.person_id for candidate in candidates] == [person for person, _ in expected]
        assert [candidate.score for candidate in candidates] == pytest.approx(
            [score for _, score in expected], abs=1e-6
        )
        leaving_out = search.leaving_out(int(of_probes[row]), numbers)(probe[np.newaxis])[0]
        assert [c.person_id for c in leaving_out] == [c.person_id for c in candidates]
    assert {candidate.person_id for candidate in found.candidates(1)} == {5, 8}, "a person without a template is gone"


def test_an_empty_gallery_lists_nobody() -> None:
    search = TemplateSearch(np.zeros((0, 1), np.float32), np.zeros(0, np.int64))
    assert search(unit_rows(2, 9)) == [(), ()]
    assert TemplateSearch(unit_rows(2, 9), np.array([1, 2]))(np.zeros((0, 6), np.float32)) == []


def test_what_is_no_number_is_refused() -> None:
    broken = unit_rows(2, 10)
    broken[1, 0] = np.nan
    with pytest.raises(ValueError, match="template is not finite"):
        TemplateSearch(broken, np.array([1, 2]))
    with pytest.raises(ValueError, match="probe is not finite"):
        TemplateSearch(unit_rows(2, 10), np.array([1, 2])).top(broken)
    with pytest.raises(ValueError, match="do not fit"):
        TemplateSearch(unit_rows(2, 10), np.array([1]))


def test_progress_can_end_the_work() -> None:
    def stop(share: float) -> None:
        raise InterruptedError(str(share))

    with pytest.raises(InterruptedError):
        TemplateSearch(unit_rows(2, 10), np.array([1, 2])).top(unit_rows(2, 11), on_progress=stop)


def test_of_very_many_people_the_best_are_the_same_as_by_a_full_ranking() -> None:
    """Most are not ranked; equal scores among the last that are listed still go by the id."""
    rng = np.random.default_rng(9)
    templates = rng.integers(-8, 9, (150, 2)).astype(np.float32) / 8  # exact in whatever order they are summed
    people = rng.integers(0, 90, 150) * 2
    probes = rng.integers(-8, 9, (40, 2)).astype(np.float32) / 8
    search = TemplateSearch(templates, people, most=5)
    found = search.top(probes)
    for row, probe in enumerate(probes):
        scores = {int(p): max((templates @ probe)[people == p]) for p in people}
        ranked = sorted(scores, key=lambda p, scores=scores: (-scores[p], p))[:5]  # type: ignore[misc]
        assert found.people[row].tolist() == ranked
    assert (np.diff(found.scores, axis=1) == 0).any(), "some are equal"
