"""The page of an evaluation: whole in itself, and true."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Collection
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

from faceapp.domain.comparison_summary import summarise
from faceapp.domain.errors import DatasetError
from faceapp.domain.hardest import hardest_pairs
from faceapp.domain.records import Image
from faceapp.learning.figures import compare, compare_groups
from faceapp.learning.labelled import LabelledFaces
from faceapp.learning.report import write_comparison_report
from faceapp.learning.report_figures import draw_det, draw_histogram
from faceapp.learning.report_parts import HARDEST

from .pages import require_whole


def people(*, without: tuple[str, ...] = ()) -> LabelledFaces:
    random = np.random.default_rng(0)
    labels = np.repeat(np.arange(12), 10)
    rows = random.normal(size=(12, 24))[labels] + 1.3 * random.normal(size=(120, 24))
    names = tuple(f"<b>{number:02}&" for number in range(12))  # as nobody should be called
    return LabelledFaces(
        embeddings=(rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32),
        labels=labels,
        identities=names,
        files=tuple(f"{names[label]}/{index}.png" for index, label in enumerate(labels)),
        without_face=without,
    )


def crop(file: str) -> Image:
    """Another for every file."""
    return np.random.default_rng(list(file.encode())).integers(0, 256, (8, 8, 3), dtype=np.uint8)


def crops_of(files: Collection[str]) -> dict[str, Image]:
    return {file: crop(file) for file in files}


@pytest.fixture(scope="module")
def page(tmp_path_factory: pytest.TempPathFactory) -> str:
    faces = people(without=("<b>03&/nobody.png",))
    groups = {"<i>all": faces.identities, "one": faces.identities[:1]}
    result = compare(faces, repetitions=20)
    path = tmp_path_factory.mktemp("report") / "page.html"
    grouped = compare_groups(faces, groups, result, repetitions=20)
    write_comparison_report(path, "tiny@0", faces, result, grouped, crops_of)
    return path.read_text(encoding="utf-8")


def test_a_page_needs_nothing_but_itself(page: str) -> None:
    require_whole(page)


def test_what_a_page_refers_to_within_itself_is_there_once(page: str) -> None:
    ids = re.findall(r'\bid="([^"]+)"', page)
    wanted = {*re.findall(r"url\(#(.*?)\)", page), *re.findall(r'href="#([^"]+)"', page)}
    assert wanted <= set(ids)
    assert all(ids.count(name) == 1 for name in wanted)


def test_names_are_shown_as_they_are(page: str) -> None:
    assert "<b>0" not in page and "<i>all" not in page
    assert "&lt;b&gt;03&amp;/nobody.png" in page
    assert "Group &lt;i&gt;all" in page


def test_a_page_states_figures_with_intervals_and_counts(page: str) -> None:
    faces = people(without=("<b>03&/nobody.png",))
    result = compare(faces, repetitions=20)
    point = result.points[1e-2]
    assert point is not None
    assert "121 pictures of 12 people" in page
    assert f"{550:,} mated and {6600:,} non-mated comparisons" in page  # 12 times 45, and 10 that could not be made
    assert f"{point.tar:.4f} [{point.tar_low:.4f}, {point.tar_high:.4f}]" in page
    assert f"{result.eer.value:.4f} [{result.eer.low:.4f}, {result.eer.high:.4f}]" in page
    assert "not enough comparisons" in page
    assert "Not enough comparisons." in page  # of the group of one


def test_the_hardest_pairs_are_shown_with_their_pictures(page: str) -> None:
    faces = people()
    alike, unlike = hardest_pairs(compare(faces, repetitions=1).summary, HARDEST)
    shown = [
        np.array(PillowImage.open(io.BytesIO(base64.b64decode(data))))
        for data in re.findall(r'src="data:image/png;base64,([^"]+)"', page)
    ]
    wanted = [index for pair in (*alike, *unlike) for index in (pair.first, pair.second)]
    assert len(shown) == len(wanted) == 2 * (HARDEST + 12)
    for picture, index in zip(shown, wanted, strict=True):
        np.testing.assert_array_equal(picture, crop(faces.files[index]))
    assert f"<figcaption>{alike[0].score:.3f}<br>" in page


def test_ink_follows_the_readers_mode(page: str) -> None:
    assert "prefers-color-scheme: dark" in page
    assert "currentColor" in page and "#010203" not in page


def test_figures_of_perfect_and_of_useless_scores_can_be_drawn() -> None:
    labels = np.repeat(np.arange(4), 3)
    apart = np.eye(4, dtype=np.float32)[labels]
    alike = np.tile(np.array([[1, 0]], dtype=np.float32), (12, 1))
    for embeddings in (apart, alike):
        summary = summarise(embeddings, labels)
        for svg in (draw_det({"everybody": summary}, {}), draw_histogram(summary, {})):
            assert svg.startswith("<svg") and svg.endswith("</svg>")


def test_a_page_that_cannot_be_written_is_an_error(tmp_path: Path) -> None:
    faces = people()
    with pytest.raises(DatasetError, match="cannot be written"):
        write_comparison_report(
            tmp_path / "absent" / "page.html", "x", faces, compare(faces, repetitions=1), {}, crops_of
        )
