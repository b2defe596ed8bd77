"""Events in plain words."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale

from faceapp.domain.drift import MIDDLE, DriftFinding
from faceapp.domain.event_labels import EventLabel, Label
from faceapp.domain.records import AccessEvent, Outcome, Reason

NameOf = Callable[[int], str | None]


def moment_words(at: datetime, *, seconds: bool = True) -> str:
    """A moment as the clock on this machine's wall tells it."""
    local = QDateTime.fromSecsSinceEpoch(int(at.astimezone(UTC).timestamp()))
    day = day_words(date(local.date().year(), local.date().month(), local.date().day()))
    if seconds:
        return f"{day} {QLocale().toString(local.time(), 'HH:mm:ss')}"
    return f"{day} {QLocale().toString(local.time(), QLocale.FormatType.ShortFormat)}"


def day_words(day: date) -> str:
    """A day."""
    return QLocale().toString(QDate(day.year, day.month, day.day), QCoreApplication.translate("Events", "d MMM yyyy"))


def outcome_words(outcome: Outcome) -> str:
    """What the door did."""
    return (
        QCoreApplication.translate("Events", "Let in")
        if outcome is Outcome.GRANTED
        else QCoreApplication.translate("Events", "Denied")
    )


def reason_words(reason: Reason) -> str:
    """Why, in few words."""
    match reason:
        case Reason.MATCHED:
            return QCoreApplication.translate("Events", "Let in")
        case Reason.UNKNOWN:
            return QCoreApplication.translate("Events", "Not recognised")
        case Reason.AMBIGUOUS:
            return QCoreApplication.translate("Events", "Not clear who")
        case Reason.UNUSABLE:
            return QCoreApplication.translate("Events", "Not seen well")
        case Reason.NOT_NOW:
            return QCoreApplication.translate("Events", "Not now")
        case Reason.NEEDS_PIN:
            return QCoreApplication.translate("Events", "PIN asked for")
        case Reason.WRONG_PIN:
            return QCoreApplication.translate("Events", "Wrong PIN")
        case Reason.NO_PIN:
            return QCoreApplication.translate("Events", "No PIN set")
        case Reason.ERROR:
            return QCoreApplication.translate("Events", "Failed")


def reason_sentence(reason: Reason) -> str:
    """Why, in a sentence."""
    match reason:
        case Reason.MATCHED:
            return QCoreApplication.translate(
                "Events", "Enough pictures agreed on this person, with a score at or above the threshold."
            )
        case Reason.UNKNOWN:
            return QCoreApplication.translate("Events", "Nobody enrolled was similar enough.")
        case Reason.AMBIGUOUS:
            return QCoreApplication.translate(
                "Events", "Two people enrolled were too close to each other, or the pictures disagreed."
            )
        case Reason.UNUSABLE:
            return QCoreApplication.translate("Events", "Too few pictures were good enough to judge.")
        case Reason.NOT_NOW:
            return QCoreApplication.translate(
                "Events", "The person was recognised, and is suspended or outside the dates of validity."
            )
        case Reason.NEEDS_PIN:
            return QCoreApplication.translate(
                "Events", "The person was recognised; somebody enrolled looks alike, so the PIN was asked for as well."
            )
        case Reason.WRONG_PIN:
            return QCoreApplication.translate(
                "Events", "What was entered was not the person's PIN, or came while no try was allowed."
            )
        case Reason.NO_PIN:
            return QCoreApplication.translate(
                "Events", "The person was recognised; somebody enrolled looks alike, and the person has no PIN yet."
            )
        case Reason.ERROR:
            return QCoreApplication.translate("Events", "Something failed, and whatever is unclear is denied.")


def name_words(person_id: int, name_of: NameOf) -> str:
    """A person's name, or that the person was removed."""
    return name_of(person_id) or QCoreApplication.translate("Events", "Removed person {id}").format(id=person_id)


def who_words(event: AccessEvent, name_of: NameOf) -> str:
    """Who was let in, or why nobody was."""
    if event.person_id is None:
        return reason_words(event.reason)
    name = name_words(event.person_id, name_of)
    if event.outcome is Outcome.GRANTED:
        return name
    words = {
        Reason.NEEDS_PIN: QCoreApplication.translate("Events", "{name} (PIN asked for)"),
        Reason.WRONG_PIN: QCoreApplication.translate("Events", "{name} (wrong PIN)"),
        Reason.NO_PIN: QCoreApplication.translate("Events", "{name} (has no PIN)"),
    }.get(event.reason, QCoreApplication.translate("Events", "{name} (may not enter now)"))
    return words.format(name=name)


def label_words(label: EventLabel | None, name_of: NameOf) -> str:
    """What was said of an event, in few words; empty where nothing was."""
    if label is None or label.label is None:
        return ""
    match label.label:
        case Label.WRONG_PERSON:
            return QCoreApplication.translate("Events", "Was somebody else")
        case Label.RIGHT:
            return QCoreApplication.translate("Events", "Was right")
        case Label.MISSED:
            assert label.person_id is not None  # a miss names who it was
            return QCoreApplication.translate("Events", "Was {name}").format(name=name_words(label.person_id, name_of))


def score_words(score: float | None) -> str:
    """A score."""
    return QCoreApplication.translate("Events", "none") if score is None else QLocale().toString(score, "f", 3)


def seconds_words(seconds: float) -> str:
    """A short time."""
    return QCoreApplication.translate("Events", "{seconds} s").format(seconds=QLocale().toString(seconds, "f", 2))


def drift_words(finding: DriftFinding, name_of: NameOf) -> str:
    """Falling scores, and what to do about them."""
    facts = {
        "camera": finding.camera,
        "fall": QLocale().toString(finding.fall, "f", 3),
        "weeks": QLocale().toString(finding.weeks),
        "grants": QLocale().toString(finding.events),
    }
    middle = finding.quantile == MIDDLE
    if finding.person_id is None:
        sentence = (
            QCoreApplication.translate(
                "Events",
                "At “{camera}” the middle of people's scores has fallen by {fall} in {weeks} weeks ({grants} grants).",
            )
            if middle
            else QCoreApplication.translate(
                "Events",
                "At “{camera}” people's lowest scores have fallen by {fall} in {weeks} weeks ({grants} grants).",
            )
        )
        advice = QCoreApplication.translate("Events", "Look at its lens, its focus and its light.")
        return f"{sentence} {advice}".format(**facts)
    facts["name"] = name_words(finding.person_id, name_of)
    sentence = (
        QCoreApplication.translate(
            "Events",
            "The middle of {name}'s scores at “{camera}” has fallen by {fall} in {weeks} weeks ({grants} grants).",
        )
        if middle
        else QCoreApplication.translate(
            "Events", "{name}'s lowest scores at “{camera}” have fallen by {fall} in {weeks} weeks ({grants} grants)."
        )
    )
    advice = QCoreApplication.translate("Events", "Enrol this person again, from that camera.")
    return f"{sentence} {advice}".format(**facts)
