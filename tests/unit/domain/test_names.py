"""Names that read the same."""

import pytest

from faceapp.domain.names import folded

# As keyboards for Chinese and Japanese type it: the wide forms of all that is printable, and their own blank.
WIDE = "".join("\u3000" if letter == " " else chr(ord(letter) + 0xFEE0) for letter in "Anna Lee")


@pytest.mark.parametrize(
    "other",
    [
        "anna lee",
        "ANNA LEE",
        "Anna  Lee",
        " Anna Lee ",
        "AnnaLee",
        WIDE,
        "Anna\u00a0Lee",
        "An\u200bna Lee",
    ],
)
def test_names_that_read_the_same(other: str) -> None:
    assert folded(other) == folded("Anna Lee") == "annalee"


@pytest.mark.parametrize(
    ("one", "other"),
    [("Straße", "STRASSE"), ("Zoe\u0308", "Zoë"), ("İ", "i\u0307"), ("李 明", "李明"), ("ﬁona", "Fiona")],
)
def test_letters_with_several_forms(one: str, other: str) -> None:
    assert folded(one) == folded(other)


@pytest.mark.parametrize("other", ["Ana Lee", "Anna Léé", "Lee Anna", "Anna-Lee", "Anna Lee 2", "李"])
def test_names_that_can_be_told_apart(other: str) -> None:
    assert folded(other) != folded("Anna Lee")


def test_folding_twice_changes_nothing() -> None:
    for name in ("Straße", "ΐ", "ﬃ", "Ａnna", "ſ", "ͅ", "ẞ", "㎏"):
        assert folded(folded(name)) == folded(name)
