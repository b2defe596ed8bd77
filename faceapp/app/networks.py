"""The networks: a set for each thread that recognises, and one that is shared by all who look at photographs."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from faceapp.app.from_settings import quality_limits_from
from faceapp.config import Settings
from faceapp.domain.errors import ModelError
from faceapp.domain.messages import Message
from faceapp.services.enrolment import FaceExaminer
from faceapp.vision.card import EncoderCard
from faceapp.vision.detector import FaceDetector
from faceapp.vision.encoder import Encoder, resolve_device


@dataclass(frozen=True, slots=True)
class ThreadNetworks:
    """The networks of one thread."""

    detector: FaceDetector
    encoder: Encoder


class Networks:
    """Loads them; methods may be called from any thread.

    Args:
        model_dir: The encoder's directory.
        card: The encoder's card, as the program began with it.
        settings: The settings in force.
    """

    def __init__(self, model_dir: Path, card: EncoderCard, settings: Callable[[], Settings]) -> None:
        self._model_dir, self._card, self._settings = model_dir, card, settings
        self._examiner: FaceExaminer | None = None
        self._lock = threading.Lock()

    def load(self) -> ThreadNetworks:
        """Networks for one thread; slow.

        Raises:
            ModelError: They cannot be used, or are not those that the program began with.
            DeviceError: What they should compute on is not there.
        """
        settings = self._settings()
        encoder = Encoder.load(self._model_dir, settings.encoder.device)
        if encoder.card != self._card:
            raise ModelError(
                Message("The encoder in '{path}' was replaced while faceapp was running.", path=self._model_dir),
                hint=Message(
                    "Close faceapp and start it again; people enrolled with the old one must be enrolled anew."
                ),
            )
        detector = FaceDetector(
            resolve_device(settings.encoder.device),
            min_face_px=settings.detection.min_face_px,
            max_side_px=settings.detection.max_side_px,
        )
        return ThreadNetworks(detector, encoder)

    def examiner(self) -> FaceExaminer:
        """Finds and embeds faces of photographs; loaded at the first call, then shared by one caller at a time."""
        with self.borrowed_examiner() as examiner:
            return examiner

    @contextmanager
    def borrowed_examiner(self) -> Iterator[FaceExaminer]:
        """The examiner of photographs, for the caller alone while the block runs."""
        with self._lock:
            if self._examiner is None:
                networks = self.load()
                limits = quality_limits_from(self._settings().quality)
                self._examiner = FaceExaminer(networks.detector, networks.encoder, limits)
            yield self._examiner

    def forget_examiner(self) -> None:
        """Load the examiner of photographs anew: other settings hold."""
        with self._lock:
            self._examiner = None
