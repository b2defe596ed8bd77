"""What the kiosk says to the person at the door, in a few large words.

The wording follows frame timestamps only, so that a clip always tells the same story.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QCoreApplication

from faceapp.domain.records import (
    AccessEvent,
    FrameResult,
    QualityReason,
    Reason,
    TrackResult,
    TrackState,
)

# A verdict stays readable after its face has left the picture, or turned to the door.
GRANTED_LINGER_S = 3.0
DENIED_LINGER_S = 2.5
VERDICT_S = 12.0  # how long a verdict is shown to somebody who stays
# One missed detection must not bring the clock back.
ABSENT_S = 0.8
# A hint that changed with every frame could not be read.
HINT_HOLD_S = 0.6


class PromptKind(StrEnum):
    """Which look a prompt has."""

    IDLE = "idle"
    HINT = "hint"
    HOLD_STILL = "hold_still"
    WELCOME = "welcome"
    REFUSED = "refused"
    NOT_NOW = "not_now"
    STARTING = "starting"
    LOST = "lost"
    FAILED = "failed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Prompt:
    """Words for the person at the door.

    Attributes:
        kind: Which look it has.
        headline: A few words.
        detail: One short sentence, or empty.
        progress: Share of the evidence that is there, in [0, 1].
    """

    kind: PromptKind
    headline: str
    detail: str = ""
    progress: float = 0.0


_LINGER_S = {
    PromptKind.WELCOME: GRANTED_LINGER_S,
    PromptKind.REFUSED: DENIED_LINGER_S,
    PromptKind.NOT_NOW: DENIED_LINGER_S,
}


def idle() -> Prompt:
    """Nobody is there."""
    return Prompt(
        PromptKind.IDLE,
        QCoreApplication.translate("Prompts", "Welcome"),
        QCoreApplication.translate("Prompts", "Please look at the camera."),
    )


def hint_for(reasons: Sequence[QualityReason]) -> Prompt:
    """What to do about a face that cannot be judged yet, from its worst reason."""
    if not reasons:
        return Prompt(
            PromptKind.HINT,
            QCoreApplication.translate("Prompts", "Look here"),
            QCoreApplication.translate("Prompts", "Please look at the camera."),
        )
    match reasons[0]:
        case QualityReason.TOO_SMALL:
            return Prompt(
                PromptKind.HINT,
                QCoreApplication.translate("Prompts", "Come closer"),
                QCoreApplication.translate("Prompts", "Please look at the camera."),
            )
        case QualityReason.TOO_BLURRED:
            return Prompt(
                PromptKind.HINT,
                QCoreApplication.translate("Prompts", "Hold still"),
                QCoreApplication.translate("Prompts", "The picture is blurred."),
            )
        case QualityReason.TOO_DARK:
            return Prompt(
                PromptKind.HINT,
                QCoreApplication.translate("Prompts", "Too dark"),
                QCoreApplication.translate("Prompts", "Please turn towards the light."),
            )
        case QualityReason.TOO_BRIGHT:
            return Prompt(
                PromptKind.HINT,
                QCoreApplication.translate("Prompts", "Too bright"),
                QCoreApplication.translate("Prompts", "Please turn away from the light."),
            )
        case QualityReason.LOW_CONTRAST:
            return Prompt(
                PromptKind.HINT,
                QCoreApplication.translate("Prompts", "Hard to see you"),
                QCoreApplication.translate("Prompts", "Please move into better light."),
            )
        case QualityReason.CUT_OFF:
            return Prompt(
                PromptKind.HINT,
                QCoreApplication.translate("Prompts", "Move to the middle"),
                QCoreApplication.translate("Prompts", "Your whole face must be in the picture."),
            )
        case _:
            return Prompt(
                PromptKind.HINT,
                QCoreApplication.translate("Prompts", "Look here"),
                QCoreApplication.translate("Prompts", "Please look straight at the camera."),
            )


def pin_wanted() -> Prompt:
    """The keypad is shown."""
    return Prompt(
        PromptKind.HINT,
        QCoreApplication.translate("Prompts", "Your PIN, please"),
        QCoreApplication.translate("Prompts", "Enter it on the keypad."),
    )


def refusal_for(reason: Reason | None) -> Prompt:
    """A denial in plain words."""
    if reason is Reason.UNUSABLE:
        return Prompt(
            PromptKind.REFUSED,
            QCoreApplication.translate("Prompts", "Could not see you"),
            QCoreApplication.translate("Prompts", "Step back, then look straight at the camera."),
        )
    if reason is Reason.AMBIGUOUS:
        return Prompt(
            PromptKind.REFUSED,
            QCoreApplication.translate("Prompts", "Not recognised"),
            QCoreApplication.translate("Prompts", "Step back and try again, alone."),
        )
    if reason is Reason.NOT_NOW:
        # Why is between the person and the administrator: others read along.
        return Prompt(
            PromptKind.NOT_NOW,
            QCoreApplication.translate("Prompts", "Not now"),
            QCoreApplication.translate("Prompts", "The door stays closed. Please ask for help."),
        )
    if reason in (Reason.NEEDS_PIN, Reason.WRONG_PIN):
        return Prompt(
            PromptKind.REFUSED,
            QCoreApplication.translate("Prompts", "PIN needed"),
            QCoreApplication.translate("Prompts", "Step back to try again."),
        )
    if reason is Reason.NO_PIN:
        return Prompt(
            PromptKind.REFUSED,
            QCoreApplication.translate("Prompts", "PIN needed"),
            QCoreApplication.translate("Prompts", "You have none yet. Please ask for help."),
        )
    if reason is Reason.ERROR:
        return Prompt(
            PromptKind.REFUSED,
            QCoreApplication.translate("Prompts", "Something failed"),
            QCoreApplication.translate("Prompts", "The door stays closed. Please ask for help."),
        )
    return Prompt(
        PromptKind.REFUSED,
        QCoreApplication.translate("Prompts", "Not recognised"),
        QCoreApplication.translate("Prompts", "Step back to try again."),
    )


class PromptWriter:
    """Turns the stream of results into prompts that can be read."""

    def __init__(self) -> None:
        self._prompt = idle()
        self._since_s = 0.0
        self._last_seen_s = 0.0
        self._now_s = 0.0
        self._door_faults: set[int] = set()
        self._judged: tuple[int, float] = (0, 0.0)  # the track with the verdict, and since when

    def note_events(self, events: Sequence[AccessEvent]) -> None:
        """Take note of what became of the door; call before `update` with the same frame."""
        self._door_faults.update(
            event.track_id for event in events if event.person_id is not None and event.door not in ("opened", "closed")
        )

    def update(self, result: FrameResult) -> Prompt:
        """The prompt for the newest frame."""
        now_s = result.frame.time_s
        if now_s < self._now_s:  # the source began again
            self._since_s = self._last_seen_s = now_s
        self._now_s = now_s
        leading = leading_track(result.tracks)
        if leading is not None:
            self._last_seen_s = now_s
        wanted = self._absent(now_s) if leading is None else self._present(leading)
        if result.pin is not None:
            wanted = pin_wanted()
        if wanted.kind is not self._prompt.kind or wanted.headline != self._prompt.headline:
            hint_to_hint = wanted.kind is PromptKind.HINT and self._prompt.kind is PromptKind.HINT
            if hint_to_hint and now_s - self._since_s < HINT_HOLD_S:
                return self._prompt
            self._since_s = now_s
        self._prompt = wanted
        return wanted

    def _absent(self, now_s: float) -> Prompt:
        stays_s = _LINGER_S.get(self._prompt.kind, ABSENT_S)
        gone_s = now_s - self._last_seen_s
        shown_s = now_s - self._since_s
        return self._prompt if gone_s < ABSENT_S or min(gone_s, shown_s) < stays_s else idle()

    def _present(self, leading: TrackResult) -> Prompt:
        if leading.state in (TrackState.GRANTED, TrackState.DENIED):
            if self._judged[0] != leading.track.track_id or self._judged[1] > self._now_s:
                self._judged = (leading.track.track_id, self._now_s)
            removed = leading.state is TrackState.GRANTED and leading.person is None
            if removed or self._now_s - self._judged[1] > VERDICT_S:
                # The door is shut again: the next in line must not read an invitation.
                return Prompt(
                    PromptKind.HINT,
                    QCoreApplication.translate("Prompts", "Step back"),
                    QCoreApplication.translate("Prompts", "Then come again to be seen anew."),
                )
        if leading.state is TrackState.GRANTED:
            if leading.track.track_id in self._door_faults:
                detail = QCoreApplication.translate("Prompts", "The door does not answer. Please ask for help.")
            else:
                detail = QCoreApplication.translate("Prompts", "Please come in.")
            return Prompt(
                PromptKind.WELCOME,
                QCoreApplication.translate("Prompts", "Welcome, {name}").format(name=leading.person or ""),
                detail,
                1.0,
            )
        if leading.state is TrackState.DENIED:
            return refusal_for(leading.decision.reason if leading.decision else None)
        if leading.state is TrackState.GATHERING:
            return Prompt(
                PromptKind.HOLD_STILL,
                QCoreApplication.translate("Prompts", "Hold still"),
                QCoreApplication.translate("Prompts", "Checking…"),
                leading.progress,
            )
        if leading.state is TrackState.WAITING:
            return hint_for(leading.quality.reasons if leading.quality else ())
        return hint_for((QualityReason.TOO_SMALL,))


def leading_track(tracks: Sequence[TrackResult]) -> TrackResult | None:
    """The face that the kiosk speaks to, if any.

    One under judgement comes before one that has been judged, and that before a bystander; among
    equals the largest.
    """
    rank = {
        TrackState.GATHERING: 3,
        TrackState.WAITING: 3,
        TrackState.GRANTED: 2,
        TrackState.DENIED: 2,
        TrackState.IGNORED: 1,
    }
    return max(tracks, key=lambda track: (rank[track.state], track.track.face.size_px), default=None)
