"""Who is working at this machine, for the record of what was changed."""

from __future__ import annotations

import getpass


def author() -> str:
    """The user's name, as far as this machine knows it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
