"""The database's shape, as named steps; each commits together with the record that it was taken.

A step that has been released is never changed: a new one is added at the end.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from sqlite_utils import Database, Migrations

from faceapp.domain.errors import StorageError
from faceapp.domain.messages import Message

# AUTOINCREMENT: an id is never used again, so that an event's person_id means one person for ever. For the same
# reason events refer to people by number only: they outlive them.
_FIRST_TABLES = (
    """
    CREATE TABLE people (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        name TEXT NOT NULL,
        created_at TEXT NOT NULL
    )
    """,
    """
    CREATE TABLE templates (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
        encoder_id TEXT NOT NULL,
        embedding_size INTEGER NOT NULL CHECK (embedding_size > 0),
        embedding BLOB NOT NULL CHECK (length(embedding) = 4 * embedding_size),
        quality REAL NOT NULL CHECK (quality BETWEEN 0 AND 1),
        source TEXT NOT NULL,
        created_at TEXT NOT NULL
    )
    """,
    "CREATE INDEX templates_by_person ON templates (person_id)",
    "CREATE INDEX templates_by_encoder ON templates (encoder_id)",
    """
    CREATE TABLE events (
        id INTEGER PRIMARY KEY AUTOINCREMENT,
        occurred_at TEXT NOT NULL,
        source TEXT NOT NULL,
        track_id INTEGER NOT NULL,
        outcome TEXT NOT NULL CHECK (outcome IN ('granted', 'denied')),
        reason TEXT NOT NULL,
        person_id INTEGER,
        score REAL,
        threshold REAL NOT NULL,
        frames INTEGER NOT NULL,
        latency_s REAL NOT NULL,
        encoder_id TEXT NOT NULL,
        door TEXT NOT NULL,
        CHECK ((outcome = 'granted') = (reason = 'matched')),
        CHECK ((outcome = 'granted') = (person_id IS NOT NULL)),
        CHECK (outcome = 'denied' OR score IS NOT NULL)
    )
    """,
    "CREATE TABLE settings (key TEXT PRIMARY KEY NOT NULL, value TEXT NOT NULL)",
    # One row for each removal whose traces are not yet known to be gone from the files; see erasure.py.
    "CREATE TABLE erasures (id INTEGER PRIMARY KEY AUTOINCREMENT)",
)


def create_first_tables(db: Database) -> None:
    """People, templates, events, settings."""
    for statement in _FIRST_TABLES:
        db.execute(statement)


def keep_crops(db: Database) -> None:
    """Face crops that other encoders can embed; templates know the crop that they were made from, if it is kept."""
    db.execute(
        """
        CREATE TABLE crops (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
            picture BLOB NOT NULL,
            landmarks BLOB NOT NULL CHECK (length(landmarks) = 40)
        )
        """
    )
    db.execute("CREATE INDEX crops_by_person ON crops (person_id)")
    db.execute("ALTER TABLE templates ADD COLUMN crop_id INTEGER REFERENCES crops (id) ON DELETE SET NULL")
    db.execute("CREATE INDEX templates_by_crop ON templates (crop_id)")


def keep_operating_points(db: Database) -> None:
    """The thresholds that were put in force, each with its claim and evidence."""
    db.execute(
        """
        CREATE TABLE operating_points (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            encoder_id TEXT NOT NULL,
            similarity TEXT NOT NULL,
            target_fmr REAL NOT NULL,
            threshold REAL CHECK (threshold BETWEEN -1 AND 1),
            fmr REAL,
            fmr_upper REAL,
            fnmr REAL,
            fnmr_upper REAL,
            fpir REAL,
            fpir_upper REAL,
            gallery_size INTEGER NOT NULL,
            templates INTEGER NOT NULL,
            mated INTEGER NOT NULL,
            non_mated INTEGER NOT NULL,
            people INTEGER NOT NULL,
            source TEXT NOT NULL,
            extrapolated INTEGER NOT NULL CHECK (extrapolated IN (0, 1)),
            author TEXT NOT NULL,
            created_at TEXT NOT NULL,
            note TEXT NOT NULL,
            target_days REAL,
            attempts_per_day REAL,
            CHECK (threshold IS NULL OR (fmr IS NOT NULL AND fmr_upper IS NOT NULL))
        )
        """
    )


def label_events(db: Database) -> None:
    """What administrators say of events; and which similarity made an event's score, unknown of those so far."""
    db.execute("ALTER TABLE events ADD COLUMN similarity TEXT")
    # By number alone, as events know people: were it a reference, no later step could build the events anew.
    db.execute(
        """
        CREATE TABLE event_labels (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            event_id INTEGER NOT NULL,
            label TEXT CHECK (label IN ('wrong_person', 'missed', 'right')),
            person_id INTEGER,
            author TEXT NOT NULL,
            created_at TEXT NOT NULL,
            note TEXT NOT NULL,
            CHECK ((label IS 'missed') = (person_id IS NOT NULL))
        )
        """
    )
    db.execute("CREATE INDEX event_labels_by_event ON event_labels (event_id)")


def let_denials_name_people(db: Database) -> None:
    """Events that deny somebody who was recognised; the reasons are checked where events are made, not here."""
    db.execute(
        """
        CREATE TABLE new_events (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            occurred_at TEXT NOT NULL,
            source TEXT NOT NULL,
            track_id INTEGER NOT NULL,
            outcome TEXT NOT NULL CHECK (outcome IN ('granted', 'denied')),
            reason TEXT NOT NULL,
            person_id INTEGER,
            score REAL,
            threshold REAL NOT NULL,
            frames INTEGER NOT NULL,
            latency_s REAL NOT NULL,
            encoder_id TEXT NOT NULL,
            door TEXT NOT NULL,
            similarity TEXT,
            CHECK ((outcome = 'granted') = (reason = 'matched')),
            CHECK (outcome = 'denied' OR (person_id IS NOT NULL AND score IS NOT NULL))
        )
        """
    )
    columns = (
        "id, occurred_at, source, track_id, outcome, reason, person_id, score, threshold, frames, latency_s,"
        " encoder_id, door, similarity"
    )
    db.execute(f"INSERT INTO new_events ({columns}) SELECT {columns} FROM events")
    # Numbers that were given once are never given again, even if the newest events are gone.
    db.execute("DELETE FROM sqlite_sequence WHERE name = 'new_events'")
    db.execute("INSERT INTO sqlite_sequence SELECT 'new_events', seq FROM sqlite_sequence WHERE name = 'events'")
    db.execute("DROP TABLE events")
    db.execute("ALTER TABLE new_events RENAME TO events")
    db.execute("CREATE INDEX events_by_person ON events (person_id, occurred_at) WHERE person_id IS NOT NULL")


def describe_people(db: Database) -> None:
    """What an administrator knows of people: suspension, dates, groups, card, notes, consent."""
    for column in (
        "suspended INTEGER NOT NULL DEFAULT 0 CHECK (suspended IN (0, 1))",
        "valid_from TEXT",
        "valid_until TEXT",
        "card TEXT NOT NULL DEFAULT ''",
        "notes TEXT NOT NULL DEFAULT ''",
        "consent_at TEXT",
        "consent_by TEXT",
        "consent_text TEXT",
    ):
        db.execute(f"ALTER TABLE people ADD COLUMN {column}")
    db.execute("CREATE UNIQUE INDEX people_by_card ON people (card) WHERE card <> ''")
    db.execute(
        """
        CREATE TABLE person_groups (
            person_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
            name TEXT NOT NULL,
            PRIMARY KEY (person_id, name)
        ) WITHOUT ROWID
        """
    )


def guard_lookalikes(db: Database) -> None:
    """Pairs of people whom the encoder can hardly tell apart, and the PINs that do; both go with the person."""
    db.execute(
        """
        CREATE TABLE guarded_pairs (
            first_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
            second_id INTEGER NOT NULL REFERENCES people (id) ON DELETE CASCADE,
            author TEXT NOT NULL,
            created_at TEXT NOT NULL,
            PRIMARY KEY (first_id, second_id),
            CHECK (first_id < second_id)
        ) WITHOUT ROWID
        """
    )
    db.execute("CREATE INDEX guarded_pairs_by_second ON guarded_pairs (second_id)")
    db.execute(
        """
        CREATE TABLE pins (
            person_id INTEGER PRIMARY KEY REFERENCES people (id) ON DELETE CASCADE,
            hash TEXT NOT NULL,
            failures INTEGER NOT NULL DEFAULT 0 CHECK (failures >= 0),
            failed_at TEXT,
            CHECK (failures = 0 OR failed_at IS NOT NULL)
        )
        """
    )


def index_events(db: Database) -> None:
    """Ways to find events by time and reason among very many; by person there is one already."""
    db.execute("CREATE INDEX events_by_time ON events (occurred_at, reason)")
    db.execute("CREATE INDEX events_by_reason ON events (reason)")


def record_pin_changes(db: Database) -> None:
    """When the administrator's PIN was set, changed or removed, and by whom; never what it was."""
    db.execute(
        """
        CREATE TABLE admin_pin_changes (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            change TEXT NOT NULL CHECK (change IN ('set', 'changed', 'removed')),
            author TEXT NOT NULL,
            created_at TEXT NOT NULL
        )
        """
    )


def keep_door_messages(db: Database) -> None:
    """What a door's fault is made of, to be told in the reader's language; those so far stay mere texts."""
    db.execute("ALTER TABLE events ADD COLUMN door_message TEXT")


Step = Callable[[Database], None]

# Oldest first. A step's name in the database is its function's.
STEPS: tuple[Step, ...] = (
    create_first_tables,
    keep_crops,
    keep_operating_points,
    label_events,
    let_denials_name_people,
    describe_people,
    guard_lookalikes,
    index_events,
    record_pin_changes,
    keep_door_messages,
)


def migrate(db: Database, steps: Sequence[Step], path: Path) -> None:
    """Take the steps that the database lacks; the caller's transaction makes them and their records one.

    Args:
        db: A connection that holds the write lock.
        steps: The steps that this program knows, oldest first.
        path: The database's file, for the sentence.

    Raises:
        StorageError: The database holds a step that this program does not know, or is not
            faceapp's at all.
    """
    migrations = Migrations("faceapp")
    for step in steps:
        migrations()(step)
    taken = {record.name for record in migrations.applied(db)}
    if taken - {step.__name__ for step in steps}:
        raise StorageError(
            Message("The database '{path}' was made by a newer faceapp.", path=path),
            hint=Message("Update faceapp, or choose another --data-dir."),
        )
    if not taken and db.table_names():
        raise StorageError(
            Message("'{path}' is not a faceapp database.", path=path),
            hint=Message("Move it away, or choose another --data-dir."),
        )
    migrations.apply(db)
