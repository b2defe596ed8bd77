"""Pictures of known people, read and embedded."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
from PIL import Image as PillowImage

from faceapp.devices.demo import enrolment_pictures
from faceapp.domain.errors import DatasetError
from faceapp.learning.datasets import CropSet, encode_webp, read_crops
from faceapp.learning.labelled import ReadingNotes, read_crops_of, read_groups, read_labelled_faces
from faceapp.vision.detector import FaceDetector
from faceapp.vision.encoder import Encoder

from .conftest import MakePeople, WriteTar


@pytest.fixture(scope="module")
def encoder(tmp_path_factory: pytest.TempPathFactory, write_tiny_encoder: object) -> Encoder:
    assert callable(write_tiny_encoder)
    return Encoder.load(write_tiny_encoder(tmp_path_factory.mktemp("encoder")), "cpu")


def test_crops_are_embedded_in_the_order_in_which_training_reads_them(
    tmp_path: Path, encoder: Encoder, make_people: MakePeople, write_tar: WriteTar
) -> None:
    crops = make_people(5, 4)
    backwards = CropSet(crops.images[::-1], crops.labels[::-1], crops.identities, crops.files[::-1])
    told: list[int] = []
    faces = read_labelled_faces([write_tar(tmp_path / "crops.tar", backwards)], encoder, None, on_progress=told.append)
    wanted = read_crops([tmp_path / "crops.tar"], 16)
    np.testing.assert_array_equal(faces.labels, wanted.labels)
    assert (faces.identities, faces.files, faces.without_face) == (wanted.identities, wanted.files, ())
    np.testing.assert_allclose(faces.embeddings, encoder.encode(wanted.images), atol=1e-5)
    assert told == list(range(1, 21))
    chosen = read_crops_of(faces.files[3:5], [tmp_path / "crops.tar"], encoder, None)
    assert set(chosen) == set(faces.files[3:5])
    for file, image in zip(faces.files[3:5], wanted.images[3:5], strict=True):
        np.testing.assert_array_equal(chosen[file], image)


def test_crops_of_another_size_are_resized_and_others_are_no_crops(tmp_path: Path, encoder: Encoder) -> None:
    (tmp_path / "Ada").mkdir()
    square = np.full((40, 40, 3), 90, dtype=np.uint8)
    (tmp_path / "Ada" / "1.webp").write_bytes(encode_webp(square))
    assert read_labelled_faces([tmp_path], encoder, None).files == ("Ada/1.webp",)
    assert read_crops_of(["Ada/1.webp"], [tmp_path], encoder, None)["Ada/1.webp"].shape == (16, 16, 3)
    (tmp_path / "Ada" / "2.webp").write_bytes(encode_webp(square[:30]))
    with pytest.raises(DatasetError, match=r"'Ada/2\.webp' is 40 x 30 px.*Leave out --aligned"):
        read_labelled_faces([tmp_path], encoder, None)


@pytest.fixture(scope="module")
def photographs(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two people; of one only a picture without a face, of the other one such picture, too."""
    root = tmp_path_factory.mktemp("photographs")
    noise = np.random.default_rng(0).integers(0, 255, (200, 200, 3), dtype=np.uint8)
    for name in ("Ada", "Nobody"):
        (root / name).mkdir()
        PillowImage.fromarray(noise).save(root / name / "noise.png")
    for number, picture in enumerate(enrolment_pictures(0, 2)):
        PillowImage.fromarray(picture).save(root / "Ada" / f"{number}.png")
    return root


def test_faces_are_found_and_pictures_without_one_are_listed(photographs: Path, encoder: Encoder) -> None:
    faces = read_labelled_faces([photographs], encoder, FaceDetector(torch.device("cpu")))
    assert faces.files == ("Ada/0.png", "Ada/1.png")
    assert faces.identities == ("Ada", "Nobody")
    assert faces.without_face == ("Ada/noise.png", "Nobody/noise.png")
    assert faces.missed().tolist() == [0, 1]
    assert faces.missed_of_each().tolist() == [1, 1]
    ada = faces.of(["Ada", "Nemo"])
    assert (ada.identities, ada.without_face, ada.labels.tolist()) == (("Ada",), ("Ada/noise.png",), [0, 0])
    assert faces.of(["Nemo"]).identities == ()
    nobody = faces.of(["Nobody"])
    assert (len(nobody.labels), nobody.missed_of_each().tolist()) == (0, [1])


def test_data_without_any_face_is_an_error(photographs: Path, encoder: Encoder, tmp_path: Path) -> None:
    (tmp_path / "Nobody").mkdir()
    (tmp_path / "Nobody" / "noise.png").write_bytes((photographs / "Nobody" / "noise.png").read_bytes())
    with pytest.raises(DatasetError, match="No face was found in 1 picture"):
        read_labelled_faces([tmp_path], encoder, FaceDetector(torch.device("cpu")))


def test_what_cannot_be_read_is_named(tmp_path: Path, encoder: Encoder, make_people: MakePeople) -> None:
    with pytest.raises(DatasetError, match="No data was named"):
        read_labelled_faces([], encoder, None)
    with pytest.raises(DatasetError, match="There is no data at"):
        read_labelled_faces([tmp_path / "absent"], encoder, None)
    (tmp_path / "empty").mkdir()
    with pytest.raises(DatasetError, match="no picture in a folder per identity"):
        read_labelled_faces([tmp_path / "empty"], encoder, None)
    (tmp_path / "data" / "Ada").mkdir(parents=True)
    (tmp_path / "data" / "Ada" / "1.webp").write_bytes(encode_webp(make_people(1, 1).images[0]))
    with pytest.raises(DatasetError, match=r"'Ada/1\.webp' is in the data twice"):
        read_labelled_faces([tmp_path / "data", tmp_path / "data"], encoder, None)


def test_a_picture_that_cannot_be_read_is_left_out_and_noted(
    tmp_path: Path, encoder: Encoder, make_people: MakePeople
) -> None:
    whole = encode_webp(make_people(1, 1).images[0])
    (tmp_path / "data" / "Ada").mkdir(parents=True)
    for name, data in (("1.webp", whole), ("2.png", b"no picture"), ("3.webp", whole), ("notes.txt", b"hers")):
        (tmp_path / "data" / "Ada" / name).write_bytes(data)
    faces = read_labelled_faces([tmp_path / "data"], encoder, None)
    assert faces.files == ("Ada/1.webp", "Ada/3.webp")
    assert faces.notes == ReadingNotes(
        unreadable=("Ada/2.png",),
        passed_over=("Ada/notes.txt",),
        repeated=(("Ada/3.webp", "Ada/1.webp"),),
    )
    with pytest.raises(DatasetError, match=r"Ada/2\.png' is not a picture.*do not change the data"):
        read_crops_of(["Ada/2.png"], [tmp_path / "data"], encoder, None)


def test_groups_are_read(tmp_path: Path) -> None:
    (tmp_path / "groups.csv").write_text("identity,group\nAda,b\nBen,a\nCy,b\nAda,young\n", encoding="utf-8")
    wanted = {"a": ["Ben"], "b": ["Ada", "Cy"], "young": ["Ada"]}
    assert read_groups(tmp_path / "groups.csv") == wanted
    (tmp_path / "spaced.csv").write_text(
        " identity , group\nAda , b\n\nBen,a\nCy,b\nAda,young,more\n", encoding="utf-8"
    )
    assert read_groups(tmp_path / "spaced.csv") == wanted
    # As a spreadsheet saves it.
    (tmp_path / "marked.csv").write_bytes(b"\xef\xbb\xbf" + (tmp_path / "groups.csv").read_bytes())
    assert read_groups(tmp_path / "marked.csv") == wanted


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("name,group\nAda,b\n", "lacks"),
        ("identity,group\nAda\n", "lacks"),
        ("identity,group\n", "is empty"),
        ("", "is empty"),
    ],
)
def test_a_malformed_groups_file_is_an_error(tmp_path: Path, text: str, said: str) -> None:
    (tmp_path / "groups.csv").write_text(text, encoding="utf-8")
    with pytest.raises(DatasetError, match=said):
        read_groups(tmp_path / "groups.csv")


def test_a_groups_file_that_cannot_be_read_is_named(tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match=r"absent\.csv' cannot be read"):
        read_groups(tmp_path / "absent.csv")
    (tmp_path / "bytes.csv").write_bytes(b"identity,group\n\xff\xfe,a\n")
    with pytest.raises(DatasetError, match="cannot be read"):
        read_groups(tmp_path / "bytes.csv")
