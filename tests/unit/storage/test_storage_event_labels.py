"""What is said of events: it holds until the next, is evidence of its encoder alone, and outlives nobody's name."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import numpy as np
import pytest
from sqlite_utils import Database

from faceapp.domain.errors import EventError, StorageError, UnknownPersonError
from faceapp.domain.event_labels import EventLabel, Label
from faceapp.domain.records import AccessEvent, Outcome, Person, Reason
from faceapp.storage import migrations
from faceapp.storage.database import check_database, open_database, writing
from faceapp.storage.event_labels import EventLabelsRepository, labelled_comparisons
from faceapp.storage.events import EventsRepository
from faceapp.storage.people import NewTemplate, PeopleRepository

MakeTemplates = Callable[..., list[NewTemplate]]
FilesHold = Callable[..., list[bool]]

NOW = datetime(2026, 3, 4, 5, 6, tzinfo=UTC)
TINY, OTHER = "tiny@0123456789ab", "other@ba9876543210"
GRANT = AccessEvent(
    event_id=None,
    occurred_at=NOW,
    source="camera 0",
    track_id=3,
    outcome=Outcome.GRANTED,
    reason=Reason.MATCHED,
    person_id=1,
    score=0.875,
    threshold=0.5,
    frames=5,
    latency_s=0.25,
    encoder_id=TINY,
    similarity="cosine",
)
DENIAL = replace(GRANT, outcome=Outcome.DENIED, reason=Reason.UNKNOWN, person_id=None, score=0.375)


@pytest.fixture
def enrolled(db: Database, make_templates: MakeTemplates) -> list[Person]:
    """Ann, id 1, and Bob, id 2."""
    people = PeopleRepository(db)
    return [
        people.enrol(name, make_templates(2, seed=seed), NOW) for seed, name in enumerate(("Ann Ardee", "Bob Bray"))
    ]


def record(db: Database, *events: AccessEvent) -> list[int]:
    stored = [EventsRepository(db).add(event).event_id for event in events]
    return [event_id for event_id in stored if event_id is not None]


def labels_of(db: Database) -> dict[int, tuple[Label | None, int | None]]:
    return {key: (label.label, label.person_id) for key, label in EventLabelsRepository(db).current().items()}


@pytest.mark.usefixtures("enrolled")
def test_the_newest_label_holds_and_the_others_are_kept(db: Database) -> None:
    labels = EventLabelsRepository(db)
    first, second = record(db, GRANT, DENIAL)
    assert labels.current() == {}
    a = labels.mark(first, Label.WRONG_PERSON, author="admin", now=NOW, note="  saw\nit ")
    assert a == EventLabel(1, first, Label.WRONG_PERSON, None, "admin", NOW, "saw it")
    b = labels.mark(second, Label.MISSED, person_id=2, author="admin", now=NOW)
    assert labels.current() == {first: a, second: b}
    assert labels.current(second) == {second: b}
    c = labels.mark(first, Label.RIGHT, author="someone", now=NOW + timedelta(days=1))
    assert labels.current() == {first: c, second: b}
    d = labels.clear(first, author="someone", now=NOW + timedelta(days=2))
    assert d.label is None
    assert labels.current() == {second: b}
    assert labels.changes(first) == [a, c, d]
    assert labels.changes(99) == []


@pytest.mark.usefixtures("enrolled")
def test_what_does_not_fit_the_event_is_refused_and_changes_nothing(db: Database) -> None:
    labels = EventLabelsRepository(db)
    granted, denied = record(db, GRANT, DENIAL)
    for event_id, label, person_id, told in (
        (denied, Label.WRONG_PERSON, None, "was denied"),
        (granted, Label.MISSED, 2, "was granted"),
        (99, Label.RIGHT, None, "no event 99"),
        (-1, Label.RIGHT, None, "no event -1"),
        (2**70, Label.RIGHT, None, "no event"),
    ):
        with pytest.raises(EventError, match=told):
            labels.mark(event_id, label, person_id=person_id, author="a", now=NOW)
    with pytest.raises(UnknownPersonError, match="id 7"):
        labels.mark(denied, Label.MISSED, person_id=7, author="a", now=NOW)
    for label, person_id in ((Label.MISSED, None), (Label.WRONG_PERSON, 2), (Label.RIGHT, 1)):
        with pytest.raises(ValueError, match="with the person"):
            labels.mark(denied, label, person_id=person_id, author="a", now=NOW)
    with pytest.raises(ValueError, match="time zone"):
        labels.mark(granted, Label.RIGHT, author="a", now=datetime(2026, 3, 1))
    assert (labels.changes(granted), labels.changes(denied)) == ([], [])
    assert not db.conn.in_transaction


def test_what_is_not_marked_cannot_be_taken_back(db: Database) -> None:
    labels = EventLabelsRepository(db)
    (event_id,) = record(db, DENIAL)
    for _ in range(2):
        with pytest.raises(EventError, match="is not marked"):
            labels.clear(event_id, author="a", now=NOW)
        labels.mark(event_id, Label.RIGHT, author="a", now=NOW)
        labels.clear(event_id, author="a", now=NOW)
    with pytest.raises(EventError, match="no event 5"):
        labels.clear(5, author="a", now=NOW)


@pytest.mark.usefixtures("enrolled")
def test_marking_touches_no_template(db: Database) -> None:
    before = PeopleRepository(db).templates(TINY)
    granted, denied = record(db, GRANT, DENIAL)
    labels = EventLabelsRepository(db)
    labels.mark(granted, Label.WRONG_PERSON, author="a", now=NOW)
    labels.mark(denied, Label.MISSED, person_id=1, author="a", now=NOW)
    after = PeopleRepository(db).templates(TINY)
    assert [template.template_id for template in after] == [template.template_id for template in before]
    for one, other in zip(before, after, strict=True):
        np.testing.assert_array_equal(one.embedding, other.embedding)


@pytest.mark.usefixtures("enrolled")
def test_labelled_scores_are_of_one_encoder_and_similarity(db: Database) -> None:
    labels = EventLabelsRepository(db)
    events = record(
        db,
        replace(GRANT, score=0.61),
        replace(GRANT, score=0.62, person_id=2),
        replace(DENIAL, score=0.43),
        replace(GRANT, score=0.64),  # said nothing of
        replace(GRANT, score=0.65),  # taken back
        replace(GRANT, score=0.66, encoder_id=OTHER),
        replace(GRANT, score=0.67, similarity="scorer@1"),
        replace(GRANT, score=0.68, similarity=None),  # from before it was recorded
        replace(DENIAL, score=None, reason=Reason.UNUSABLE),
        replace(DENIAL, score=0.2),  # a stranger, rightly
        replace(GRANT, score=0.7, person_id=9),  # somebody who is gone
    )
    said: list[tuple[Label, int | None]] = [
        (Label.WRONG_PERSON, None),
        (Label.RIGHT, None),
        (Label.MISSED, 2),
        (Label.RIGHT, None),
        (Label.WRONG_PERSON, None),
        (Label.WRONG_PERSON, None),
        (Label.RIGHT, None),
        (Label.WRONG_PERSON, None),
        (Label.MISSED, 1),
        (Label.RIGHT, None),
        (Label.WRONG_PERSON, None),
    ]
    for event_id, (label, person_id) in zip(events, said, strict=True):
        if event_id != events[3]:
            labels.mark(event_id, label, person_id=person_id, author="a", now=NOW)
    labels.clear(events[4], author="a", now=NOW)
    found = labelled_comparisons(db, TINY, "cosine")
    assert found.non_mated.tolist() == [0.61]
    assert found.non_mated_person.tolist() == [1]
    assert found.mated.tolist() == [0.62, 0.43]
    assert found.mated_person.tolist() == [2, 2]
    assert found.missed.tolist() == [False, True]
    assert labelled_comparisons(db, TINY, "scorer@1").mated.tolist() == [0.67]
    # Nobody has a template of the other encoder, so its scores can be held against nobody.
    assert labelled_comparisons(db, OTHER, "cosine").non_mated.tolist() == []
    labels.mark(events[0], Label.RIGHT, author="a", now=NOW)  # on second thoughts
    again = labelled_comparisons(db, TINY, "cosine")
    assert (again.non_mated.tolist(), again.mated.tolist()) == ([], [0.61, 0.62, 0.43])


def test_nothing_said_is_no_score(db: Database) -> None:
    found = labelled_comparisons(db, TINY, "cosine")
    assert [len(part) for part in (found.non_mated, found.non_mated_person, found.mated, found.missed)] == [0, 0, 0, 0]
    assert (found.non_mated.dtype, found.mated_person.dtype, found.missed.dtype) == (np.float64, np.int64, np.bool_)


def test_a_removed_person_leaves_labels_with_numbers_alone(
    db: Database, db_path: Path, enrolled: list[Person], files_hold: FilesHold
) -> None:
    labels = EventLabelsRepository(db)
    granted, denied, of_ann, taken_back = record(db, replace(GRANT, person_id=2), DENIAL, GRANT, DENIAL)
    labels.mark(granted, Label.WRONG_PERSON, author="a", now=NOW, note="Robert looked surprised")
    labels.mark(denied, Label.MISSED, person_id=2, author="a", now=NOW, note="Bobby wore a hat")
    labels.mark(taken_back, Label.MISSED, person_id=2, author="a", now=NOW)
    labels.clear(taken_back, author="a", now=NOW, note="not Bobby after all")
    labels.mark(of_ann, Label.WRONG_PERSON, author="a", now=NOW, note="it was BOB  BRAY")
    labels.mark(of_ann, Label.WRONG_PERSON, author="a", now=NOW, note="unlike bob brayton")
    traces = [b"Robert", b"wore a hat", b"Bobby after", b"BOB BRAY"]
    assert all(files_hold(db_path.parent, *traces))
    PeopleRepository(db).remove(enrolled[1].person_id)
    assert not any(files_hold(db_path.parent, *traces))
    assert labels_of(db) == {
        granted: (Label.WRONG_PERSON, None),
        denied: (Label.MISSED, 2),
        of_ann: (Label.WRONG_PERSON, None),
    }
    assert [label.note for label in labels.changes(of_ann)] == ["", "unlike bob brayton"]
    assert labelled_comparisons(db, TINY, "cosine").non_mated_person.tolist() == [1]
    check_database(db)


def test_a_damaged_label_is_named(db: Database) -> None:
    labels = EventLabelsRepository(db)
    (event_id,) = record(db, DENIAL)
    labels.mark(event_id, Label.RIGHT, author="a", now=NOW)
    db.execute("UPDATE event_labels SET created_at = 'yesterday'")
    with pytest.raises(StorageError, match="label 1"):
        labels.current()


def test_a_full_disk_marks_nothing_and_says_so(db: Database) -> None:
    (event_id,) = record(db, DENIAL)
    pages = db.execute("PRAGMA page_count").fetchall()[0][0]
    db.execute(f"PRAGMA max_page_count = {pages}").fetchall()
    with pytest.raises(StorageError, match="disk is full"):
        EventLabelsRepository(db).mark(event_id, Label.RIGHT, author="a", now=NOW, note="n" * 5000)
    assert labels_of(db) == {}


def test_events_from_before_labels_keep_everything(db_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(migrations, "STEPS", migrations.STEPS[:3])
        old = open_database(db_path)
        with writing(old):
            for outcome, reason, person_id in (("granted", "matched", 1), ("denied", "unknown", None)):
                old.execute(
                    "INSERT INTO events (occurred_at, source, track_id, outcome, reason, person_id, score, threshold,"
                    " frames, latency_s, encoder_id, door) VALUES (?, 'camera 0', 3, ?, ?, ?, 0.875, 0.5, 5, 0.25, ?,"
                    " 'closed')",
                    [NOW.isoformat(), outcome, reason, person_id, TINY],
                )
        assert not old.table("event_labels").exists()
        old.close()
    db = open_database(db_path)
    assert EventsRepository(db).recent() == [
        replace(DENIAL, event_id=2, score=0.875, similarity=None),
        replace(GRANT, event_id=1, similarity=None),
    ]
    labels = EventLabelsRepository(db)
    labels.mark(1, Label.RIGHT, author="a", now=NOW)
    assert labels_of(db) == {1: (Label.RIGHT, None)}
    check_database(db)


def granted(db: Database, since: datetime) -> list[tuple[float, int, str, float, float]]:
    found = EventsRepository(db).granted_scores(TINY, "cosine", since)
    columns = (
        found.seconds.tolist(),
        found.person.tolist(),
        found.camera,
        found.score.tolist(),
        found.threshold.tolist(),
    )
    return list(zip(*columns, strict=True))


@pytest.mark.usefixtures("enrolled")
def test_granted_scores_are_those_that_count(db: Database, make_templates: MakeTemplates) -> None:
    day = timedelta(days=1)
    kept = replace(GRANT, occurred_at=NOW + 3 * day, score=0.7, source="side door", threshold=0.4)
    events = record(
        db,
        replace(GRANT, occurred_at=NOW + 2 * day, score=0.6),
        kept,
        replace(kept, occurred_at=NOW - day),  # before the newest template
        replace(kept, encoder_id=OTHER),
        replace(kept, similarity=None),
        replace(kept, similarity="scorer@1"),
        replace(kept, person_id=9),  # not enrolled
        replace(DENIAL, occurred_at=NOW + 3 * day),
        replace(kept, score=0.8),  # marked as wrong
        replace(kept, score=0.9, person_id=2),  # marked as right
    )
    labels = EventLabelsRepository(db)
    labels.mark(events[8], Label.WRONG_PERSON, author="a", now=NOW)
    labels.mark(events[9], Label.WRONG_PERSON, author="a", now=NOW)
    labels.mark(events[9], Label.RIGHT, author="a", now=NOW)
    second = (NOW + 2 * day).timestamp()
    third = (NOW + 3 * day).timestamp()
    assert granted(db, NOW) == [
        (second, 1, "camera 0", 0.6, 0.5),
        (third, 1, "side door", 0.7, 0.4),
        (third, 2, "side door", 0.9, 0.4),
    ]
    # The same instant, told in another time zone.
    later = (NOW + 3 * day).astimezone(timezone(timedelta(hours=-7)))
    assert [row[3] for row in granted(db, later)] == [0.7, 0.9]
    # Enrolled again: what was before says nothing of the new template.
    PeopleRepository(db).add_templates(1, make_templates(1, seed=5), NOW + 3 * day)
    assert [row[3] for row in granted(db, NOW)] == [0.7, 0.9]
    PeopleRepository(db).add_templates(2, make_templates(1, seed=6, encoder_id=OTHER), NOW + 5 * day)
    assert [row[3] for row in granted(db, NOW)] == [0.7, 0.9]


@pytest.mark.usefixtures("enrolled")
def test_grants_that_cannot_be_read_are_damage(db: Database) -> None:
    assert granted(db, NOW) == []
    record(db, GRANT)
    db.execute("UPDATE events SET occurred_at = '2027-99-99'")
    with pytest.raises(StorageError, match="event 1"):
        granted(db, NOW)
