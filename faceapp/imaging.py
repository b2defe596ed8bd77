"""Pictures from bytes: whatever the file holds, recognition sees upright RGB, eight bits deep."""

from __future__ import annotations

import io
import struct
import warnings
import zlib
from pathlib import Path

import numpy as np
from PIL import Image as PillowImage
from PIL import ImageOps

from faceapp.domain.errors import SourceError
from faceapp.domain.messages import Message
from faceapp.domain.records import Image
from faceapp.domain.system_faults import why

IMAGE_SUFFIXES = frozenset({".bmp", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"})

MAX_PIXELS = 64_000_000  # a 50-megapixel photograph passes; its decoded bytes stay below 200 MB

# Only these readers see bytes from outside: Pillow's others include one that runs a PostScript interpreter.
_FORMATS = ("BMP", "GIF", "JPEG", "PNG", "TIFF", "WEBP")

# How files of those formats begin; WebP is told by two places.
_HEADS = (b"BM", b"GIF8", b"\xff\xd8\xff", b"\x89PNG\r\n\x1a\n", b"II*\0", b"MM\0*")

# What Pillow's readers let through when a damaged file trips them, besides their own errors (all OSError).
_DAMAGE = (
    OSError,
    ValueError,
    SyntaxError,
    EOFError,
    ArithmeticError,
    LookupError,
    TypeError,
    AttributeError,
    RuntimeError,
    struct.error,
    zlib.error,
)


def decode_image(data: bytes, name: str) -> Image:
    """Decode an encoded picture.

    Grey, palette, CMYK, 16-bit and transparent pictures become RGB (transparency is laid on
    white), and the EXIF orientation is applied. Of an animation the first frame is taken.

    Args:
        data: The file's bytes.
        name: What to call it in an error.

    Returns:
        RGB, uint8, (height, width, 3).

    Raises:
        SourceError: The bytes are no picture, or a damaged or unreasonably large one.
    """
    with warnings.catch_warnings():
        # Pillow warns of damaged metadata and of large pictures; the first is harmless (the pixels
        # decide), the second is an error below.
        warnings.simplefilter("ignore")
        try:
            with PillowImage.open(io.BytesIO(data), formats=_FORMATS) as opened:
                if opened.width * opened.height > MAX_PIXELS:
                    raise _too_large(name)
                opened.load()
                return _to_rgb8(_upright(opened))
        except PillowImage.DecompressionBombError as error:
            raise _too_large(name) from error
        except _DAMAGE as error:
            raise SourceError(
                Message("'{name}' is not a picture that can be read.", name=name),
                hint=Message("It may be damaged or of another kind: export it again as JPEG or PNG."),
            ) from error


def encode_png(image: Image) -> bytes:
    """Encode a picture without loss.

    Args:
        image: RGB, uint8, (height, width, 3).

    Raises:
        ValueError: It is something else.
    """
    if image.dtype != np.uint8 or image.ndim != 3 or image.shape[2] != 3 or 0 in image.shape:
        raise ValueError(f"a picture of {image.dtype} {image.shape}")
    stream = io.BytesIO()
    PillowImage.fromarray(image).save(stream, format="PNG")
    return stream.getvalue()


def read_image(path: Path) -> Image:
    """Read and decode a picture file; see `decode_image`.

    Raises:
        SourceError: The file is absent, unreadable or no picture.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError as error:
        raise SourceError(Message("There is no file '{path}'.", path=path), hint=Message("Check the name.")) from error
    except OSError as error:
        raise SourceError(
            Message("'{path}' cannot be read: {why}.", path=path, why=why(error)),
            hint=Message("Check that it is a file and that you may read it."),
        ) from error
    return decode_image(data, str(path))


def looks_like_picture(path: Path) -> bool:
    """Whether a file begins as the pictures do that can be read, whatever its name; it may be damaged further on.

    Raises:
        OSError: It cannot be read.
    """
    with path.open("rb") as file:
        head = file.read(12)
    return head.startswith(_HEADS) or (head[:4] == b"RIFF" and head[8:] == b"WEBP")


def _too_large(name: str) -> SourceError:
    return SourceError(
        Message("'{name}' is unreasonably large.", name=name), hint=Message("Scale it down to 50 megapixels or less.")
    )


def _upright(picture: PillowImage.Image) -> PillowImage.Image:
    try:
        return ImageOps.exif_transpose(picture)
    except _DAMAGE:
        # A damaged EXIF block says nothing of the pixels, which have been decoded whole by now.
        return picture


def _to_rgb8(picture: PillowImage.Image) -> Image:
    if picture.mode.startswith("I;16") or picture.mode in ("I", "F"):
        # Pillow's own conversion clips these at 255, which turns a 16-bit scan white.
        return _deep_grey_to_rgb8(np.asarray(picture, dtype=np.float32))
    if picture.has_transparency_data:
        coloured = picture.convert("RGBA")
        ground = PillowImage.new("RGBA", coloured.size, (255, 255, 255, 255))
        picture = PillowImage.alpha_composite(ground, coloured)
    return np.array(picture.convert("RGB"), dtype=np.uint8)


def _deep_grey_to_rgb8(values: np.ndarray[tuple[int, ...], np.dtype[np.float32]]) -> Image:
    """Scale one deep channel (height, width) to eight bits by the smallest usual range that holds it."""
    values = np.nan_to_num(values, nan=0.0, posinf=0.0, neginf=0.0)
    brightest = float(values.max(initial=0.0))
    is_fraction = brightest <= 1.0 and bool(np.any(values != np.floor(values)))
    full_scale = 1.0 if is_fraction else next((s for s in (255.0, 65535.0) if brightest <= s), brightest)
    grey = np.clip(values * (255.0 / full_scale), 0, 255).round().astype(np.uint8)
    return np.repeat(grey[:, :, np.newaxis], 3, axis=2)
