"""Verification by pairs in folds."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest
import torch
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image as PillowImage

from faceapp.domain.errors import DatasetError
from faceapp.learning import verification
from faceapp.learning.verification import (
    Pair,
    best_threshold,
    evaluate_verification,
    fold_accuracies,
    read_pairs,
)
from faceapp.vision.alignment import centre_crop
from faceapp.vision.detector import FaceDetector
from faceapp.vision.encoder import Encoder

WriteTinyEncoder = Callable[..., Path]

PROPERTY = settings(deadline=None, max_examples=100)
SCORED = st.lists(st.tuples(st.integers(-8, 8).map(lambda v: v / 8), st.booleans()), min_size=1, max_size=30)


@pytest.fixture(autouse=True, scope="module")
def one_thread() -> Iterator[None]:
    before = torch.get_num_threads()
    torch.set_num_threads(1)
    yield
    torch.set_num_threads(before)


@pytest.fixture(scope="module")
def images(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Four people with three pictures each, without a face in any of them."""
    root = tmp_path_factory.mktemp("images")
    for index, name in enumerate(("Ada", "Ben", "Cy_Young", "Dee")):
        (root / name).mkdir()
        random = np.random.default_rng(index)
        pattern = random.integers(0, 256, (4, 4, 3))
        for number in (1, 2, 3):
            picture = pattern.repeat(12, axis=0).repeat(12, axis=1) + random.normal(0, 5, (48, 48, 3))
            image = PillowImage.fromarray(picture.clip(0, 255).astype(np.uint8))
            image.save(root / name / f"{name}_{number:04}.{'png' if number == 3 else 'jpg'}", quality=95)
    return root


def pairs_file(path: Path, *lines: str) -> Path:
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


MATED, OTHER = "Ada\t1\t2", "Ada\t1\tBen\t1"


def test_a_header_of_two_numbers_gives_folds_of_that_many_pairs_of_each_kind(tmp_path: Path, images: Path) -> None:
    lines = ["2\t2", MATED, "Ben\t1\t3", OTHER, "Cy_Young\t1\tDee\t2", "Dee\t1\t2", "Dee\t2\t3", OTHER, OTHER]
    pairs, skipped = read_pairs(pairs_file(tmp_path / "pairs.txt", *lines), images)
    assert skipped == 0
    assert [pair.fold for pair in pairs] == [0, 0, 0, 0, 1, 1, 1, 1]
    assert [pair.mated for pair in pairs] == [True, True, False, False, True, True, False, False]
    assert pairs[1] == Pair(images / "Ben" / "Ben_0001.jpg", images / "Ben" / "Ben_0003.png", True, 0)
    assert pairs[3].second == images / "Dee" / "Dee_0002.jpg"


def test_a_header_of_one_number_gives_that_many_folds(tmp_path: Path, images: Path) -> None:
    pairs, _ = read_pairs(pairs_file(tmp_path / "pairs.txt", "3", *[MATED, OTHER] * 4), images)
    assert [pair.fold for pair in pairs] == [0, 0, 0, 1, 1, 1, 2, 2]


def test_without_a_header_there_are_ten_folds(tmp_path: Path, images: Path) -> None:
    pairs, _ = read_pairs(pairs_file(tmp_path / "pairs.txt", *[MATED, OTHER] * 10, "", ""), images)
    assert [pair.fold for pair in pairs] == [fold for fold in range(10) for _ in range(2)]


def test_more_pairs_than_the_header_says_belong_to_the_last_fold(tmp_path: Path, images: Path) -> None:
    pairs, _ = read_pairs(pairs_file(tmp_path / "pairs.txt", "2 1", *[MATED, OTHER] * 3), images)
    assert [pair.fold for pair in pairs] == [0, 0, 1, 1, 1, 1]


def test_pairs_whose_pictures_are_missing_are_counted_and_keep_their_place(tmp_path: Path, images: Path) -> None:
    lines = ["2 1", "Ada 1 9", OTHER, MATED, "Ada 1 Zoe 1"]
    pairs, skipped = read_pairs(pairs_file(tmp_path / "pairs.txt", *lines), images)
    assert skipped == 2
    assert [(pair.mated, pair.fold) for pair in pairs] == [(False, 0), (True, 1)]


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["10 300", MATED, "Ada 1"], "is no pair: 'Ada 1'"),
        (["10 300", MATED, "Ada 1 Ben 1 2"], "is no pair: 'Ada 1 Ben 1 2'"),
        (["10 300", "Ada one two"], "is no pair: 'Ada one two'"),
        (["10 300", "Ada 1 Ben x"], "is no pair"),
        (["10 300", "Ada 1 1"], "pairs a picture with itself: 'Ada 1 1'"),
        (["10 300", "Ada 1 Ada 2"], "pairs a person with itself: 'Ada 1 Ada 2'"),
        (["ten", MATED], "is no fold header"),
        (["10 many", MATED], "is no fold header"),
        (["1 300", MATED], "holds no pairs in at least two folds"),
        (["10 0", MATED], "holds no pairs in at least two folds"),
        (["10 -3", MATED], "holds no pairs in at least two folds"),
        (["10 300"], "holds no pairs"),
        ([""], "holds no pairs"),
    ],
)
def test_a_malformed_pairs_file_is_an_error(tmp_path: Path, images: Path, lines: list[str], said: str) -> None:
    with pytest.raises(DatasetError, match=said):
        read_pairs(pairs_file(tmp_path / "pairs.txt", *lines), images)


def test_a_pairs_file_that_cannot_be_read_is_named(tmp_path: Path, images: Path) -> None:
    with pytest.raises(DatasetError, match=r"absent\.txt' cannot be read"):
        read_pairs(tmp_path / "absent.txt", images)
    (tmp_path / "bytes.txt").write_bytes(b"\xff\xfe\xff")
    with pytest.raises(DatasetError, match=r"bytes\.txt' cannot be read"):
        read_pairs(tmp_path / "bytes.txt", images)


def right_at(threshold: float, scored: list[tuple[float, bool]]) -> int:
    return sum((score >= threshold) == mated for score, mated in scored)


@PROPERTY
@given(SCORED)
def test_the_best_threshold_is_as_good_as_any(scored: list[tuple[float, bool]]) -> None:
    scores = np.array([score for score, _ in scored], dtype=np.float32)
    mated = np.array([mated for _, mated in scored])
    threshold = best_threshold(scores, mated)
    tried = [-2.0, 2.0, *(level / 16 for level in range(-17, 18))]
    assert right_at(threshold, scored) == max(right_at(candidate, scored) for candidate in tried)


def test_of_several_best_thresholds_the_middle_one_is_taken() -> None:
    scores = np.array([0.0, 1.0], dtype=np.float32)
    assert best_threshold(scores, np.array([False, True])) == 0.5


def test_folds_agree_with_a_plain_loop() -> None:
    random = np.random.default_rng(0)
    count = 90
    folds = random.integers(0, 5, count)
    mated = random.random(count) < 0.5
    scores = (random.normal(0, 0.2, count) + 0.35 * mated).astype(np.float32)
    wanted = []
    for fold in range(5):
        others = [(float(scores[i]), bool(mated[i])) for i in range(count) if folds[i] != fold]
        inside = [(float(scores[i]), bool(mated[i])) for i in range(count) if folds[i] == fold]
        levels = sorted({score for score, _ in others})
        candidates = [
            levels[0] - 1e-6,
            *((a + b) / 2 for a, b in pairwise(levels)),
            levels[-1] + 1e-6,
        ]
        right = [right_at(candidate, others) for candidate in candidates]
        best = [c for c, value in zip(candidates, right, strict=True) if value == max(right)]
        wanted.append(right_at(best[len(best) // 2], inside) / len(inside))
    assert 0.6 < np.mean(wanted) < 0.99
    np.testing.assert_allclose(fold_accuracies(scores, mated, folds), wanted)


def test_a_threshold_never_saw_the_fold_that_it_is_applied_to() -> None:
    # In fold 0 all scores lie lower than elsewhere: its own threshold would be perfect, the others' is not.
    scores = np.array([0.1, 0.3, 0.5, 0.9, 0.5, 0.9], dtype=np.float32)
    mated = np.array([False, True] * 3)
    folds = np.array([0, 0, 1, 1, 2, 2])
    assert fold_accuracies(scores, mated, folds).tolist() == [0.5, 1.0, 1.0]


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory, write_tiny_encoder: WriteTinyEncoder) -> Encoder:
    return Encoder.load(write_tiny_encoder(tmp_path_factory.mktemp("encoder")), "cpu")


@pytest.fixture(scope="module")
def detector() -> FaceDetector:
    return FaceDetector(torch.device("cpu"))


def test_pictures_without_a_face_fall_back_to_their_centre_and_are_counted(
    tmp_path: Path, images: Path, encoder: Encoder, detector: FaceDetector
) -> None:
    lines = ["2 2", MATED, "Ben 1 2", OTHER, "Ada 2 Dee 1", "Dee 1 2", "Ben 1 2", "Ada 1 Cy_Young 1", "Dee 1 Ben 2"]
    pairs, skipped = read_pairs(pairs_file(tmp_path / "pairs.txt", *lines, "Ada 1 8"), images)
    told: list[tuple[int, int]] = []
    found = evaluate_verification(
        pairs, skipped, detector, encoder, on_progress=lambda done, total: told.append((done, total))
    )
    assert found.pairs == 8
    assert found.skipped == 1
    assert found.images == found.fallbacks == 7
    assert told == [(done, 7) for done in range(1, 8)]
    assert found.tar_at_fmr == dict.fromkeys((1e-2, 1e-3, 1e-4, 1e-5))  # four non-mated pairs cannot tell

    def embedding(path: Path) -> np.ndarray:
        with PillowImage.open(path) as picture:
            return encoder.encode(centre_crop(np.array(picture.convert("RGB")), 16)[np.newaxis])[0]

    scores = np.array([float(embedding(pair.first) @ embedding(pair.second)) for pair in pairs], dtype=np.float32)
    mated = np.array([pair.mated for pair in pairs])
    wins = [(a > b) + 0.5 * (a == b) for a in scores[mated] for b in scores[~mated]]
    assert found.auc == pytest.approx(np.mean(wins), abs=0.07)
    accuracies = fold_accuracies(scores, mated, np.array([pair.fold for pair in pairs]))
    assert found.accuracy == pytest.approx(accuracies.mean(), abs=1e-6)
    assert found.accuracy_std == pytest.approx(accuracies.std(), abs=1e-6)


def test_pairs_with_a_damaged_picture_are_skipped_and_counted(
    tmp_path: Path, images: Path, encoder: Encoder, detector: FaceDetector
) -> None:
    damaged = tmp_path / "damaged.jpg"
    damaged.write_bytes(b"\xff\xd8\xff no more")
    lines = ["2 1", MATED, OTHER, "Dee 1 2", "Dee 1 Ben 2"]
    pairs, _ = read_pairs(pairs_file(tmp_path / "pairs.txt", *lines), images)
    found = evaluate_verification([*pairs, Pair(damaged, pairs[0].first, False, 1)], 2, detector, encoder)
    assert (found.pairs, found.skipped, found.images) == (4, 3, 6)


def test_too_few_pairs_are_an_error(images: Path, encoder: Encoder, detector: FaceDetector) -> None:
    ada, ben = images / "Ada" / "Ada_0001.jpg", images / "Ben" / "Ben_0001.jpg"
    for pairs in (
        [],
        [Pair(ada, ben, False, 0), Pair(ada, ben, False, 1)],  # none mated
        [Pair(ada, ada, True, 0), Pair(ada, ada, True, 1)],  # all mated
        [Pair(ada, ada, True, 0), Pair(ada, ben, False, 0)],  # one fold
    ):
        with pytest.raises(DatasetError, match="too few to judge by"):
            evaluate_verification(pairs, 0, detector, encoder)


def test_intervals_hold_their_figures_and_groups_are_told_apart(
    tmp_path: Path, images: Path, encoder: Encoder, detector: FaceDetector
) -> None:
    lines = ["2 3", MATED, "Ben 1 2", "Dee 1 2", OTHER, "Ada 2 Dee 1", "Ada 1 Cy_Young 1"]
    lines += ["Dee 2 3", "Ben 1 3", "Ada 2 3", "Dee 1 Ben 2", "Ada 3 Ben 3", "Ben 1 Cy_Young 2"]
    pairs, skipped = read_pairs(pairs_file(tmp_path / "pairs.txt", *lines), images)
    groups = {"two": ["Ada", "Ben"], "alone": ["Cy_Young", "Nemo"]}
    found = evaluate_verification(pairs, skipped, detector, encoder, groups=groups, repetitions=50)
    assert (found.people, found.mated, found.non_mated) == (4, 6, 6)
    for value, (low, high) in (
        (found.accuracy, found.accuracy_interval),
        (found.eer, found.eer_interval),
        (found.auc, found.auc_interval),
    ):
        assert 0 <= low <= value <= high <= 1
    assert found.tar_intervals == dict.fromkeys((1e-2, 1e-3, 1e-4, 1e-5))
    assert found.groups["alone"] is None
    two = found.groups["two"]
    assert two is not None
    assert (two.people, two.mated, two.non_mated, two.pairs) == (2, 4, 2, 6)
    inside = [pair for pair in pairs if {pair.first.parent.name, pair.second.parent.name} <= {"Ada", "Ben"}]
    assert len(inside) == 6


def test_enough_pairs_give_a_rate_with_its_interval() -> None:
    random = np.random.default_rng(1)
    count = 400
    people = np.repeat(np.arange(80), 10)
    first = random.integers(0, 800, count)
    second = np.where(np.arange(count) < 200, first // 10 * 10 + (first + 1) % 10, (first + 400) % 800)
    mated = people[first] == people[second]
    assert mated.sum() == 200
    scores = (random.normal(0, 0.15, count) + 0.4 * mated).astype(np.float32)
    folds = np.arange(count) % 10
    right = verification._judged_rightly(scores, mated, folds)
    scored = verification._Scored(scores, right, folds, first, second)
    found = verification._figures(scored, people, {"skipped": 0, "fallbacks": 0, "images": 800}, {}, 200)
    assert found.accuracy == pytest.approx(fold_accuracies(scores, mated, folds).mean())
    assert found.accuracy_interval[0] < found.accuracy < found.accuracy_interval[1]
    # Two of 200 may be accepted.
    refused = sorted(scores[~mated], reverse=True)[2]
    assert found.tar_at_fmr[1e-2] == np.mean(scores[mated] > refused)
    ends = found.tar_intervals[1e-2]
    assert ends is not None and ends[0] < found.tar_at_fmr[1e-2] <= ends[1]
    assert found.tar_at_fmr[1e-3] is found.tar_intervals[1e-3] is None
