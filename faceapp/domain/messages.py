"""Sentences that say what they are made of, so that a window can say them in another language."""

from __future__ import annotations

from collections.abc import Callable


class Message(str):
    """An English sentence made of a template and values; itself a plain text everywhere else.

    Whoever shows it in another language looks up the template and fills in the values again.

    Args:
        template: English, with `{name}` for each value, and a format where it needs one.
        values: What goes in, as it is and not as a text: a window writes numbers, days and moments in its own way, and
            translates a `Message` among them.

    Attributes:
        template: As given.
        values: As given.

    Example:
        `Message("{count} of {all} agree.", count=3, all=4)` is "3 of 4 agree.".
    """

    template: str
    values: dict[str, object]

    def __new__(cls, template: str, /, **values: object) -> Message:
        """Fill in the values."""
        message = super().__new__(cls, template.format(**values))
        message.template = template
        message.values = values
        return message

    def __reduce__(self) -> tuple[object, ...]:
        """Copy and pickle it with what it is made of."""
        return made_of, (self.template, self.values)


def joined(first: Message, *others: Message) -> Message:
    """Sentences one after the other, as one message."""
    said = first
    for other in others:
        said = Message("{said} {more}", said=said, more=other)
    return said


def made_of(template: str, values: dict[str, object]) -> Message:
    """A message of which the template was kept, rather than written here."""
    return Message(template, **values)


def with_values(message: Message, change: Callable[[object], object]) -> Message:
    """The same sentence of other values; those of sentences within it are changed, too."""
    values = {
        name: with_values(value, change) if isinstance(value, Message) else change(value)
        for name, value in message.values.items()
    }
    return Message(message.template, **values)
