"""Fitting the demo people's face model."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Sequence
from pathlib import Path

import cv2
import numpy as np
import pytest

from faceapp.devices.demo_people import load_face_model
from faceapp.domain.errors import DatasetError
from faceapp.domain.face_model import FaceModel
from faceapp.domain.records import Face, Image
from faceapp.learning.face_model import fit_face_model, save_face_model

LANDMARKS = np.array([[69, 112], [108, 112], [88.5, 136.5], [71.3, 153.4], [105.7, 153.4]], np.float32)


def drawn_face(seed: int) -> Image:
    """A cartoon where CelebA has its faces; colours and mouth differ."""
    chance = np.random.default_rng(seed)
    picture = np.full((218, 178, 3), chance.integers(150, 255, 3), np.uint8)
    skin = [int(value) for value in chance.integers((150, 110, 90), (230, 180, 160))]
    cv2.ellipse(picture, (88, 105), (50, 75), 0, 0, 360, [value // 3 for value in skin], -1)
    cv2.ellipse(picture, (88, 122), (38, 55), 0, 0, 360, skin, -1)
    for x in (69, 108):
        cv2.circle(picture, (x, 112), 5, (30, 20, 20), -1)
    cv2.line(picture, (88, 118), (88, 136), [value // 2 for value in skin], 2)
    cv2.line(picture, (72, 153), (105, 153), (160, 40, 50), int(chance.integers(2, 9)))
    return picture


def write_tar(path: Path, count: int) -> None:
    with tarfile.open(path, "w") as shard:
        for number in range(count):
            _, data = cv2.imencode(".jpg", cv2.cvtColor(drawn_face(number), cv2.COLOR_RGB2BGR))
            entry = tarfile.TarInfo(f"{number:05d}/{number:06d}.jpg")
            entry.size = len(data)
            shard.addfile(entry, io.BytesIO(data.tobytes()))


def locate(pictures: Sequence[Image]) -> list[list[Face]]:
    found = []
    for number, _ in enumerate(pictures):
        shift = np.random.default_rng(number).normal(0, 1.0, (5, 2)).astype(np.float32)
        found.append([Face((40.0, 60.0, 140.0, 180.0), LANDMARKS + shift, 0.999)])
    return found


@pytest.fixture(scope="module")
def fitted(tmp_path_factory: pytest.TempPathFactory) -> FaceModel:
    path = tmp_path_factory.mktemp("faces") / "faces.tar"
    write_tar(path, 40)
    return fit_face_model(path, locate, components=6, command="fit")


def test_components_are_orthogonal_and_fall(fitted: FaceModel) -> None:
    assert fitted.size == 6
    assert np.all(np.diff(fitted.variances) <= 0)
    assert 0.5 < fitted.variances.sum() <= 1.0


def test_mean_is_symmetric_and_looks_like_the_pictures(fitted: FaceModel) -> None:
    planes = fitted.render(np.zeros(6, np.float32))
    np.testing.assert_allclose(planes.luma, planes.luma[:, ::-1])
    pictures = [cv2.cvtColor(drawn_face(number), cv2.COLOR_RGB2YCrCb)[..., 0] for number in range(40)]
    cheek = np.mean([picture[130:140, 56:64].mean() for picture in pictures])
    assert planes.luma[114:124, 47:55].mean() == pytest.approx(cheek, abs=12)
    assert planes.opacity[28, 20] > 0.9 and planes.opacity[2, 1] < 0.1


def test_asymmetric_components_change_the_halves_oppositely(fitted: FaceModel) -> None:
    zero = fitted.render(np.zeros(6, np.float32)).luma
    for number in range(6):
        moved = fitted.render(np.eye(6, dtype=np.float32)[number]).luma - zero
        sign = 1 if fitted.symmetric[number] else -1
        np.testing.assert_allclose(moved, sign * moved[:, ::-1], atol=1e-3)
        assert np.abs(moved).max() > 1


def test_saved_model_is_read_back(fitted: FaceModel, tmp_path: Path) -> None:
    save_face_model(fitted, tmp_path / "new" / "model.safetensors")
    again = load_face_model(tmp_path / "new" / "model.safetensors")
    np.testing.assert_array_equal(again.components, fitted.components)
    np.testing.assert_array_equal(again.symmetric, fitted.symmetric)
    np.testing.assert_allclose(again.mean, fitted.mean, atol=0.1)
    assert again.about["command"] == "fit"
    assert "non-commercial" in again.about["terms"]
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["model.safetensors"]


def test_same_photographs_give_the_same_model(fitted: FaceModel, tmp_path: Path) -> None:
    write_tar(tmp_path / "faces.tar", 40)
    done: list[tuple[int, int]] = []
    again = fit_face_model(
        tmp_path / "faces.tar", locate, components=6, on_progress=lambda count, of: done.append((count, of))
    )
    np.testing.assert_array_equal(again.components, fitted.components)
    assert done == [(40, 40)]


def test_too_few_faces_are_refused(tmp_path: Path) -> None:
    write_tar(tmp_path / "faces.tar", 8)
    with pytest.raises(DatasetError, match="8 usable faces"):
        fit_face_model(tmp_path / "faces.tar", locate, components=6)
    with pytest.raises(DatasetError, match="0 usable faces"):
        fit_face_model(tmp_path / "faces.tar", lambda pictures: [[] for _ in pictures], components=6)


def test_files_that_are_no_photographs_are_refused(tmp_path: Path) -> None:
    (tmp_path / "text.tar").write_text("not a tar")
    with pytest.raises(DatasetError, match="no tar file"):
        fit_face_model(tmp_path / "text.tar", locate)
    with tarfile.open(tmp_path / "empty.tar", "w"):
        pass
    with pytest.raises(DatasetError, match="no photographs"):
        fit_face_model(tmp_path / "empty.tar", locate)


def test_unwritable_place_is_told(fitted: FaceModel, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(DatasetError, match="cannot be written"):
        save_face_model(fitted, tmp_path / "file" / "model.safetensors")
