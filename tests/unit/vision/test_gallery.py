"""The gallery against a plain loop over all templates."""

from __future__ import annotations

import threading
from datetime import UTC, datetime

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from faceapp.domain.records import Template
from faceapp.vision.gallery import Gallery

Rows = NDArray[np.float32]


def unit_rows(generator: np.random.Generator, count: int, size: int) -> Rows:
    rows = generator.normal(size=(count, size))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)


def by_loop(enrolled: dict[int, Rows], probe: NDArray[np.float32], people: int) -> list[tuple[int, float]]:
    best = []
    for person_id, rows in enrolled.items():
        best.append((-max(float(np.dot(row.astype(np.float64), probe)) for row in rows), person_id))
    return [(person_id, -score) for score, person_id in sorted(best)[:people]]


def assert_same(gallery: Gallery, enrolled: dict[int, Rows], probes: Rows, people: int) -> None:
    found = gallery.search(probes, people)
    assert len(found) == len(probes)
    for probe, candidates in zip(probes, found, strict=True):
        expected = by_loop(enrolled, probe, people)
        assert [c.person_id for c in candidates] == [person_id for person_id, _ in expected]
        np.testing.assert_allclose([c.score for c in candidates], [score for _, score in expected], atol=1e-5)


def template(person_id: int, embedding: NDArray[np.float32]) -> Template:
    return Template(None, person_id, embedding, "x@0", 1.0, "test", datetime(2026, 1, 1, tzinfo=UTC))


def test_a_door_with_two_thousand_people() -> None:
    generator = np.random.default_rng(0)
    rows = unit_rows(generator, 10_000, 64)
    enrolled = {person_id: rows[5 * person_id : 5 * person_id + 5] for person_id in range(2000)}
    gallery = Gallery(64)
    for person_id, templates in enrolled.items():
        gallery.add(person_id, templates)
    assert (len(gallery), gallery.people) == (10_000, 2000)
    # As many probes as make FAISS choose its other way of comparing, and a few.
    assert_same(gallery, enrolled, unit_rows(generator, 3, 64), people=10)
    assert_same(gallery, enrolled, unit_rows(generator, 25, 64), people=3)


def test_many_templates_crowd_nobody_out() -> None:
    generator = np.random.default_rng(1)
    probe = unit_rows(generator, 1, 16)
    near = probe + 0.01 * generator.normal(size=(50, 16)).astype(np.float32)
    enrolled = {7: (near / np.linalg.norm(near, axis=1, keepdims=True)).astype(np.float32)}
    gallery = Gallery(16)
    gallery.add(7, enrolled[7])
    for person_id in range(10, 40):
        enrolled[person_id] = unit_rows(generator, 1 + person_id % 3, 16)
        gallery.add(person_id, enrolled[person_id])
    for people in (1, 2, 5, 31, 100):
        assert_same(gallery, enrolled, probe, people)


def test_templates_added_later_belong_to_the_same_person() -> None:
    gallery = Gallery(2)
    gallery.add(4, np.array([[1.0, 0.0]], np.float32))
    gallery.add(5, np.array([[0.6, 0.8]], np.float32))
    gallery.add(4, np.array([[0.0, 1.0]], np.float32))
    (candidates,) = gallery.search(np.array([[0.0, 1.0]], np.float32))
    assert [(c.person_id, round(c.score, 5)) for c in candidates] == [(4, 1.0), (5, 0.8)]
    assert (len(gallery), gallery.people) == (3, 2)


def test_equal_scores_are_ordered_by_person_and_nobody_is_lost() -> None:
    # 30 people share one template: whichever FAISS finds first, the answer is the lowest ids.
    row = np.array([[0.6, 0.8, 0.0]], np.float32)
    gallery = Gallery(3)
    for person_id in np.random.default_rng(2).permutation(30):
        gallery.add(int(person_id), row)
    gallery.add(99, np.array([[0.0, 0.0, 1.0]], np.float32))
    (candidates,) = gallery.search(row, people=4)
    assert [c.person_id for c in candidates] == [0, 1, 2, 3]


def test_an_empty_gallery_has_no_candidates() -> None:
    gallery = Gallery(8)
    assert gallery.search(unit_rows(np.random.default_rng(0), 2, 8)) == [(), ()]
    assert gallery.search(np.zeros((0, 8), np.float32)) == []
    gallery.add(1, np.zeros((0, 8), np.float32))
    assert (len(gallery), gallery.people) == (0, 0)


def test_whoever_is_removed_is_found_no_more() -> None:
    generator = np.random.default_rng(5)
    enrolled = {person_id: unit_rows(generator, 1 + person_id % 4, 12) for person_id in range(1, 40)}
    gallery = Gallery(12)
    for person_id, rows in enrolled.items():
        gallery.add(person_id, rows)
    for person_id in (1, 17, 39, 7):
        assert gallery.remove(person_id) == 1 + person_id % 4
        assert gallery.remove(person_id) == 0
        gone = enrolled.pop(person_id)
        assert len(gallery) == sum(map(len, enrolled.values()))
        assert_same(gallery, enrolled, gone, people=40)
    for person_id in list(enrolled):
        gallery.remove(person_id)
    assert gallery.search(unit_rows(generator, 1, 12)) == [()]


@pytest.mark.parametrize(
    ("rows", "message"),
    [
        (np.ones((2, 3), np.float32), "unit length"),
        (np.array([[1.0, 0.0, 0.002]], np.float32) * 1.002, "unit length"),
        (np.array([[np.nan, 0.0, 0.0]], np.float32), "not finite"),
        (np.array([[np.inf, 0.0, 0.0]], np.float32), "not finite"),
        (np.zeros((1, 3), np.float32), "unit length"),
        (np.array([[1.0, 0.0]], np.float32), "expected embeddings"),
        (np.array([1.0, 0.0, 0.0], np.float32), "expected embeddings"),
    ],
)
def test_bad_embeddings_are_refused_and_change_nothing(rows: Rows, message: str) -> None:
    gallery = Gallery(3)
    gallery.add(1, np.array([[1.0, 0.0, 0.0]], np.float32))
    with pytest.raises(ValueError, match=message):
        gallery.add(2, rows)
    with pytest.raises(ValueError, match=message):
        gallery.search(rows)
    assert (len(gallery), gallery.people) == (1, 1)


def test_bad_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="embedding_size"):
        Gallery(0)
    with pytest.raises(ValueError, match="person_id"):
        Gallery(1).add(-1, np.ones((1, 1), np.float32))
    with pytest.raises(ValueError, match="people"):
        Gallery(1).search(np.ones((1, 1), np.float32), people=0)


def test_it_is_built_from_and_compared_with_storage() -> None:
    rows = unit_rows(np.random.default_rng(6), 6, 5)
    stored = [template(person_id, row) for person_id, row in zip((3, 1, 3, 2, 2, 9), rows, strict=True)]
    gallery = Gallery.from_templates(5, stored)
    assert (len(gallery), gallery.people) == (6, 4)
    assert gallery.difference(reversed(stored)).consistent
    gallery.remove(9)
    gallery.add(1, rows[0:1])
    difference = gallery.difference(stored)
    assert not difference.consistent
    assert (difference.missing, difference.unexpected) == ({9: 1}, {1: 1})
    # The same number of templates, but one of them another.
    changed = [*stored[:5], template(9, rows[0])]
    assert Gallery.from_templates(5, stored).difference(changed).missing == {9: 1}
    assert Gallery(5).difference([]).consistent


def test_it_shares_a_process_and_a_thread_with_torch() -> None:
    # Both bring an OpenMP runtime of their own.
    generator = np.random.default_rng(7)
    rows = unit_rows(generator, 500, 32)
    results: list[int] = []

    def recognise() -> None:
        gallery = Gallery(32)
        for person_id in range(100):
            gallery.add(person_id, rows[5 * person_id : 5 * person_id + 5])
        layer = torch.nn.Conv2d(3, 32, 3)
        with torch.inference_mode():
            for person_id in range(0, 100, 10):
                layer(torch.zeros(2, 3, 32, 32))
                (candidates,) = gallery.search(rows[5 * person_id : 5 * person_id + 1])
                results.append(candidates[0].person_id)

    thread = threading.Thread(target=recognise)
    thread.start()
    thread.join(timeout=60)
    assert results == list(range(0, 100, 10))
