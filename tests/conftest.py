"""What all tests share."""

from __future__ import annotations

import hashlib
import os
from collections.abc import Callable
from pathlib import Path

import cv2
import pytest

# Before anything imports Qt: tests need no screen.
os.environ["QT_QPA_PLATFORM"] = os.environ.get("QT_QPA_PLATFORM") or "offscreen"

from faceapp.devices.capture import open_capture
from tests.ui.watchdog import WatchedApplication

REPOSITORY = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def test_data() -> Path:
    """Real faces and clips, which are no part of the project; skips where they are absent."""
    path = Path(os.environ.get("FACEAPP_TEST_DATA", REPOSITORY.parent / "shared" / "data"))
    if not path.is_dir():
        pytest.skip(f"no real faces and clips at {path}; set FACEAPP_TEST_DATA to a folder that has them")
    return path


@pytest.fixture(scope="session")
def qapp_cls() -> type[WatchedApplication]:
    """Every test shares one application, whichever asks for it first, and those of the window need its watchdog."""
    return WatchedApplication


@pytest.fixture(scope="session", autouse=True)
def first_capture() -> None:
    """Open a capture as the program does before a test writes a clip: FFmpeg's silence is settled by the first one."""
    assert open_capture("nowhere.mp4", cv2.CAP_FFMPEG) is None


@pytest.fixture(scope="session")
def write_tiny_encoder() -> Callable[..., Path]:
    """Writes an encoder for 16-pixel crops with random weights into a directory."""
    import torch
    from safetensors.torch import save

    from faceapp.vision.card import EncoderCard, write_card
    from faceapp.vision.networks import build_network

    settings = {"stem_channels": 4, "stem_stride": 1, "channels": [8], "depths": [1]}

    def write(directory: Path, *, seed: int = 0, name: str = "tiny") -> Path:
        directory.mkdir(parents=True, exist_ok=True)
        with torch.random.fork_rng():
            torch.manual_seed(seed)
            network = build_network("face_resnet", 16, 8, settings)
        data = save(network.state_dict())
        (directory / "weights.safetensors").write_bytes(data)
        card = EncoderCard.model_validate(
            {
                "name": name,
                "weights_sha256": hashlib.sha256(data).hexdigest(),
                "network": {"architecture": "face_resnet", "embedding_size": 8, "settings": settings},
                "input": {
                    "size_px": 16,
                    "template_px": ((5.0, 6.0), (11.0, 6.0), (8.0, 9.0), (6.0, 12.0), (10.0, 12.0)),
                    "colour_order": "RGB",
                    "mean": 127.5,
                    "std": 127.5,
                },
                "training": {
                    "data": "nothing",
                    "terms": "none",
                    "crops": 0,
                    "identities": 0,
                    "recipe": "none",
                    "recipe_sha256": "none",
                    "seed": seed,
                    "commit": "unknown",
                    "device": "cpu",
                    "created_at": "2026-01-01",
                },
                "measured": {
                    "data": "nothing",
                    "identities": 0,
                    "mated": 0,
                    "non_mated": 0,
                    "eer": 0.5,
                    "auc": 0.5,
                    "interval": "none",
                    "operating_points": (
                        {"fmr": 0.01, "threshold": 0.5, "tar": 0.9, "tar_low": 0.8, "tar_high": 0.95},
                        {"fmr": 0.001, "threshold": 0.6, "tar": 0.7, "tar_low": 0.6, "tar_high": 0.8},
                    ),
                },
            }
        )
        write_card(card, directory)
        return directory

    return write
