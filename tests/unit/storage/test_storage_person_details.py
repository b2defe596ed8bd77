"""What an administrator writes about people: what goes in comes out, contradictions are refused, removal erases all."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import numpy as np
import pytest
from sqlite_utils import Database

from faceapp.domain.errors import EventError, PersonDetailsError, StorageError, UnknownPersonError
from faceapp.domain.event_labels import Label
from faceapp.domain.records import AccessEvent, Consent, FaceCrop, Outcome, Person, Reason
from faceapp.storage import migrations
from faceapp.storage.crops import CropsRepository
from faceapp.storage.database import check_database, open_database, writing
from faceapp.storage.event_labels import EventLabelsRepository, labelled_comparisons
from faceapp.storage.events import EventsRepository
from faceapp.storage.people import NewTemplate, PeopleRepository

NOW = datetime(2026, 3, 1, 12, tzinfo=UTC)
TINY = "tiny@0123456789ab"
NOT_NOW = AccessEvent(
    None, NOW, "cam", 1, Outcome.DENIED, Reason.NOT_NOW, 1, 0.8, 0.5, 4, 0.3, TINY, similarity="cosine"
)

MakeTemplates = Callable[..., list[NewTemplate]]
FilesHold = Callable[..., list[bool]]


@pytest.fixture
def people(db: Database, make_templates: MakeTemplates) -> PeopleRepository:
    """Two people: 1 is Ada, 2 is Ben."""
    repository = PeopleRepository(db)
    repository.enrol("Ada", make_templates(3), NOW)
    repository.enrol("Ben", make_templates(1, seed=1), NOW)
    return repository


def test_every_detail_comes_back_after_reopening(people: PeopleRepository, db_path: Path) -> None:
    consent = Consent(NOW - timedelta(days=3), "front desk", "form 2")

    def edit(person: Person) -> Person:
        return replace(
            person,
            name="Ada Lovelace",
            suspended=True,
            valid_from=date(2026, 1, 1),
            valid_until=date(2026, 12, 31),
            groups=("staff ", "Night  shift", "staff", ""),
            card=" 0012-7 ",
            notes="Uses the side door.\r\nCall first.",
            consent=consent,
        )

    changed = people.change(1, edit)
    assert changed.groups == ("Night shift", "staff")
    assert (changed.card, changed.notes) == ("0012-7", "Uses the side door.\nCall first.")
    again = PeopleRepository(open_database(db_path)).get(1)
    assert again == changed
    assert (again.suspended, again.consent, again.templates, again.created_at) == (True, consent, 3, NOW)
    assert (again.valid_from, again.valid_until) == (date(2026, 1, 1), date(2026, 12, 31))
    assert people.get(2) == Person(2, "Ben", 1, NOW), "nobody else changed"
    cleared = people.change(1, lambda person: Person(9, person.name, 0, NOW + timedelta(days=1)))
    assert cleared == Person(1, "Ada Lovelace", 3, NOW), "what no administrator may change stays"


def test_two_administrators_do_not_undo_each_other(people: PeopleRepository) -> None:
    people.change(1, lambda person: replace(person, suspended=True))
    people.change(1, lambda person: replace(person, notes="Lost the card."))
    assert people.get(1).suspended


@pytest.mark.parametrize(
    "edit",
    [
        lambda person: replace(person, valid_from=date(2026, 1, 2), valid_until=date(2026, 1, 1)),
        lambda person: replace(person, groups=("x" * 41,)),
        lambda person: replace(person, groups=("a,b",)),
        lambda person: replace(person, groups=("a\u202eb",)),
        lambda person: replace(person, card="x" * 65),
        lambda person: replace(person, card="77"),
        lambda person: replace(person, notes="x" * 4001),
        lambda person: replace(person, name=""),
        lambda person: replace(person, consent=Consent(NOW, "me", "x" * 201)),
    ],
)
def test_what_cannot_be_is_refused_and_nothing_changes(
    people: PeopleRepository, edit: Callable[[Person], Person]
) -> None:
    people.change(2, lambda person: replace(person, card="77"))
    before = people.get(1)
    with pytest.raises(StorageError) as caught:
        people.change(1, edit)
    assert caught.value.hint
    assert people.get(1) == before
    people.change(2, lambda person: replace(person, card="77"))  # one's own card is no other's


def test_nobody_can_be_changed_who_is_not_there(people: PeopleRepository) -> None:
    for call in (lambda: people.change(7, lambda person: person), lambda: people.remove_template(7, 1)):
        with pytest.raises(UnknownPersonError):
            call()


@pytest.mark.parametrize(
    "damage",
    ["valid_from = 'soon'", "valid_until = 7", "suspended = NULL", "consent_at = 'x'"],
)
def test_a_damaged_entry_is_told(people: PeopleRepository, db: Database, damage: str) -> None:
    db.execute("PRAGMA ignore_check_constraints = ON")
    if "NULL" in damage:
        with pytest.raises(Exception, match="NOT NULL"):
            db.execute(f"UPDATE people SET {damage} WHERE id = 1")
        return
    db.execute(f"UPDATE people SET {damage} WHERE id = 1")
    db.conn.commit()
    with pytest.raises(StorageError, match="person 1 is unreadable"):
        people.get(1)


def test_last_seen_is_the_latest_event_that_names_the_person(people: PeopleRepository, db: Database) -> None:
    events = EventsRepository(db)
    assert people.get(1).last_seen_at is None
    granted = replace(NOT_NOW, outcome=Outcome.GRANTED, reason=Reason.MATCHED)
    for minutes, event in ((5, granted), (9, NOT_NOW), (2, granted)):
        events.add(replace(event, occurred_at=NOW + timedelta(minutes=minutes)))
    events.add(replace(NOT_NOW, reason=Reason.UNKNOWN, person_id=None, occurred_at=NOW + timedelta(minutes=30)))
    assert people.get(1).last_seen_at == NOW + timedelta(minutes=9)
    assert people.get(2).last_seen_at is None


def test_a_removal_erases_every_detail(
    people: PeopleRepository, db: Database, db_path: Path, files_hold: FilesHold
) -> None:
    words = [b"Wintergarden", b"8675309-41", b"allergic to bees", b"Form-Zebra", b"Registrar Q"]
    people.change(
        1,
        lambda person: replace(
            person,
            groups=("Wintergarden",),
            card="8675309-41",
            notes="allergic to bees",
            consent=Consent(NOW, "Registrar Q", "Form-Zebra"),
        ),
    )
    assert all(files_hold(db_path.parent, *words))
    people.remove(1)
    assert not any(files_hold(db_path.parent, *words))
    assert [person.name for person in people.list()] == ["Ben"]
    check_database(db)


def test_one_template_is_removed_without_a_trace(
    people: PeopleRepository, db_path: Path, files_hold: FilesHold
) -> None:
    first, second, third = people.templates_of(1)
    piece = second.embedding.tobytes()[:64]
    assert files_hold(db_path.parent, piece) == [True]
    assert people.remove_template(1, second.template_id or 0).templates == 2
    assert files_hold(db_path.parent, piece) == [False]
    assert [template.template_id for template in people.templates_of(1)] == [first.template_id, third.template_id]
    with pytest.raises(PersonDetailsError, match="no template 4"):
        people.remove_template(1, 4)  # it is Ben's
    with pytest.raises(PersonDetailsError, match="only template"):
        people.remove_template(2, 4)


def test_a_template_goes_with_its_crop_and_all_that_was_made_of_it(db: Database, make_templates: MakeTemplates) -> None:
    crop = FaceCrop(np.zeros((40, 40, 3), np.uint8), np.arange(10, dtype=np.float32).reshape(5, 2))
    people, crops = PeopleRepository(db), CropsRepository(db)
    one, two = make_templates(2)
    people.enrol("Ada", [replace(one, crop=crop), replace(two, crop=crop)], NOW)
    for crop_id in crops.lacking("big@1"):
        crops.add_template(crop_id, "big@1", one.embedding, NOW)
    assert people.remove_template(1, 1).templates == 2
    assert crops.count() == 1
    assert {template.source for template in people.templates_of(1)} == {two.source}


def test_the_best_crop_of_a_person(db: Database, make_templates: MakeTemplates) -> None:
    people, crops = PeopleRepository(db), CropsRepository(db)
    given = [
        replace(template, quality=quality, crop=shade and FaceCrop(np.full((9, 9, 3), shade, np.uint8), LANDMARKS))
        for template, quality, shade in zip(make_templates(4), (0.4, 0.8, 0.8, 0.9), (10, 20, 30, None), strict=True)
    ]
    people.enrol("Ada", given, NOW)
    best = crops.best_of(1)
    assert best is not None and best.image[0, 0, 0] == 20
    assert crops.best_of(2) is None


LANDMARKS = np.arange(10, dtype=np.float32).reshape(5, 2)


def test_who_may_not_enter_was_recognised_rightly_and_not_missed(people: PeopleRepository, db: Database) -> None:
    event = EventsRepository(db).add(NOT_NOW)
    assert event.event_id is not None
    labels = EventLabelsRepository(db)
    with pytest.raises(EventError, match="for another reason"):
        labels.mark(event.event_id, Label.MISSED, person_id=2, author="a", now=NOW)
    labels.mark(event.event_id, Label.RIGHT, author="a", now=NOW)
    scores = labelled_comparisons(db, TINY, "cosine")
    assert (list(scores.mated), list(scores.mated_person), len(scores.non_mated)) == ([0.8], [1], 0)


def test_a_denial_that_should_name_somebody_and_does_not_is_refused(db: Database) -> None:
    for bad in (replace(NOT_NOW, person_id=None), replace(NOT_NOW, reason=Reason.UNKNOWN)):
        with pytest.raises(ValueError, match="disagree"):
            EventsRepository(db).add(bad)


def test_a_database_from_before_details_is_taken_along(db_path: Path, make_templates: MakeTemplates) -> None:
    db_path.parent.mkdir()
    row = "VALUES ('2026-03-01T12:00:00.000000+00:00', 'cam', 1, ?, ?, ?, 0.8, 0.5, 4, 0.3, 'e', 'closed', 'cosine')"
    insert = (
        "INSERT INTO events (occurred_at, source, track_id, outcome, reason, person_id, score, threshold, frames,"
        " latency_s, encoder_id, door, similarity) " + row
    )
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrations, "STEPS", migrations.STEPS[:4])
        old = open_database(db_path)
        with writing(old):
            old.execute("INSERT INTO people (name, created_at) VALUES ('Ada', ?)", [NOW.isoformat()])
            for values in (("granted", "matched", 1), ("denied", "unknown", None), ("denied", "error", None)):
                old.execute(insert, values)
            old.execute("DELETE FROM events WHERE id = 3")
        before = [tuple(entry.values()) for entry in old.query("SELECT * FROM events")]
        old.close()
    db = open_database(db_path)
    events = EventsRepository(db)
    with_door_message = [(*values, None) for values in before]  # a column of a later step
    assert [tuple(entry.values()) for entry in db.query("SELECT * FROM events")] == with_door_message
    assert PeopleRepository(db).get(1) == Person(1, "Ada", 0, NOW, last_seen_at=NOW)
    assert events.add(NOT_NOW).event_id == 4, "a number that was given once is never given again"
    check_database(db)


def test_an_empty_database_from_before_is_taken_along(db_path: Path) -> None:
    db_path.parent.mkdir()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrations, "STEPS", migrations.STEPS[:4])
        open_database(db_path).close()
    assert EventsRepository(open_database(db_path)).add(replace(NOT_NOW, person_id=5)).event_id == 1
