"""Where a screen of administration lies in the window: no wider than is easy to read, its title always at one place."""

from __future__ import annotations

from PySide6.QtCore import QMargins

WIDTH_AT_MOST_PX = 1500  # longer lines are hard to follow
_ROOMY_PX = 640


def page_margins(width_px: int) -> QMargins:
    """The margins around the content of a screen that is so wide; with them it is in the middle."""
    beside = max(0, (width_px - WIDTH_AT_MOST_PX) // 2)
    roomy = width_px >= _ROOMY_PX
    return QMargins(beside + (24 if roomy else 14), 18 if roomy else 10, beside + 16, 10)
