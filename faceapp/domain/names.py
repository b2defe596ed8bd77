"""Names that people read as one and the same, though they are typed differently."""

from __future__ import annotations

import unicodedata


def folded(name: str) -> str:
    """What is left of a name when case, width, blanks and marks that nobody sees are left out of account.

    Two names that fold to the same text are told apart by no list and no greeting at a door.

    Example:
        "Anna Lee", "ANNA  LEE", the same in wide letters, and "AnnaLee" all become "annalee".
    """
    # Twice: what small letters come to may be composed in another way again.
    text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return "".join(character for character in text if unicodedata.category(character) not in _UNSEEN)


_UNSEEN = frozenset({"Zs", "Zl", "Zp", "Cc", "Cf"})
