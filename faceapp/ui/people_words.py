"""People and their templates in plain words, in the language and with the dates of the user."""

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date, datetime

from PySide6.QtCore import QCoreApplication, QDate, QDateTime, QLocale, QObject

from faceapp.domain.admission import Standing
from faceapp.domain.records import Person

_CAMERA = re.compile(r"^camera (\d{4}-\d\d-\d\d \d\d:\d\d:\d\d), (.+)$")


def standing_words(standing: Standing) -> str:
    """A state, as a label says it."""
    return {
        Standing.ACTIVE: QCoreApplication.translate("People", "Active"),
        Standing.SUSPENDED: QCoreApplication.translate("People", "Suspended"),
        Standing.NOT_YET_VALID: QCoreApplication.translate("People", "Not valid yet"),
        Standing.EXPIRED: QCoreApplication.translate("People", "Expired"),
    }[standing]


def standing_icon(standing: Standing) -> str:
    """The icon that goes with it, so that colour is not alone."""
    return {
        Standing.ACTIVE: "check",
        Standing.SUSPENDED: "pause",
        Standing.NOT_YET_VALID: "clock",
        Standing.EXPIRED: "clock",
    }[standing]


def day_words(day: date) -> str:
    """A day, short."""
    return QLocale().toString(QDate(day.year, day.month, day.day), QCoreApplication.translate("People", "d MMM yyyy"))


def instant_words(instant: datetime) -> str:
    """An instant on the wall clock, short."""
    local = QDateTime.fromSecsSinceEpoch(int(instant.timestamp()))
    time = QLocale().toString(local.time(), QLocale.FormatType.ShortFormat)
    day = QLocale().toString(local.date(), QCoreApplication.translate("People", "d MMM yyyy"))
    return QCoreApplication.translate("People", "{day}, {time}").format(day=day, time=time)


def local_day(instant: datetime) -> date:
    """The day of an instant by this machine's calendar."""
    return instant.astimezone().date()


def validity_words(person: Person) -> str:
    """From when to when a person may enter."""
    first, last = person.valid_from, person.valid_until
    if first is not None and last is not None:
        return QCoreApplication.translate("People", "{first} to {last}").format(
            first=day_words(first), last=day_words(last)
        )
    if first is not None:
        return QCoreApplication.translate("People", "From {first} on").format(first=day_words(first))
    if last is not None:
        return QCoreApplication.translate("People", "Until {last}").format(last=day_words(last))
    return QCoreApplication.translate("People", "Without limit")


def seen_words(person: Person) -> str:
    """When the door last recognised a person."""
    if person.last_seen_at is None:
        return QCoreApplication.translate("People", "Never seen")
    return QCoreApplication.translate("People", "Seen {when}").format(when=instant_words(person.last_seen_at))


def templates_words(count: int) -> str:
    """How many templates there are."""
    return _Counts().templates(count)


def source_words(source: str) -> str:
    """Where a template comes from; those taken before a camera are stored the same in every language."""
    pose = pose_of_source(source)
    return source if pose is None else QCoreApplication.translate("People", "Camera, {pose}").format(pose=pose)


def pose_of_source(source: str) -> str | None:
    """The pose that a template taken before a camera shows; None of any other template."""
    found = _CAMERA.match(source)
    if found is None:
        return None
    what, _, rest = found[2].partition(", ")
    pose = {
        "centre": QCoreApplication.translate("People", "straight ahead"),
        "left": QCoreApplication.translate("People", "to the left"),
        "right": QCoreApplication.translate("People", "to the right"),
        "up": QCoreApplication.translate("People", "upwards"),
        "down": QCoreApplication.translate("People", "downwards"),
    }.get(what, what)
    if rest == "glasses changed":
        pose = QCoreApplication.translate("People", "{pose}, glasses changed").format(pose=pose)
    return pose


def quality_words(quality: float) -> str:
    """How good the picture of a template was, in a word and a number."""
    if quality >= 0.85:
        word = QCoreApplication.translate("People", "very good")
    elif quality >= 0.65:
        word = QCoreApplication.translate("People", "good")
    else:
        word = QCoreApplication.translate("People", "fair")
    number = QLocale().toString(round(100 * quality))
    return QCoreApplication.translate("People", "{word} ({number} %)").format(word=word, number=number)


def all_groups(people: Sequence[Person]) -> list[str]:
    """Every group that somebody is in, by letters."""
    groups = {group for person in people for group in person.groups}
    return sorted(groups, key=lambda group: (group.casefold(), group))


def duration_words(seconds: float) -> str:
    """A rough time that is left."""
    if seconds < 60:
        return QCoreApplication.translate("People", "less than a minute left")
    return _Counts().minutes_left(round(seconds / 60))


class _Counts(QObject):
    """What has plural forms: Linguist finds them in calls of `tr` alone."""

    def templates(self, count: int) -> str:
        return self.tr("%n template(s)", None, count)

    def minutes_left(self, minutes: int) -> str:
        return self.tr("about %n minute(s) left", None, minutes)
