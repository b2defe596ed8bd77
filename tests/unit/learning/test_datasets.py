"""Crops from folders and tar shards."""

from __future__ import annotations

import io
import tarfile
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest
from PIL import Image as PillowImage

from faceapp.domain.errors import DatasetError
from faceapp.learning.datasets import CropSet, encode_webp, epoch_order, read_crops

MakePeople = Callable[..., CropSet]
WriteTar = Callable[[Path, CropSet], Path]


def write_folder(root: Path, crops: CropSet) -> Path:
    for image, name in zip(crops.images, crops.files, strict=True):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(encode_webp(image))
    return root


def part(crops: CropSet, chosen: slice) -> CropSet:
    return CropSet(crops.images[chosen], crops.labels[chosen], crops.identities, crops.files[chosen])


def assert_same(found: CropSet, wanted: CropSet) -> None:
    np.testing.assert_array_equal(found.images, wanted.images)
    np.testing.assert_array_equal(found.labels, wanted.labels)
    assert found.labels.dtype == np.int64
    assert found.identities == wanted.identities
    assert found.files == wanted.files


@pytest.fixture
def crops(make_people: MakePeople) -> CropSet:
    return make_people(3, 4)


def test_folders_and_tars_give_the_same_crops(tmp_path: Path, crops: CropSet, write_tar: WriteTar) -> None:
    assert_same(read_crops([write_folder(tmp_path / "folder", crops)], 16), crops)
    assert_same(read_crops([write_tar(tmp_path / "shard.tar", crops)], 16), crops)
    assert len(crops) == 12


def test_a_compressed_tar_is_read(tmp_path: Path, crops: CropSet, write_tar: WriteTar) -> None:
    plain = write_tar(tmp_path / "shard.tar", crops)
    packed = tmp_path / "shard.tar.gz"
    with tarfile.open(packed, "w:gz") as shard, tarfile.open(plain) as source:
        for member in source:
            shard.addfile(member, source.extractfile(member))
    assert_same(read_crops([packed], 16), crops)
    damaged = bytearray(packed.read_bytes())
    damaged[len(damaged) // 2] ^= 0xFF
    packed.write_bytes(damaged)
    with pytest.raises(DatasetError):
        read_crops([packed], 16)


def test_the_order_of_the_paths_and_of_a_shard_does_not_matter(
    tmp_path: Path, crops: CropSet, write_tar: WriteTar
) -> None:
    # Every shard holds a part of each identity, the second one backwards.
    first = write_tar(tmp_path / "a.tar", part(crops, slice(0, None, 2)))
    second = write_tar(tmp_path / "b.tar", part(crops, slice(None, None, -2)))
    assert_same(read_crops([first, second], 16), crops)
    assert_same(read_crops([second, first], 16), crops)


def test_identities_with_too_few_crops_are_left_out(tmp_path: Path, crops: CropSet) -> None:
    # Person 0 has one crop in each of two places, which is enough; person 1 has one in all.
    first = write_folder(tmp_path / "a", part(crops, slice(0, 1)))
    second = write_folder(tmp_path / "b", part(crops, slice(1, 5)))
    found = read_crops([first, second], 16, min_per_identity=2)
    assert found.identities == ("00000",)
    assert found.labels.tolist() == [0, 0, 0, 0]


def test_labels_follow_the_identities_that_are_left(tmp_path: Path, crops: CropSet) -> None:
    some = np.array([0, 4, 5, 8, 9])
    chosen = CropSet(crops.images[some], crops.labels[some], crops.identities, tuple(crops.files[i] for i in some))
    found = read_crops([write_folder(tmp_path, chosen)], 16, min_per_identity=2)
    assert found.identities == ("00001", "00002")
    assert found.labels.tolist() == [0, 0, 1, 1]


def test_crops_of_another_size_are_resized(tmp_path: Path, make_people: MakePeople) -> None:
    found = read_crops([write_folder(tmp_path, make_people(2, 1, side_px=32))], 16)
    assert found.images.shape == (2, 16, 16, 3)
    shrunk = PillowImage.fromarray(make_people(2, 1, side_px=32).images[0]).reduce(2)
    assert np.abs(found.images[0].astype(int) - np.asarray(shrunk)).mean() < 4


def test_grey_pictures_become_colour(tmp_path: Path) -> None:
    (tmp_path / "someone").mkdir()
    PillowImage.new("L", (16, 16), 77).save(tmp_path / "someone" / "1.png")
    assert np.all(read_crops([tmp_path], 16).images == 77)


def test_what_is_no_picture_of_a_person_is_passed_over(tmp_path: Path, crops: CropSet, write_tar: WriteTar) -> None:
    folder = write_folder(tmp_path / "folder", crops)
    (folder / "notes.txt").write_text("nobody")
    (folder / "00000" / "notes.txt").write_text("nothing")
    (folder / "00000" / "drafts.png").mkdir()
    (folder / "stray.webp").write_bytes(encode_webp(crops.images[0]))
    assert_same(read_crops([folder], 16), crops)
    shard = write_tar(tmp_path / "shard.tar", crops)
    with tarfile.open(shard, "a") as archive:
        archive.add(folder / "notes.txt", "00000/notes.txt")
        archive.add(folder / "stray.webp", "stray.webp")
        archive.add(folder / "stray.webp", "./stray2.webp")
        archive.add(folder / "00000" / "drafts.png", "00000/drafts.png")
    assert_same(read_crops([shard], 16), crops)


def test_nothing_to_read_is_an_error(tmp_path: Path, crops: CropSet) -> None:
    with pytest.raises(DatasetError, match="No training data was named"):
        read_crops([], 16)
    with pytest.raises(DatasetError, match="There is no data at"):
        read_crops([tmp_path / "absent"], 16)
    (tmp_path / "empty").mkdir()
    with pytest.raises(DatasetError, match="holds no picture"):
        read_crops([tmp_path / "empty"], 16)
    folder = write_folder(tmp_path / "folder", part(crops, slice(0, 1)))
    with pytest.raises(DatasetError, match="holds no picture"):
        read_crops([folder], 16, min_per_identity=2)


def test_a_crop_that_is_there_twice_is_an_error(tmp_path: Path, crops: CropSet, write_tar: WriteTar) -> None:
    folder, shard = write_folder(tmp_path / "folder", crops), write_tar(tmp_path / "shard.tar", crops)
    with pytest.raises(DatasetError, match=r"'00000/000.webp' is in the data twice"):
        read_crops([folder, shard], 16)


def test_a_damaged_picture_is_named(tmp_path: Path, crops: CropSet, write_tar: WriteTar) -> None:
    folder = write_folder(tmp_path / "folder", crops)
    victim = folder / "00001" / "002.webp"
    victim.write_bytes(victim.read_bytes()[:40])
    (folder / "00000" / "000.webp").write_bytes(b"")
    with pytest.raises(DatasetError, match=r"00000/000\.webp' is not.*00001/002\.webp' is not"):
        read_crops([folder], 16)
    shard = tmp_path / "shard.tar"
    with tarfile.open(shard, "w") as archive:
        archive.add(victim, "00001/002.webp")
    with pytest.raises(DatasetError, match=r"shard\.tar: 00001/002\.webp"):
        read_crops([shard], 16)


def test_a_file_that_is_no_tar_is_named(tmp_path: Path) -> None:
    (tmp_path / "shard.tar").write_bytes(b"not a tar file" * 100)
    with pytest.raises(DatasetError, match=r"shard\.tar' cannot be read as a tar file"):
        read_crops([tmp_path / "shard.tar"], 16)


@pytest.mark.parametrize("share", [0.3, 0.5, 0.77])
def test_a_tar_that_was_cut_off_is_an_error(tmp_path: Path, crops: CropSet, write_tar: WriteTar, share: float) -> None:
    shard = write_tar(tmp_path / "shard.tar", crops)
    data = shard.read_bytes()
    shard.write_bytes(data[: int(len(data) * share)])
    with pytest.raises(DatasetError, match="cannot be read as a tar file"):
        read_crops([shard], 16)


def test_a_tar_that_was_cut_off_between_two_crops_is_an_error(
    tmp_path: Path, crops: CropSet, write_tar: WriteTar
) -> None:
    shard = write_tar(tmp_path / "shard.tar", crops)
    with tarfile.open(shard) as archive:
        start = archive.getmembers()[6].offset
    shard.write_bytes(shard.read_bytes()[:start])
    with pytest.raises(DatasetError, match="without an end mark"):
        read_crops([shard], 16)


def test_a_tar_with_a_damaged_header_is_an_error(tmp_path: Path, crops: CropSet, write_tar: WriteTar) -> None:
    shard = write_tar(tmp_path / "shard.tar", crops)
    with tarfile.open(shard) as archive:
        start = archive.getmembers()[6].offset
    data = bytearray(shard.read_bytes())
    data[start] ^= 0xFF
    shard.write_bytes(data)
    with pytest.raises(DatasetError, match="without an end mark"):
        read_crops([shard], 16)


def test_progress_is_told_now_and_then(tmp_path: Path) -> None:
    shard = tmp_path / "shard.tar"
    data = encode_webp(np.zeros((16, 16, 3), dtype=np.uint8))
    with tarfile.open(shard, "w") as archive:
        for number in range(1100):
            entry = tarfile.TarInfo(f"someone/{number}.webp")
            entry.size = len(data)
            archive.addfile(entry, io.BytesIO(data))
    told: list[int] = []
    read_crops([shard], 16, on_progress=told.append)
    assert told == [500, 1000]


def test_lossless_encoding_is_lossless(tmp_path: Path) -> None:
    image = np.random.default_rng(0).integers(0, 256, (16, 16, 3), dtype=np.uint8)
    with PillowImage.open(io.BytesIO(encode_webp(image))) as read:
        np.testing.assert_array_equal(np.asarray(read.convert("RGB")), image)


def test_an_epochs_order_depends_on_seed_and_epoch_alone() -> None:
    order = epoch_order(100, seed=1, epoch=2)
    assert sorted(order.tolist()) == list(range(100))
    np.testing.assert_array_equal(order, epoch_order(100, seed=1, epoch=2))
    for seed, epoch in ((1, 3), (2, 2), (2, 1)):
        assert order.tolist() != epoch_order(100, seed=seed, epoch=epoch).tolist()
