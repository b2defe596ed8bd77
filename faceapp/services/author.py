"""Who is working at this machine."""

from __future__ import annotations

import getpass


def author() -> str:
    """The user's name, as far as the machine knows it."""
    try:
        return getpass.getuser()
    except (OSError, KeyError):
        return "unknown"
