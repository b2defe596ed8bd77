"""Nearest neighbours, by hand and against plain loops."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray

from faceapp.domain.retrieval import (
    Retrieval,
    map_at_r,
    normalised_mutual_information,
    pairwise_f1,
    retrieve,
)


def found(hits: list[list[int]], relevant: list[int]) -> Retrieval:
    return Retrieval(person=np.arange(len(relevant)), relevant=np.array(relevant), hits=np.array(hits, dtype=bool))


def test_the_figures_by_hand() -> None:
    judged = found([[1, 0, 1, 1], [0, 1, 0, 0], [1, 1, 0, 0]], [3, 1, 2])
    assert judged.precision_at_1().tolist() == [1, 0, 1]
    # Of the 3 nearest two; of the 1 nearest none; of the 2 nearest both.
    assert judged.r_precision().tolist() == pytest.approx([2 / 3, 0, 1])
    # (1/1 + 0 + 2/3) / 3; 0; (1/1 + 2/2) / 2. A hit beyond R counts nothing.
    assert judged.map_at_r().tolist() == pytest.approx([5 / 9, 0, 1])
    assert judged.recall_at(1).tolist() == [1, 0, 1]
    assert judged.recall_at(2).tolist() == [1, 1, 1]


@pytest.mark.parametrize("k", [0, 5])
def test_recall_needs_neighbours_that_were_kept(k: int) -> None:
    with pytest.raises(ValueError, match="recall at"):
        found([[1, 0, 1, 1]], [3]).recall_at(k)


def people(count: int, samples: int, seed: int) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    random = np.random.default_rng(seed)
    labels = random.permutation(np.repeat(np.arange(count), random.integers(1, samples + 1, count)))
    rows = random.normal(size=(count, 6))[labels] + 0.9 * random.normal(size=(len(labels), 6))
    return (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32), labels


@pytest.mark.parametrize("block", [1, 4, 512])
def test_every_query_agrees_with_a_plain_loop(block: int) -> None:
    embeddings, labels = people(9, 5, seed=1)
    judged = retrieve(embeddings, labels, depth=3, block=block)
    query = 0
    for i in range(len(labels)):
        others = [j for j in range(len(labels)) if j != i]
        relevant = sum(labels[j] == labels[i] for j in others)
        if relevant == 0:
            continue
        nearest = sorted(others, key=lambda j: -float(embeddings[i] @ embeddings[j]))
        right = [bool(labels[j] == labels[i]) for j in nearest]
        average = sum(sum(right[: k + 1]) / (k + 1) for k in range(relevant) if right[k]) / relevant
        assert judged.person[query] == labels[i]
        assert judged.relevant[query] == relevant
        assert judged.precision_at_1()[query] == right[0]
        assert judged.r_precision()[query] == pytest.approx(sum(right[:relevant]) / relevant)
        assert judged.map_at_r()[query] == pytest.approx(average)
        assert judged.recall_at(3)[query] == any(right[:3])
        query += 1
    assert query == len(judged.person)
    assert map_at_r(embeddings, labels) == pytest.approx(judged.map_at_r().mean())


def test_of_equal_scores_the_wrong_one_counts_as_nearer() -> None:
    alike = np.tile(np.array([[1, 0]], dtype=np.float32), (6, 1))
    judged = retrieve(alike, np.array([0, 0, 0, 1, 1, 2]))
    assert judged.precision_at_1().sum() == judged.map_at_r().sum() == 0


def test_a_picture_without_a_face_finds_nobody_and_is_found_by_nobody() -> None:
    apart = np.eye(3, dtype=np.float32)[[0, 0, 1, 2]]
    labels = np.array([0, 0, 1, 2])
    plain = retrieve(apart, labels)
    assert plain.map_at_r().tolist() == [1, 1]
    # One more picture of person 0, one of person 1, two of person 3.
    judged = retrieve(apart, labels, without_face=np.array([1, 1, 0, 2]))
    assert judged.person.tolist() == [0, 0, 1, 0, 1, 3, 3]
    assert judged.relevant.tolist() == [2, 2, 1, 2, 1, 1, 1]
    assert judged.precision_at_1().tolist() == [1, 1, 0, 0, 0, 0, 0]
    assert judged.r_precision().tolist() == [0.5, 0.5, 0, 0, 0, 0, 0]
    assert judged.map_at_r().tolist() == [0.5, 0.5, 0, 0, 0, 0, 0]


def test_a_depth_beyond_the_samples_is_filled_with_misses() -> None:
    judged = retrieve(np.eye(2, dtype=np.float32)[[0, 0, 1]], np.array([0, 0, 1]), depth=10)
    assert judged.hits.shape == (2, 10)
    assert judged.recall_at(10).tolist() == [1, 1]
    alone = retrieve(np.eye(2, dtype=np.float32)[:1], np.array([0]), without_face=np.array([1]))
    assert alone.precision_at_1().tolist() == [0, 0]


def test_somebody_needs_two_samples() -> None:
    with pytest.raises(ValueError, match="two samples"):
        retrieve(np.eye(3, dtype=np.float32), np.arange(3))
    with pytest.raises(ValueError, match="two samples"):
        retrieve(np.zeros((0, 3), dtype=np.float32), np.zeros(0, dtype=np.int64))


def test_what_does_not_fit_is_refused() -> None:
    rows = np.eye(3, dtype=np.float32)
    with pytest.raises(ValueError, match="do not fit"):
        retrieve(rows, np.zeros(2, dtype=np.int64))
    rows[0, 0] = np.nan
    with pytest.raises(ValueError, match="not a number"):
        retrieve(rows, np.zeros(3, dtype=np.int64))


def test_mutual_information_by_hand() -> None:
    labels = np.array([0, 0, 1, 1])
    assert normalised_mutual_information(labels, np.array([5, 5, 7, 7])) == pytest.approx(1)
    assert normalised_mutual_information(labels, np.array([0, 1, 0, 1])) == pytest.approx(0)
    # Everybody apart tells all: I = H(labels) = log 2, H(clusters) = log 4; 2 log 2 / (log 2 + log 4) = 2/3.
    assert normalised_mutual_information(labels, np.arange(4)) == pytest.approx(2 / 3)
    assert normalised_mutual_information(np.zeros(3, dtype=np.int64), np.zeros(3, dtype=np.int64)) == 1


def test_f1_agrees_with_a_double_loop() -> None:
    random = np.random.default_rng(2)
    labels, clusters = random.integers(0, 4, 25), random.integers(0, 5, 25)
    right = said = wanted = 0
    for i in range(25):
        for j in range(i + 1, 25):
            right += labels[i] == labels[j] and clusters[i] == clusters[j]
            said += clusters[i] == clusters[j]
            wanted += labels[i] == labels[j]
    precision, recall = right / said, right / wanted
    assert pairwise_f1(labels, clusters) == pytest.approx(2 * precision * recall / (precision + recall))
    assert pairwise_f1(np.arange(3), np.arange(3)) == 0


def test_a_clustering_must_fit_its_labels() -> None:
    for judge in (normalised_mutual_information, pairwise_f1):
        with pytest.raises(ValueError, match="do not fit"):
            judge(np.zeros(2, dtype=np.int64), np.zeros(3, dtype=np.int64))
        with pytest.raises(ValueError, match="do not fit"):
            judge(np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.int64))
