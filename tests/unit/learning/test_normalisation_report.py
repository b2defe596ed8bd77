"""The page on score normalisation: every figure of the comparison, and the conclusion that follows from it."""

from __future__ import annotations

from pathlib import Path

import numpy as np

from faceapp.domain.normalisation_comparison import compare_normalisation
from faceapp.learning.studies.normalisation_report import write_normalisation_report


def test_the_page_tells_every_way_and_what_follows(tmp_path: Path) -> None:
    random = np.random.default_rng(0)
    centres = random.normal(size=(60, 16))
    labels = np.repeat(np.arange(60), 4)
    rows = centres[labels] + 0.6 * random.normal(size=(240, 16))
    rows = (rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32)
    tested = labels < 30
    comparison = compare_normalisation(
        rows[tested], labels[tested], rows[~tested], labels[~tested], top_ks=(5, 20), fmrs=(1e-2, 1e-4), repetitions=50
    )
    path = write_normalisation_report(comparison, tmp_path, command="faceapp study normalisation", data="240 pictures.")
    page = path.read_text(encoding="utf-8")
    plain = comparison.plain[1e-2]
    assert plain is not None
    assert f"| cosine | {plain.tar:.3f} [{plain.tar_low:.3f}, {plain.tar_high:.3f}] | not enough comparisons |" in page
    for way in comparison.ways:
        point, gain = way.points[1e-2], way.gains[1e-2]
        assert point is not None
        assert gain is not None
        assert f"{point.tar:.3f} ({gain.value:+.3f}, {gain.low:+.3f} to {gain.high:+.3f})" in page
    assert page.count("nearest, each person once") == 2
    assert comparison.sentence(1e-2) in page
    assert "Too few comparisons" in page
