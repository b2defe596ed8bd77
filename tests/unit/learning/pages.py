"""What every page of an evaluation must be."""

from __future__ import annotations

import re
from html.parser import HTMLParser

VOID = {"meta", "img", "br", "link", "hr", "input"}


class Page(HTMLParser):
    """Elements and attributes; fails where tags do not nest."""

    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.attributes: list[tuple[str, str, str]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.attributes += [(tag, name, value or "") for name, value in attrs]

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def require_whole(page: str) -> None:
    """Fail where a page needs anything but itself, runs a script, or its tags do not nest."""
    parser = Page()
    parser.feed(page)
    assert parser.open == []
    for tag, name, value in parser.attributes:
        if name in ("src", "href", "xlink:href", "data", "action", "srcset"):
            assert value.startswith(("data:image/png;base64,", "#")), (tag, name, value)
    assert {tag for tag, _, _ in parser.attributes}.isdisjoint({"script", "link", "iframe", "object"})
    assert not any(name.startswith("on") for _, name, _ in parser.attributes)
    assert "http" not in page and "<script" not in page and "@import" not in page
    assert all(target.startswith("#") for target in re.findall(r"url\((.*?)\)", page))
    ids = re.findall(r'\bid="([^"]+)"', page)
    assert len(set(ids)) == len(ids)
