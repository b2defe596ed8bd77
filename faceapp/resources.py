"""Where the files lie that ship with faceapp: models and assets."""

from __future__ import annotations

from pathlib import Path

from faceapp.domain.errors import ConfigError
from faceapp.domain.messages import Message

_PACKAGE = Path(__file__).resolve().parent


def assets_dir() -> Path:
    """The folder of icons and demo people.

    Raises:
        ConfigError: It is absent.
    """
    return _shipped("assets")


def models_dir() -> Path:
    """The folder of encoders: `NAME/card.toml` beside `NAME/weights.safetensors`, and `recipes`.

    Raises:
        ConfigError: It is absent.
    """
    return _shipped("models")


def _shipped(name: str) -> Path:
    inside = _PACKAGE / "_shipped" / name  # where a wheel puts it
    if inside.is_dir():
        return inside
    beside = _PACKAGE.parent / name
    # A folder called "assets" in site-packages would be somebody else's.
    if beside.is_dir() and (_PACKAGE.parent / "pyproject.toml").is_file():
        return beside
    raise ConfigError(
        Message("faceapp's own folder '{name}' is missing.", name=name), hint=Message("Install faceapp again.")
    )
