"""The pages of retrieval, identification and verification: whole in themselves, and true."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image as PillowImage

from faceapp.devices.demo import enrolment_pictures
from faceapp.domain.records import Image
from faceapp.learning.figures import identify, judge_retrieval
from faceapp.learning.labelled import LabelledFaces, ReadingNotes
from faceapp.learning.report_identification import write_identification_report
from faceapp.learning.report_parts import HARDEST
from faceapp.learning.report_retrieval import write_retrieval_report
from faceapp.learning.report_verification import write_verification_report
from faceapp.learning.verification import evaluate_verification, read_pairs, read_subjects
from faceapp.vision.detector import FaceDetector
from faceapp.vision.encoder import Encoder

from .pages import require_whole


def people(numbers: range, each: int, *, seed: int, notes: ReadingNotes | None = None) -> LabelledFaces:
    """People somewhat alike, named as nobody should be called."""
    random = np.random.default_rng(seed)
    labels = np.repeat(np.arange(len(numbers)), each)
    centres = np.random.default_rng(5).normal(size=(40, 16))[list(numbers)]
    rows = centres[labels] + 1.1 * random.normal(size=(len(labels), 16))
    names = tuple(f"<b>{number:02}&" for number in numbers)
    return LabelledFaces(
        embeddings=(rows / np.linalg.norm(rows, axis=1, keepdims=True)).astype(np.float32),
        labels=labels,
        identities=names,
        files=tuple(f"{names[label]}/{index}.png" for index, label in enumerate(labels)),
        without_face=(f"{names[0]}/nobody.png",),
        notes=notes or ReadingNotes(),
    )


def crops_of(files: Collection[str]) -> dict[str, Image]:
    return {
        file: np.random.default_rng(list(file.encode())).integers(0, 256, (8, 8, 3), dtype=np.uint8) for file in files
    }


def test_a_retrieval_is_shown_with_its_hardest_queries(tmp_path: Path) -> None:
    notes = ReadingNotes(("<i>x/cut.png",), ("notes.txt",), (("a/1.png", "b/1.png"),))
    faces = people(range(12), 6, seed=0, notes=notes)
    result, grouped = judge_retrieval(faces, {"<i>all": faces.identities, "one": faces.identities[:1]}, repetitions=20)
    write_retrieval_report(tmp_path / "page.html", "tiny@0", faces, result, grouped, crops_of)
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    require_whole(page)
    assert "73 queries of 12 people" in page
    figure = result.figures["map_at_r"]
    assert f"{figure.value:.4f} [{figure.low:.4f}, {figure.high:.4f}]" in page
    assert "weak, for comparison with older work" in page and "Group &lt;i&gt;all" in page
    for said in ("cannot be read (1)", "Passed over (1)", "there again (1)", "&lt;i&gt;x/cut.png", "a/1.png = b/1.png"):
        assert said in page
    # The hardest query by a plain loop: least average precision at R, and its nearest neighbour.
    worst = min(range(72), key=lambda row: average_precision(faces, row))
    shown = re.findall(r"<figcaption>(.*?): MAP@R (\S+)<span><br>(\S+) (right|wrong): (.*?)<br>", page)
    assert len(shown) == min(HARDEST, len({name.split("/")[0] for name, *_ in shown}))
    name, value, score, _, neighbour = shown[0]
    assert float(value) == pytest.approx(average_precision(faces, worst), abs=6e-4)
    row = next(index for index, file in enumerate(faces.files) if escaped(file) == name)
    nearest = max(
        (other for other in range(72) if other != row), key=lambda o: faces.embeddings[row] @ faces.embeddings[o]
    )
    assert neighbour == escaped(faces.files[nearest])
    assert float(score) == pytest.approx(float(faces.embeddings[row] @ faces.embeddings[nearest]), abs=6e-4)


def escaped(name: str) -> str:
    return name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def average_precision(faces: LabelledFaces, row: int) -> float:
    order = sorted(
        (o for o in range(len(faces.labels)) if o != row),
        key=lambda o: -float(faces.embeddings[row] @ faces.embeddings[o]),
    )
    relevant = int((faces.labels == faces.labels[row]).sum()) - 1 + (faces.labels[row] == 0)  # one shows no face
    hits = [faces.labels[other] == faces.labels[row] for other in order[:relevant]]
    return sum(sum(hits[: place + 1]) / (place + 1) for place in range(relevant) if hits[place]) / relevant


def test_an_identification_is_shown_with_its_curves_and_hardest_probes(tmp_path: Path) -> None:
    gallery, probes = people(range(8), 3, seed=1), people(range(16), 5, seed=2)
    result, grouped = identify(
        gallery, probes, {"first": probes.identities[:4], "last": probes.identities[12:]}, repetitions=20
    )
    write_identification_report(
        tmp_path / "page.html",
        "tiny@0",
        gallery,
        probes,
        result,
        grouped,
        gallery_crops=crops_of,
        probe_crops=crops_of,
    )
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    require_whole(page)
    assert "A gallery of 8 people; 41 probes of them (mated) and 40 of others" in page
    assert result.rank1 is not None and f"{result.rank1.value:.4f} [" in page
    assert "not enough non-mated probes" in page and "no mated probe" in page
    assert 'aria-label="False negative against' in page and 'aria-label="Cumulative match' in page
    missed, strangers = page.split("<h2>Strangers most like somebody</h2>")
    hardest = missed.split("<h2>Hardest probes of the enrolled</h2>")[1]
    assert hardest.count("<figure>") == strangers.count("<figure>") == 8
    leads = {}
    for index in range(40):
        scores = gallery.embeddings @ probes.embeddings[index]
        own = gallery.labels == probes.labels[index]
        leads[index] = float(scores[own].max() - scores[~own].max())
    worst = min(leads, key=lambda index: leads[index])
    assert f"<figcaption>{escaped(probes.files[worst])}: the right person is number" in hardest
    assert hardest.index(escaped(probes.files[worst])) < 4000
    assert "nobody enrolled" in strangers and "nobody enrolled" not in hardest


def test_an_identification_without_strangers_has_a_page(tmp_path: Path) -> None:
    gallery, probes = people(range(4), 2, seed=1), people(range(4), 2, seed=2)
    result, grouped = identify(gallery, probes, {}, repetitions=5)
    write_identification_report(
        tmp_path / "page.html", "x", gallery, probes, result, grouped, gallery_crops=crops_of, probe_crops=crops_of
    )
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    require_whole(page)
    assert "No probe is of a stranger." in page and "There are none." in page


def test_a_verification_is_shown_with_its_folds_and_hardest_pairs(
    tmp_path: Path, write_tiny_encoder: Callable[..., Path]
) -> None:
    for person, name in enumerate(("Ada", "Ben")):
        (tmp_path / "images" / name).mkdir(parents=True)
        for number, picture in enumerate(enrolment_pictures(person, 2)):
            PillowImage.fromarray(picture).save(tmp_path / "images" / name / f"{name}_{number + 1:04}.png")
    (tmp_path / "images" / "Ben" / "Ben_0003.png").write_bytes(b"")
    (tmp_path / "pairs.txt").write_text("2 1\nAda 1 2\nAda 1 Ben 1\nBen 1 2\nAda 2 Ben 2\nBen 1 3\n")
    encoder, detector = Encoder.load(write_tiny_encoder(tmp_path / "tiny"), "cpu"), FaceDetector(torch.device("cpu"))
    pairs, skipped = read_pairs(tmp_path / "pairs.txt", tmp_path / "images")
    figures = evaluate_verification(pairs, skipped, detector, encoder, groups={"all": ["Ada", "Ben"]}, repetitions=10)
    assert figures.unreadable == ("Ben/Ben_0003.png",) and figures.skipped == 1
    write_verification_report(
        tmp_path / "page.html", "tiny@0", figures, lambda files: read_subjects(files, detector, encoder)
    )
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    require_whole(page)
    assert "2 mated and 2 non-mated pairs of 2 people" in page
    assert f"{figures.accuracy:.4f} [" in page and "Fold 2" in page and "Group all" in page
    assert "cannot be read (1)" in page and str(tmp_path) not in page
    assert page.count("<figure>") == 3  # one pair of two people, one of each person
    assert {*re.findall(r'alt="(.*?)"', page)} >= {"Ada/Ada_0001.png", "Ben/Ben_0002.png"}
