"""A site to be photographed: synthetic people, a month of decisions at its door, and the moments of an approach."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import numpy as np

from faceapp.app import Application
from faceapp.config import Settings
from faceapp.devices.camera_list import CameraEntry
from faceapp.devices.demo import DemoSource, DemoStudio
from faceapp.devices.sources import FrameSource
from faceapp.domain.event_labels import Label
from faceapp.domain.records import (
    AccessEvent,
    Consent,
    FrameResult,
    Outcome,
    PinRequest,
    Quality,
    QualityReason,
    Reason,
    TrackState,
)
from faceapp.services.demonstration import enrol_demo_people
from faceapp.services.enrolment import Picture
from faceapp.storage.event_labels import EventLabelsRepository
from faceapp.storage.events import EventsRepository

# Invented; one is long, two are in other scripts.
NAMES = (
    "Amira Haddad", "Bram de Vries", "Chen Xiaoming", "Dolores Fernández-Villaverde y Santamaría", "Emeka Obi",
    "Freya Lindqvist", "Giulia Moretti", "Hana Kim", "João Pereira", "Liam Byrne", "Olga Sidorova", "王小明",
    "Ελένη Παπαδάκη",
)  # fmt: skip
# Theirs in the face model: people whom the encoder tells apart, but for the last, who is alike to the second.
SEEDS = (59, 71, 99, 85, 14, 64, 46, 45, 116, 62, 17, 23, 72)
PICTURES_EACH = 3
CAMERA = "Entrance"
DAYS = 24
_NEAR_PX = 180.0
_BYSTANDER_PX = 95.0
_FAR_PX = 100.0


class PhotographedApplication(Application):
    """The real one, at a computer with two cameras."""

    def cameras(self) -> list[CameraEntry]:
        return [CameraEntry("0", "Integrated camera"), CameraEntry("2", "Logitech BRIO")]

    def preview_source(self, settings: Settings) -> FrameSource:
        return DemoSource(loop=True)


def pictures_of(seed: int, count: int, first: int = 0) -> list[Picture]:
    studio = DemoStudio()
    return [Picture(studio.picture(seed, first + number), f"photo-{number + 1}.jpg") for number in range(count)]


def furnish(application: Application) -> None:
    """Enrol the people and put a month on record."""
    list(enrol_demo_people(application.enrol))
    studio = DemoStudio()
    for name, seed in zip(NAMES, SEEDS, strict=True):
        pictures = [Picture(studio.picture(seed, number), f"photo-{number + 1}.jpg") for number in range(PICTURES_EACH)]
        application.enrol(name, pictures=pictures, skip_unusable=True)
    _describe(application)
    _record(application)
    pairs = application.lookalikes()
    if pairs:
        application.guards.guard(pairs[0].first, pairs[0].second, author="Ada")
        application.guards.set_pin(pairs[0].first, "739154")


def _describe(application: Application) -> None:
    people = {person.name: person.person_id for person in application.people()}
    today = date.today()
    change = application.register.change
    consent = Consent(datetime(2026, 3, 2, 9, 30, tzinfo=UTC), "Ada", "form 3")
    change(
        people["Amira Haddad"],
        lambda person: replace(
            person,
            groups=("Kitchen", "Night shift"),
            card="4711-0815",
            notes="Comes in by the side door on Mondays.",
            consent=consent,
            valid_from=today - timedelta(days=200),
            valid_until=today + timedelta(days=165),
        ),
    )
    change(people["Bram de Vries"], lambda person: replace(person, suspended=True, groups=("Office",)))
    change(people["Emeka Obi"], lambda person: replace(person, valid_until=today - timedelta(days=3)))
    change(people["Hana Kim"], lambda person: replace(person, valid_from=today + timedelta(days=9)))
    for name in ("Freya Lindqvist", "Liam Byrne", "Olga Sidorova", "Demo Ada"):
        change(people[name], lambda person: replace(person, groups=("Office",), consent=consent))


def _record(application: Application) -> None:
    """About forty decisions a day, most of them grants."""
    chance = np.random.default_rng(5)
    threshold = application.threshold_in_force.threshold
    people = [person.person_id for person in application.people()]
    start = datetime.now(UTC).replace(hour=0, minute=0, second=0, microsecond=0) - timedelta(days=DAYS)
    made: list[AccessEvent] = []
    for day in range(DAYS + 1):
        weekday = (start + timedelta(days=day)).weekday()
        for _ in range(int(chance.poisson(44 if weekday < 5 else 7))):
            hour = float(np.clip(chance.choice([8.4, 12.6, 17.2]) + chance.normal(0, 1.3), 5, 22))
            when = start + timedelta(days=day, hours=hour)
            reason = chance.choice(
                [Reason.MATCHED, Reason.UNKNOWN, Reason.UNUSABLE, Reason.AMBIGUOUS, Reason.NOT_NOW, Reason.NEEDS_PIN],
                p=[0.83, 0.08, 0.04, 0.02, 0.02, 0.01],
            )
            reason = Reason(str(reason))
            granted = reason is Reason.MATCHED
            score = float(chance.normal(0.78, 0.07) if reason.names_person else chance.normal(0.21, 0.08))
            made.append(
                AccessEvent(
                    None,
                    when,
                    CAMERA,
                    len(made) + 1,
                    Outcome.GRANTED if granted else Outcome.DENIED,
                    reason,
                    int(chance.choice(people)) if reason.names_person else None,
                    None if reason is Reason.UNUSABLE else min(score, 0.97) if granted else min(score, threshold),
                    threshold,
                    int(chance.integers(5, 14)),
                    float(chance.uniform(0.3, 0.9)),
                    application.card.encoder_id,
                    "opened" if granted else "closed",
                    "cosine",
                )
            )
    now = datetime.now(UTC)
    with closing(application.database()) as database:
        events = EventsRepository(database)
        kept = [
            events.add(event) for event in sorted(made, key=lambda event: event.occurred_at) if event.occurred_at < now
        ]
        labels = EventLabelsRepository(database)
        unknown = [event for event in kept[-40:] if event.reason is Reason.UNKNOWN and event.event_id is not None]
        for event in unknown[:1]:
            labels.mark(
                event.event_id or 0, Label.MISSED, person_id=people[3], author="Ada", now=now, note="New glasses"
            )


def moments(application: Application) -> dict[str, FrameResult]:
    """Play the demonstration through recognition, and keep a frame of each look of the door's screen, by its name."""
    found: dict[str, FrameResult] = {}
    granted_since: dict[int, float] = {}
    worker = application.worker()
    source = DemoSource(fps=6.0)
    source.open()
    try:
        while (frame := source.read()) is not None:
            result = worker.process(frame, 0)
            _sort(result, found, granted_since)
            if {"idle", "welcome", "two", "not-recognised"} <= found.keys():
                break
    finally:
        source.close()
        worker.close()
    _derive(found)
    return found


def _sort(result: FrameResult, found: dict[str, FrameResult], granted_since: dict[int, float]) -> None:
    now_s = result.frame.time_s
    if not result.tracks:
        found.setdefault("idle", result)
    for track in result.tracks:
        face = track.track.face
        if not granted_since and face.size_px < _FAR_PX:
            found["come-closer"] = result  # the last of them; what is said of it follows below
        if track.state is TrackState.GRANTED:
            since_s = granted_since.setdefault(track.track.track_id, now_s)
            others = [other.track.face.size_px for other in result.tracks if other.state is TrackState.IGNORED]
            if now_s - since_s > 0.8 and face.size_px > _NEAR_PX:
                found.setdefault("welcome", result)
            if others and max(others) > _BYSTANDER_PX:
                found.setdefault("two", result)
        elif track.state is TrackState.DENIED:
            found.setdefault("not-recognised", result)


def _derive(found: dict[str, FrameResult]) -> None:
    """What the demonstration does not show, made of what it shows."""
    near, denied = found["welcome"], found["not-recognised"]
    # The demonstration's people are recognised while they are still far; here one holds still before the camera.
    track = replace(near.tracks[0], state=TrackState.GATHERING, decision=None, person=None, progress=0.6)
    held = found["hold-still"] = replace(near, tracks=(track,), events=())
    good = Quality(0.9, track.track.face.size_px, 200.0, 120.0, 50.0, 0.0, 0.0, 0.0)
    for name, reason in (
        ("come-closer", QualityReason.TOO_SMALL),
        ("too-dark", QualityReason.TOO_DARK),
        ("look-here", QualityReason.TURNED_AWAY),
    ):
        result = found.get(name, held)
        quality = replace(good, reasons=(reason,))
        waiting = replace(result.tracks[0], state=TrackState.WAITING, quality=quality, progress=0.0, decision=None)
        found[name] = replace(result, tracks=(waiting,), events=())
    refused = denied.tracks[0]
    assert refused.decision is not None
    for name, why in (
        ("not-now", Reason.NOT_NOW),
        ("could-not-see", Reason.UNUSABLE),
        ("no-pin", Reason.NO_PIN),
    ):
        found[name] = replace(
            denied, tracks=(replace(refused, decision=replace(refused.decision, reason=why)),), events=()
        )
    for name, tries in (("pin", 0), ("pin-wrong", 1)):
        asked = PinRequest(track.track.track_id, held.frame.time_s, tries, 20.0, 0.0)
        found[name] = replace(held, pin=asked, events=())
