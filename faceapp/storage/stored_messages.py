"""How a sentence lies in SQLite, so that it can be read in another language than the one it was stored in."""

from __future__ import annotations

import json

from faceapp.domain.messages import Message, made_of


def message_to_text(said: str) -> str | None:
    """Write what a message is made of as JSON, beside the message itself as a plain text.

    Returns:
        Template and values, messages among them likewise; None of a plain text, which says all of itself.
    """
    return json.dumps(_parts(said), ensure_ascii=True) if isinstance(said, Message) else None


def message_from_text(said: str, stored: str | None) -> str:
    """Read what `message_to_text` wrote.

    Args:
        said: The message as a plain text, as it was stored beside.
        stored: What it is made of; None where that is not on record.

    Returns:
        The message; the plain text where its parts are missing, damaged, or make another sentence.
    """
    if stored is None:
        return said
    try:
        message = _made(json.loads(stored))
    except (ValueError, TypeError, LookupError, AttributeError):
        return said  # what happened is told, if only in English
    return message if message == said else said


def _parts(message: Message) -> dict[str, object]:
    values = {
        name: _parts(value) if isinstance(value, Message) else _plain(value) for name, value in message.values.items()
    }
    return {"template": message.template, "values": values}


def _plain(value: object) -> object:
    return value if isinstance(value, bool | int | float) else str(value)


def _made(parts: dict[str, dict[str, object]]) -> Message:
    values = {
        name: _made(value) if isinstance(value, dict) else value  # JSON knows no other table than a message's
        for name, value in parts["values"].items()
    }
    return made_of(str(parts["template"]), values)
