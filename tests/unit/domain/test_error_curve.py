"""The drawn error curve against plain counting."""

from __future__ import annotations

import numpy as np
import pytest

from faceapp.domain.comparison_summary import summarise
from faceapp.domain.error_curve import error_curve


def people(seed: int = 0, count: int = 30, samples: int = 4) -> tuple[np.ndarray, np.ndarray]:
    random = np.random.default_rng(seed)
    centres = random.normal(size=(count, 1, 6))
    embeddings = (centres + 0.3 * random.normal(size=(count, samples, 6))).reshape(-1, 6)
    embeddings /= np.linalg.norm(embeddings, axis=1, keepdims=True)
    return embeddings.astype(np.float32), np.repeat(np.arange(count), samples)


@pytest.mark.parametrize("kept", [None, 50, 1])
def test_every_point_is_counted(kept: int | None) -> None:
    embeddings, labels = people()
    summary = summarise(embeddings, labels)
    scores = summary.tail  # with so few comparisons it holds all
    assert len(scores) == summary.non_mated
    curve = error_curve(summary.tail[:kept], summary.histogram, summary.mated)
    assert len(curve.thresholds) > 50
    for threshold, fmr, fnmr in zip(curve.thresholds, curve.fmr, curve.fnmr, strict=True):
        assert fmr == np.mean([float(score) >= threshold for score in scores])
        assert fnmr == np.mean([float(score) < threshold for score in summary.mated])
    assert np.all(np.diff(curve.thresholds) > 0)
    assert np.all(np.diff(curve.fmr) <= 0)
    assert np.all(np.diff(curve.fnmr) >= 0)
    assert (curve.fmr[0], curve.fmr[-1]) == (1.0, 0.0)


def test_equal_scores_are_accepted_together() -> None:
    tail = np.array([0.505, 0.505, 0.505, 0.205], dtype=np.float32)
    histogram = np.zeros(200, dtype=np.int64)
    histogram[150], histogram[120] = 3, 1
    curve = error_curve(tail, histogram, np.array([0.505], dtype=np.float32))
    at = curve.thresholds == float(np.float32(0.505))
    assert curve.fmr[at].tolist() == [0.75]
    assert curve.fnmr[at].tolist() == [0.0]
    assert curve.fnmr[-1] == 1.0


def test_without_mated_comparisons_there_is_no_fnmr_and_without_any_no_curve() -> None:
    embeddings, labels = people(samples=1)
    summary = summarise(embeddings, labels)
    assert len(error_curve(summary.tail, summary.histogram, summary.mated).fnmr) == 0
    with pytest.raises(ValueError, match="no non-mated"):
        error_curve(np.zeros(0, np.float32), np.zeros(200, np.int64), summary.mated)
