"""Takes people who are removed out of what administrators wrote about events."""

from __future__ import annotations

import re
import unicodedata

from sqlite_utils import Database


def forget_notes_about(db: Database, person_id: int, name: str) -> None:
    """Empty every note on an event of a person, and every other note that holds the name as a word.

    Part of the transaction that removes the person. What the label says stays: it holds numbers alone. A name that was
    given up before, or half a name, is not recognised in a note on somebody else's event.

    Args:
        db: A connection with an open transaction.
        person_id: Who is removed.
        name: As stored.
    """
    word = re.compile(rf"(?<!\w){re.escape(_folded(name))}(?!\w)")
    about = (
        "person_id = :person OR event_id IN"
        " (SELECT id FROM events WHERE person_id = :person"
        " UNION SELECT event_id FROM event_labels WHERE person_id = :person)"
    )
    notes = db.execute(f"SELECT id, note, {about} FROM event_labels WHERE note <> ''", {"person": person_id}).fetchall()
    for label_id, note, is_about in notes:
        if is_about or word.search(_folded(note)):
            db.execute("UPDATE event_labels SET note = '' WHERE id = ?", [label_id])


def _folded(text: str) -> str:
    return " ".join(unicodedata.normalize("NFC", text).casefold().split())
