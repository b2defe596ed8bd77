"""A learned similarity: targets, symmetry, parity with its rival, hard pairs, and a card that binds it."""

from __future__ import annotations

import dataclasses
from pathlib import Path

import numpy as np
import pytest
import torch
from numpy.typing import NDArray

from faceapp.domain.comparison_summary import summarise
from faceapp.domain.errors import DatasetError, ModelError
from faceapp.domain.records import Candidate
from faceapp.domain.retrieval import retrieve
from faceapp.domain.scores import OperatingPoint
from faceapp.learning.similarity import (
    LearnedProjection,
    PairDraw,
    ProjectedCosine,
    SimilarityTraining,
    parameter_count,
    spread,
    targets,
    train_similarity,
)
from faceapp.learning.studies.scorers import compare_scorers, conclusion
from faceapp.learning.studies.scorers_report import write_scorers_report
from faceapp.vision.gallery import Gallery
from faceapp.vision.scorer import SCORER_WEIGHTS_FILE, LearnedScorer, PairScorer, write_scorer

POINT = OperatingPoint(fmr=1e-3, threshold=0.25, tar=0.5, tar_low=0.4, tar_high=0.6)


def people(count: int, each: int, *, size: int = 12, seed: int = 0) -> tuple[NDArray[np.float32], NDArray[np.int64]]:
    """Embeddings whose last dimensions are noise: what a similarity can learn is to leave them out."""
    random = np.random.default_rng(seed)
    rows = random.normal(size=(count, size)).repeat(each, axis=0)
    rows[:, size // 2 :] = 2 * random.normal(size=(count * each, size - size // 2))
    rows[:, : size // 2] += 0.3 * random.normal(size=(count * each, size // 2))
    rows /= np.linalg.norm(rows, axis=1, keepdims=True)
    return rows.astype(np.float32), np.repeat(np.arange(count), each)


def test_the_target_lies_beyond_the_cosine_by_the_margin() -> None:
    found = targets(torch.tensor([0.5, 0.5, 1.0, -1.0]), torch.tensor([True, False, True, False]), 0.25)
    torch.testing.assert_close(found, torch.tensor([0.6, 0.2, 1.0, -1.0]))


def test_scores_are_the_same_whichever_comes_first() -> None:
    torch.manual_seed(0)
    network = PairScorer(12, 7)
    rows, _ = people(6, 2)
    scorer = LearnedScorer(network)
    matrix = scorer.matrix(rows, rows)
    np.testing.assert_allclose(matrix, matrix.T, atol=1e-6)
    pairs = scorer.pairs(rows[[0, 3]], rows[[5, 9]])
    np.testing.assert_allclose(pairs, [matrix[0, 5], matrix[3, 9]], atol=1e-6)


def test_a_score_is_what_the_layers_say_over_the_pair_side_by_side() -> None:
    torch.manual_seed(1)
    network = PairScorer(4, 5)
    rows, _ = people(3, 1, size=4)
    scaled = 2 * rows  # by the square root of four numbers
    first = np.concatenate([network.first.weight.detach().numpy(), network.second.weight.detach().numpy()], axis=1)

    def by_hand(a: NDArray[np.float32], b: NDArray[np.float32]) -> float:
        hidden = np.maximum(first @ np.concatenate([a, b]) + network.first.bias.detach().numpy(), 0)
        hidden = np.maximum(network.hidden.weight.detach().numpy() @ hidden + network.hidden.bias.detach().numpy(), 0)
        return float(network.out.weight.detach().numpy()[0] @ hidden + network.out.bias.detach().numpy()[0])

    wanted = (by_hand(scaled[0], scaled[2]) + by_hand(scaled[2], scaled[0])) / 2
    assert LearnedScorer(network).pairs(rows[:1], rows[2:])[0] == pytest.approx(wanted, abs=1e-6)


def test_parts_of_a_large_matrix_agree_with_the_whole(monkeypatch: pytest.MonkeyPatch) -> None:
    torch.manual_seed(2)
    scorer = LearnedScorer(PairScorer(12, 8))
    rows, _ = people(20, 2)
    whole = scorer.matrix(rows, rows)
    monkeypatch.setattr("faceapp.vision.scorer._AT_A_TIME", 3 * 40 * 8)
    np.testing.assert_allclose(scorer.matrix(rows, rows), whole, atol=1e-6)


@pytest.mark.parametrize("width", [32, 128, 512])
def test_the_rival_has_as_many_numbers(width: int) -> None:
    scorer = PairScorer(256, width)
    rival = LearnedProjection.as_large_as(scorer)
    assert parameter_count(rival) == pytest.approx(parameter_count(scorer), rel=0.02)


def test_pairs_are_what_they_are_called() -> None:
    rows, labels = people(10, 3)
    name_of = {row.tobytes(): int(label) for row, label in zip(rows, labels, strict=True)}
    a, b, mated = PairDraw(rows, labels, 0).uniform(200)
    assert int(mated.sum()) == 100
    for first, second, same in zip(a.numpy(), b.numpy(), mated.tolist(), strict=True):
        assert (name_of[first.tobytes()] == name_of[second.tobytes()]) == same
        assert not np.array_equal(first, second)


def test_hard_pairs_are_those_that_are_most_wrong() -> None:
    rows, labels = people(20, 4)
    draw = PairDraw(rows, labels, 0)
    plain = LearnedProjection(12, 12)
    with torch.no_grad():
        plain.map.weight.copy_(torch.eye(12))
    a, b, mated = draw.uniform(400)
    even = (a * b).sum(dim=1)
    a, b, hard_mated = draw.hard(plain, 400, 80)
    hard = (a * b).sum(dim=1)
    assert hard[hard_mated].mean() < even[mated].mean() - 0.1
    assert hard[~hard_mated].mean() > even[~mated].mean() + 0.1


@pytest.mark.parametrize("labels", [[0, 0, 0], [0, 1, 2]])
def test_data_without_pairs_is_refused(labels: list[int]) -> None:
    with pytest.raises(DatasetError, match="no pairs to learn from"):
        PairDraw(np.eye(3, dtype=np.float32), np.array(labels), 0)


def test_training_leaves_out_what_is_noise() -> None:
    rows, labels = people(200, 5)
    test_rows, test_labels = people(30, 5, seed=1)
    settings = SimilarityTraining(uniform_steps=150, hard_steps=50, batch_pairs=256, pool=200)
    network = LearnedProjection(12, 12)
    train_similarity(network, rows, labels, settings)
    before = retrieve(test_rows, test_labels).map_at_r().mean()
    after = retrieve(test_rows, test_labels, similarity=ProjectedCosine(network)).map_at_r().mean()
    assert after > before + 0.05


@pytest.mark.parametrize("hard", [0, 30, 64])
def test_a_batch_has_hard_and_even_pairs_as_asked(hard: int) -> None:
    rows, labels = people(20, 4)
    network = LearnedProjection(12, 12)
    a, b, mated = PairDraw(rows, labels, 0).mixed(network, 64, hard, 80)
    assert len(a) == len(b) == 64
    assert int(mated.sum()) == 32


def test_a_scorer_learns_who_is_who_and_does_not_collapse_upon_hard_pairs() -> None:
    rows, labels = people(200, 5)
    test_rows, test_labels = people(30, 5, seed=1)
    torch.manual_seed(0)
    network = PairScorer(12, 32)
    chance = retrieve(test_rows, test_labels, similarity=LearnedScorer(network)).map_at_r().mean()
    settings = SimilarityTraining(uniform_steps=600, hard_steps=300, batch_pairs=256, pool=400)
    train_similarity(network, rows, labels, settings)
    scorer = LearnedScorer(network)
    assert retrieve(test_rows, test_labels, similarity=scorer).map_at_r().mean() > chance + 0.1
    assert spread(scorer, test_rows, test_labels) > 0.5


def test_weights_that_do_worse_on_held_out_people_are_not_kept() -> None:
    rows, labels = people(60, 5)
    network = LearnedProjection(12, 12)
    start = network.map.weight.detach().clone()
    # Steps so large that nothing they lead to is of use.
    settings = SimilarityTraining(uniform_steps=5, hard_steps=5, batch_pairs=64, pool=64, learning_rate=1e9)
    train_similarity(network, rows, labels, settings)
    torch.testing.assert_close(network.map.weight.detach(), start)


def test_a_collapsed_scorer_has_no_spread_and_is_not_judged() -> None:
    rows, labels = people(40, 4)
    settings = SimilarityTraining(uniform_steps=20, hard_steps=5, batch_pairs=64, pool=64)
    results = compare_scorers(rows, labels, rows, labels, widths=(4,), settings=settings)
    assert results[0].spread == pytest.approx(1)
    dead = PairScorer(12, 4)
    with torch.no_grad():
        dead.hidden.bias.fill_(-1e6)
    nothing = spread(LearnedScorer(dead), rows, labels)
    assert nothing == 0
    collapsed = dataclasses.replace(results[2], spread=nothing)
    assert collapsed.collapsed
    assert "its training collapsed" in conclusion([results[0], collapsed])[0]


def test_a_study_judges_all_alike_and_says_what_the_intervals_allow(tmp_path: Path) -> None:
    rows, labels = people(40, 4)
    test_rows, test_labels = people(60, 5, seed=1)
    settings = SimilarityTraining(uniform_steps=20, hard_steps=5, batch_pairs=64, pool=64)
    results = compare_scorers(rows, labels, test_rows, test_labels, widths=(4,), settings=settings)
    assert [result.parameters for result in results] == [0, 12 * 10, 12 * 4 * 2 + 4 + 4 * 4 + 4 + 4 + 1]
    wanted = summarise(test_rows, test_labels, similarity=LearnedScorer(results[2].network))  # type: ignore[arg-type]
    assert results[2].estimates.non_mated == wanted.non_mated == 300 * 299 // 2 - 600
    assert len(conclusion(results)) == 2
    page = write_scorers_report(
        results, tmp_path, command="faceapp study scorers", machine="m", encoder="e", training="t", test="u"
    )
    assert "| learned scorer of width 4 | 125 |" in page.read_text()
    assert (tmp_path / "scorers.svg").exists()


def test_a_stored_scorer_scores_as_before_and_for_its_encoder_alone(tmp_path: Path) -> None:
    torch.manual_seed(3)
    network = PairScorer(12, 8)
    write_scorer(network, tmp_path / "s", encoder_id="e@1", measured_on="noise", points=(POINT,))
    loaded = LearnedScorer.load(tmp_path / "s", "e@1")
    rows, _ = people(5, 2)
    np.testing.assert_array_equal(loaded.matrix(rows, rows), LearnedScorer(network).matrix(rows, rows))
    assert loaded.card.operating_point(1e-3).threshold == pytest.approx(0.25)
    with pytest.raises(ModelError, match="no operating point"):
        loaded.card.operating_point(1e-4)
    with pytest.raises(ModelError, match="is for the encoder e@1, not for e@2"):
        LearnedScorer.load(tmp_path / "s", "e@2")
    with pytest.raises(ModelError, match="There is no scorer"):
        LearnedScorer.load(tmp_path, "e@1")
    data = bytearray((tmp_path / "s" / SCORER_WEIGHTS_FILE).read_bytes())
    data[-1] ^= 1
    (tmp_path / "s" / SCORER_WEIGHTS_FILE).write_bytes(data)
    with pytest.raises(ModelError, match="not those of its card"):
        LearnedScorer.load(tmp_path / "s", "e@1")


def test_a_gallery_ranks_its_candidates_by_the_scorer() -> None:
    rows, labels = people(30, 2)
    torch.manual_seed(4)
    scorer = LearnedScorer(PairScorer(12, 8))
    gallery = Gallery(12, scorer)
    plain = Gallery(12)
    for person in range(30):
        for each in (gallery, plain):
            each.add(person, rows[labels == person])
    for probe in rows[::7]:
        nearest = [candidate.person_id for candidate in plain.search(probe[None], people=10)[0]]
        wanted = [
            Candidate(person, float(scorer.matrix(probe[None], rows[labels == person]).max())) for person in nearest
        ]
        wanted.sort(key=lambda candidate: (-candidate.score, candidate.person_id))
        for count in (1, 2, 10):
            found = gallery.search(probe[None], people=count)[0]
            assert [candidate.person_id for candidate in found] == [c.person_id for c in wanted[:count]]
            np.testing.assert_allclose([c.score for c in found], [c.score for c in wanted[:count]], atol=1e-6)
