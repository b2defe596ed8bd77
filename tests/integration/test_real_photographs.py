"""Public figures enrolled from one photograph each, identified in their others."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from faceapp.app import Application
from faceapp.domain.errors import FaceNotUsableError
from faceapp.imaging import IMAGE_SUFFIXES, read_image


@pytest.fixture(scope="module")
def enrolled(application: Application, test_data: Path) -> dict[str, list[Path]]:
    """The photographs left for identification, by person."""
    left: dict[str, list[Path]] = {}
    for folder in sorted((test_data / "photos" / "people").iterdir()):
        photographs = sorted(file for file in folder.iterdir() if file.suffix.lower() in IMAGE_SUFFIXES)
        for index, photograph in enumerate(photographs):
            try:
                application.enrol(folder.name, files=[photograph])
            except FaceNotUsableError:
                continue
            left[folder.name] = photographs[:index] + photographs[index + 1 :]
            break
    return left


@pytest.fixture(scope="module")
def confusion(application: Application, enrolled: dict[str, list[Path]]) -> Counter[tuple[str, str]]:
    """How often a person was called what."""
    names = {person.person_id: person.name for person in application.people()}
    gallery = application.gallery()
    counts: Counter[tuple[str, str]] = Counter()
    for name, photographs in enrolled.items():
        for photograph in photographs:
            faces = application.identify(read_image(photograph), gallery)
            found = {names[face.person_id] for face in faces if face.person_id is not None}
            for other in found or {"(no face)" if not faces else "(unknown)"}:
                counts[name, other] += 1
    return counts


def test_most_photographs_are_identified(
    confusion: Counter[tuple[str, str]], enrolled: dict[str, list[Path]], capsys: pytest.CaptureFixture[str]
) -> None:
    with capsys.disabled():
        print(f"\n{len(enrolled)} people enrolled from one photograph each; rows: who it is, what was said")
        for (name, said), count in sorted(confusion.items()):
            print(f"  {name:22} {said:22} {count}")
    right = sum(count for (name, said), count in confusion.items() if name == said)
    assert right >= 0.7 * confusion.total()


def test_nobody_is_taken_for_somebody_else(
    confusion: Counter[tuple[str, str]], enrolled: dict[str, list[Path]]
) -> None:
    assert {pair: count for pair, count in confusion.items() if pair[0] != pair[1] and pair[1] in enrolled} == {}
