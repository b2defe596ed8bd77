"""Taking the pictures of an enrolment from the frames that stream by."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from faceapp.domain.records import FrameResult, QualityReason, TrackResult, TrackState
from faceapp.services.enrolment import Picture

WANTED = 6
# Pictures taken at once would be all alike.
STEP_S = 0.5
# A second face this large beside the first makes it unclear whom the pictures show.
_RIVAL_SHARE = 0.6


def advice_for(reason: QualityReason) -> str:
    """What the person before the camera can do about a fault, in a few words."""
    match reason:
        case QualityReason.TOO_SMALL:
            return QCoreApplication.translate("Capture", "Move closer")
        case QualityReason.TOO_BLURRED:
            return QCoreApplication.translate("Capture", "Hold still")
        case QualityReason.TOO_DARK:
            return QCoreApplication.translate("Capture", "Too dark: add light")
        case QualityReason.TOO_BRIGHT:
            return QCoreApplication.translate("Capture", "Too bright: turn away from the light")
        case QualityReason.LOW_CONTRAST:
            return QCoreApplication.translate("Capture", "Find better light")
        case QualityReason.CUT_OFF:
            return QCoreApplication.translate("Capture", "Move to the middle")
        case _:
            return QCoreApplication.translate("Capture", "Look straight at the camera")


class FaceCollector:
    """Picks frames that show one good face, some time apart.

    Attributes:
        pictures: What was taken so far.
    """

    def __init__(self, wanted: int = WANTED) -> None:
        self.pictures: list[Picture] = []
        self._track_id: int | None = None
        self._wanted = wanted
        self._last_s: float | None = None

    @property
    def complete(self) -> bool:
        """Whether there are enough pictures."""
        return len(self.pictures) >= self._wanted

    def look(self, result: FrameResult, *, take: bool) -> str:
        """Look at a frame, keep it if it is good and wanted, and say what to do.

        Args:
            result: The frame.
            take: Whether pictures are being taken; if not, only the advice counts.
        """
        tracks = sorted(result.tracks, key=lambda track: -track.track.face.size_px)
        if not tracks:
            return QCoreApplication.translate("Capture", "Step before the camera")
        first = tracks[0]
        if any(track.track.face.size_px >= _RIVAL_SHARE * first.track.face.size_px for track in tracks[1:]):
            return QCoreApplication.translate("Capture", "One person only, please")
        fault = _fault(first)
        if fault is not None:
            return advice_for(fault)
        if not take:
            return QCoreApplication.translate("Capture", "Ready")
        if first.track.track_id != self._track_id:
            # Perhaps somebody else: all pictures must show one person.
            self._track_id = first.track.track_id
            self.pictures.clear()
        now_s = result.frame.time_s
        if not self.complete and (self._last_s is None or not 0 <= now_s - self._last_s < STEP_S):
            self._last_s = now_s
            name = QCoreApplication.translate("Capture", "Picture {number}").format(number=len(self.pictures) + 1)
            self.pictures.append(Picture(result.frame.image, name))
        if len(self.pictures) > self._wanted // 2:
            return QCoreApplication.translate("Capture", "Turn your head a little")
        return QCoreApplication.translate("Capture", "Look at the camera")


def _fault(track: TrackResult) -> QualityReason | None:
    if track.quality is not None:
        return track.quality.reasons[0] if track.quality.reasons else None
    # Nothing was measured: a face that is not judged is too small, one judged before was good.
    return QualityReason.TOO_SMALL if track.state is TrackState.IGNORED else None
