"""What the person before the camera is asked to do during an enrolment, in a few words."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from faceapp.domain.records import QualityReason
from faceapp.services.guided_capture import Guidance, Hurdle, Pose
from faceapp.services.runtime import SourceState


def guidance_words(guidance: Guidance) -> str:
    """What to do now."""
    if guidance.hurdle is not None and guidance.hurdle is not Hurdle.OTHER_POSE:
        return hurdle_words(guidance.hurdle)
    if guidance.holding is not None:
        return QCoreApplication.translate("Capture", "Hold still")
    if guidance.wanted is None:
        return QCoreApplication.translate("Capture", "All done")
    return pose_words(guidance.wanted)


def pose_words(pose: Pose) -> str:
    """The request for a pose."""
    return {
        Pose.CENTRE: QCoreApplication.translate("Capture", "Look straight at the camera"),
        Pose.LEFT: QCoreApplication.translate("Capture", "Turn your head slightly to the left"),
        Pose.RIGHT: QCoreApplication.translate("Capture", "Turn your head slightly to the right"),
        Pose.UP: QCoreApplication.translate("Capture", "Raise your chin slightly"),
        Pose.DOWN: QCoreApplication.translate("Capture", "Lower your chin slightly"),
    }[pose]


def hurdle_words(hurdle: Hurdle | QualityReason) -> str:
    """What the person can do about what stands in the way."""
    match hurdle:
        case Hurdle.NOBODY:
            return QCoreApplication.translate("Capture", "Step before the camera")
        case Hurdle.SEVERAL:
            return QCoreApplication.translate("Capture", "One person only, please")
        case QualityReason.TOO_SMALL:
            return QCoreApplication.translate("Capture", "Move closer")
        case QualityReason.TOO_BLURRED:
            return QCoreApplication.translate("Capture", "Hold still: the picture is blurred")
        case QualityReason.TOO_DARK:
            return QCoreApplication.translate("Capture", "Too dark: add light")
        case QualityReason.TOO_BRIGHT:
            return QCoreApplication.translate("Capture", "Too bright: turn away from the light")
        case QualityReason.LOW_CONTRAST:
            return QCoreApplication.translate("Capture", "Find better light")
        case QualityReason.CUT_OFF:
            return QCoreApplication.translate("Capture", "Move to the middle")
        case QualityReason.TURNED_AWAY:
            return QCoreApplication.translate("Capture", "Not so far: turn back a little")
        case _:
            return QCoreApplication.translate("Capture", "Look straight at the camera")


def absence_words(state: SourceState) -> str:
    """That there is no picture to take or to judge, and what becomes of it; nothing while there is one."""
    return {
        SourceState.LOST: QCoreApplication.translate("Capture", "The camera is lost, and is tried again by itself"),
        SourceState.ENDED: QCoreApplication.translate("Capture", "The recording has ended"),
        SourceState.FAILED: QCoreApplication.translate("Capture", "There is no camera"),
    }.get(state, "")


def begin_again_words(state: SourceState) -> str:
    """What a button says that starts the source again; nothing where it does so by itself."""
    return {
        SourceState.ENDED: QCoreApplication.translate("Capture", "Play again"),
        SourceState.FAILED: QCoreApplication.translate("Capture", "Try again"),
    }.get(state, "")
