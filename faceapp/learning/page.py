"""A page that needs no other file and no network, readable in light and dark."""

from __future__ import annotations

import os
from collections.abc import Sequence
from html import escape
from pathlib import Path

from faceapp.domain.errors import DatasetError
from faceapp.learning.checkpoints import write_atomically

_STYLE = """
:root { color-scheme: light dark; --ground: #ffffff; --ink: #1b1f24; --soft: #5b6570; --line: #d5dae0; }
@media (prefers-color-scheme: dark) {
  :root { --ground: #15181c; --ink: #e6e9ed; --soft: #9aa5b1; --line: #363d46; }
}
body { margin: 2rem auto; max-width: 62rem; padding: 0 1rem; background: var(--ground); color: var(--ink);
  font: 16px/1.5 system-ui, sans-serif; }
h1 { font-size: 1.5rem; } h2 { font-size: 1.15rem; margin-top: 2.2rem; }
p.note { color: var(--soft); max-width: 46rem; }
table { border-collapse: collapse; font-variant-numeric: tabular-nums; }
th, td { padding: .25rem .9rem .25rem 0; border-bottom: 1px solid var(--line); text-align: left; }
td.soft { color: var(--soft); }
svg { max-width: 100%; height: auto; color: var(--ink); }
.pairs { display: grid; grid-template-columns: repeat(auto-fill, minmax(13.5rem, 1fr)); gap: 1rem; }
figure { margin: 0; } figure img { width: 6.3rem; height: 6.3rem; margin-right: .3rem; }
.rows figure { margin-bottom: 1rem; } .rows img { width: 4.6rem; height: 4.6rem; padding: 3px; }
.rows img.right { outline: 3px solid #2ca02c; outline-offset: -3px; }
.rows img.wrong { outline: 3px dashed #e07b00; outline-offset: -3px; }
figcaption { font-size: .85rem; overflow-wrap: anywhere; } figcaption span { color: var(--soft); }
"""


def require_place(path: Path | None) -> None:
    """See that a page can be written, before what it is to tell is worked out for an hour.

    Raises:
        DatasetError: Its folder is absent or closed to us, or it is a folder itself.
    """
    if path is None:
        return
    if path.is_dir() or not path.parent.is_dir() or not os.access(path.parent, os.W_OK):
        raise DatasetError(
            f"The page '{path}' cannot be written: "
            + ("it is a folder." if path.is_dir() else f"'{path.parent}' is no folder that you may write to."),
            hint="Name a file in a folder that is there.",
        )


def write_page(path: Path, title: str, parts: Sequence[str]) -> None:
    """Write a page.

    Args:
        path: The HTML file; replaced when it exists.
        title: Plain text.
        parts: The body's elements, as HTML.

    Raises:
        DatasetError: The file cannot be written.
    """
    page = (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{escape(title)}</title>\n<style>{_STYLE}</style>\n</head>\n<body>\n"
        + "\n".join(parts)
        + "\n</body>\n</html>\n"
    )
    write_atomically(path, lambda stream: stream.write(page.encode()))


def table(rows: Sequence[tuple[str, str, str]]) -> str:
    """A table of what, how much, and more: plain text in three columns."""
    lines = (
        f'<tr><th scope="row">{escape(name)}</th><td>{escape(value)}</td><td class="soft">{escape(more)}</td></tr>'
        for name, value, more in rows
    )
    return "<table>" + "".join(lines) + "</table>"
