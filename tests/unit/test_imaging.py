"""Every kind of picture becomes upright eight-bit RGB, or an error."""

from __future__ import annotations

import io
import random
import struct
import zlib
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray
from PIL import Image as PillowImage

from faceapp.domain.errors import SourceError
from faceapp.imaging import MAX_PIXELS, decode_image, encode_png, read_image

COLOURS: NDArray[np.uint8] = np.random.default_rng(1).integers(0, 256, (20, 30, 3), dtype=np.uint8)
GREYS = COLOURS[:, :, 0]


def encoded(picture: PillowImage.Image, kind: str, **options: Any) -> bytes:
    buffer = io.BytesIO()
    picture.save(buffer, kind, **options)
    return buffer.getvalue()


def encoded_by_opencv(suffix: str, values: NDArray[Any]) -> bytes:
    return cv2.imencode(suffix, values)[1].tobytes()


@pytest.mark.parametrize("kind", ["PNG", "BMP", "TIFF"])
def test_colour_is_kept(kind: str) -> None:
    image = decode_image(encoded(PillowImage.fromarray(COLOURS), kind), "it")
    assert image.dtype == np.uint8 and np.array_equal(image, COLOURS)
    assert image.flags.writeable and image.flags.c_contiguous


@pytest.mark.parametrize("kind", ["JPEG", "WEBP"])
def test_lossy_colour_is_kept_nearly(kind: str) -> None:
    smooth = np.dstack([np.full((64, 64), level, dtype=np.uint8) for level in (200, 100, 50)])
    image = decode_image(encoded(PillowImage.fromarray(smooth), kind, quality=95), "it")
    assert np.abs(image.astype(int) - smooth).max() <= 6


@pytest.mark.parametrize("kind", ["PNG", "TIFF", "BMP"])
def test_grey_becomes_colour(kind: str) -> None:
    image = decode_image(encoded(PillowImage.fromarray(GREYS), kind), "it")
    assert np.array_equal(image, np.repeat(GREYS[:, :, np.newaxis], 3, axis=2))


def test_black_and_white_becomes_colour() -> None:
    image = decode_image(encoded(PillowImage.fromarray(GREYS > 127), "PNG"), "it")
    assert np.array_equal(image[:, :, 1], np.where(GREYS > 127, 255, 0))


def test_a_palette_becomes_colour() -> None:
    palette = PillowImage.fromarray(COLOURS).quantize(16)
    assert np.array_equal(decode_image(encoded(palette, "PNG"), "it"), np.asarray(palette.convert("RGB")))


def test_transparency_is_laid_on_white() -> None:
    alpha = np.zeros((20, 30, 1), dtype=np.uint8)
    alpha[:, 10:] = 255
    image = decode_image(encoded(PillowImage.fromarray(np.concatenate([COLOURS, alpha], axis=2)), "PNG"), "it")
    assert (image[:, :10] == 255).all() and np.array_equal(image[:, 10:], COLOURS[:, 10:])


def test_a_transparent_palette_colour_is_laid_on_white() -> None:
    palette = PillowImage.new("P", (4, 4), 0)
    palette.putpalette([10, 20, 30, 40, 50, 60])
    palette.putpixel((1, 0), 1)
    image = decode_image(encoded(palette, "PNG", transparency=b"\x00\xff"), "it")
    assert tuple(image[0, 0]) == (255, 255, 255) and tuple(image[0, 1]) == (40, 50, 60)


def test_cmyk_becomes_colour() -> None:
    cyan = PillowImage.new("CMYK", (16, 16), (255, 0, 0, 0))
    red, green, blue = decode_image(encoded(cyan, "JPEG"), "it")[8, 8]
    assert red < 10 and green > 245 and blue > 245


@pytest.mark.parametrize("suffix", [".png", ".tiff"])
def test_sixteen_bit_grey_is_scaled_not_clipped(suffix: str) -> None:
    deep = GREYS.astype(np.uint16) * 257
    image = decode_image(encoded_by_opencv(suffix, deep), "it")
    assert np.array_equal(image, np.repeat(GREYS[:, :, np.newaxis], 3, axis=2))


@pytest.mark.parametrize("suffix", [".png", ".tiff"])
def test_sixteen_bit_colour_is_scaled_not_clipped(suffix: str) -> None:
    deep = COLOURS.astype(np.uint16) * 257
    assert np.array_equal(decode_image(encoded_by_opencv(suffix, deep[:, :, ::-1]), "it"), COLOURS)


def test_sixteen_bit_colour_with_alpha_is_laid_on_white() -> None:
    deep = np.dstack([COLOURS[:, :, ::-1], np.full_like(GREYS, 255)]).astype(np.uint16) * 257
    assert np.array_equal(decode_image(encoded_by_opencv(".png", deep), "it"), COLOURS)


def test_sixteen_bits_that_hold_eight_are_not_darkened() -> None:
    image = decode_image(encoded_by_opencv(".png", GREYS.astype(np.uint16)), "it")
    assert np.array_equal(image[:, :, 2], GREYS)


def test_fractions_are_scaled_and_gaps_in_them_are_black() -> None:
    fractions = GREYS.astype(np.float32) / 255.0
    fractions[0, 0] = np.nan
    image = decode_image(encoded(PillowImage.fromarray(fractions), "TIFF"), "it")
    assert np.array_equal(image[1:, :, 0], GREYS[1:]) and image[0, 0, 0] == 0


def test_a_black_deep_picture_stays_black() -> None:
    assert not decode_image(encoded_by_opencv(".png", np.zeros((5, 5), dtype=np.uint16)), "it").any()


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_every_exif_orientation_ends_upright(kind: str, orientation: int) -> None:
    """The stored pixels are made by undoing what CIPA DC-008 (Exif), tag 0x0112, says."""
    upright = np.full((24, 40, 3), 128, dtype=np.uint8)
    upright[:8, :8] = 250  # top left bright
    upright[-8:, :8] = 5  # bottom left dark
    stored = {
        1: upright,
        2: upright[:, ::-1],
        3: upright[::-1, ::-1],
        4: upright[::-1],
        5: upright.transpose(1, 0, 2),
        6: np.rot90(upright, 1),
        7: upright[::-1, ::-1].transpose(1, 0, 2),
        8: np.rot90(upright, -1),
    }[orientation]
    exif = PillowImage.Exif()
    exif[0x0112] = orientation
    image = decode_image(encoded(PillowImage.fromarray(np.ascontiguousarray(stored)), kind, exif=exif), "it")
    assert image.shape == upright.shape
    assert np.abs(image.astype(int) - upright)[[4, 4, -4, -4], [4, -4, 4, -4]].max() <= 8


def test_sixteen_bit_grey_is_turned_upright_too() -> None:
    exif = PillowImage.Exif()
    exif[0x0112] = 6
    deep = PillowImage.fromarray(GREYS.astype(np.uint16) * 257)
    image = decode_image(encoded(deep, "PNG", exif=exif), "it")
    assert np.array_equal(image[:, :, 0], np.rot90(GREYS, -1))


def test_damaged_exif_does_not_lose_the_picture() -> None:
    exif = PillowImage.Exif()
    exif[0x0112] = 1
    exif[0x010E] = "a description that is longer than four bytes"
    data = encoded(PillowImage.fromarray(COLOURS), "JPEG", exif=exif)
    at = data.index(b"Exif\0\0") + 6
    for damage in (b"\xff" * 8, b"MM\0*\xff\xff\xff\xf0", data[at : at + 8] + b"\xff\xff"):
        broken = data[:at] + damage + data[at + len(damage) :]
        assert decode_image(broken, "it").shape == COLOURS.shape


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP", "TIFF", "BMP"])
def test_a_truncated_picture_is_an_error(kind: str) -> None:
    data = encoded(PillowImage.fromarray(COLOURS), kind)
    for part in (0.2, 0.5, 0.9):
        with pytest.raises(SourceError, match="'it' is not a picture that can be read"):
            decode_image(data[: int(len(data) * part)], "it")


@pytest.mark.parametrize("data", [b"", b"hello", b"\0" * 5000, b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\n"])
def test_what_is_no_picture_is_an_error(data: bytes) -> None:
    with pytest.raises(SourceError, match="'it' is not a picture that can be read"):
        decode_image(data, "it")


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "TIFF", "GIF", "BMP"])
def test_random_damage_gives_a_picture_or_an_error(kind: str) -> None:
    data = encoded(PillowImage.fromarray(COLOURS), kind)
    chance = random.Random(kind)
    for _ in range(150):
        damaged = bytearray(data)
        for _ in range(chance.choice((1, 3))):
            damaged[chance.randrange(min(len(data), chance.choice((64, 100_000))))] = chance.randrange(256)
        try:
            image = decode_image(bytes(damaged), "it")
        except SourceError:
            continue
        assert image.dtype == np.uint8 and image.ndim == 3 and image.shape[2] == 3


def png_header(width: int, height: int) -> bytes:
    """A PNG (ISO/IEC 15948) that claims a size and holds one byte of data."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    size = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", size) + chunk(b"IDAT", zlib.compress(b"\0")) + chunk(b"IEND", b"")


@pytest.mark.parametrize("side", [8001, 10_000, 100_000])
def test_an_unreasonably_large_picture_is_refused_before_it_is_decoded(side: int) -> None:
    assert side * side > MAX_PIXELS
    with pytest.raises(SourceError, match="unreasonably large"):
        decode_image(png_header(side, side), "it")


def test_files_are_read_and_named(tmp_path: Path) -> None:
    path = tmp_path / "face.png"
    PillowImage.fromarray(COLOURS).save(path)
    assert np.array_equal(read_image(path), COLOURS)

    with pytest.raises(SourceError, match=r"There is no file '.*none\.png'"):
        read_image(tmp_path / "none.png")
    with pytest.raises(SourceError, match="cannot be read: it is a folder"):
        read_image(tmp_path)
    (tmp_path / "text.png").write_text("hello")
    with pytest.raises(SourceError, match=r"text\.png' is not a picture"):
        read_image(tmp_path / "text.png")


def test_real_pictures_of_every_kind_are_read(test_data: Path) -> None:
    paths = sorted((test_data / "photos").rglob("*.*"))
    assert len(paths) > 50
    for path in paths:
        image = read_image(path)
        assert image.ndim == 3 and image.shape[2] == 3 and image.std() > 5, path


def test_a_picture_is_encoded_without_loss() -> None:
    image = np.random.default_rng(0).integers(0, 256, (7, 5, 3), dtype=np.uint8)
    np.testing.assert_array_equal(decode_image(encode_png(image), "png"), image)
    np.testing.assert_array_equal(decode_image(encode_png(image[:, ::-1]), "png"), image[:, ::-1])
    for other in (image[..., :2], image.astype(np.float32), image[:0]):
        with pytest.raises(ValueError, match="a picture of"):
            encode_png(other)  # type: ignore[arg-type]
