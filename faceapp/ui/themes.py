"""The two palettes of the window: dark and light.

Granted and denied differ in words and shape as well as in colour, and the two colours (bluish
green and vermilion) stay apart for every common kind of colour blindness.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Theme:
    """The colours of the window, each as #rrggbb.

    Attributes:
        name: "dark" or "light".
        ground: Behind everything.
        surface: Of panels and fields.
        raised: Of what can be pressed, or is chosen.
        outline: Of edges and lines.
        text: What is read.
        muted: What is read second.
        faint: Signs, and what is out of use.
        accent: What is chosen, focused or going on.
        on_accent: What is read on the accent.
        granted: The colour of a grant, on the ground.
        granted_fill: The same, to read white on.
        denied: The colour of a denial or a fault, on the ground.
        denied_fill: The same, to read white on.
        warning: What wants looking after.
        warning_fill: The same, to read white on.
        demo_fill: Behind the words that this is a demonstration.
        hover: Of what can be pressed, with the pointer on it.
        accent_hover: The accent with the pointer on it.
        accent_off: The accent out of use.
        on_accent_off: What is read on that.
        denied_hover: The fill of a denial with the pointer on it.
        denied_wash: A breath of the colour of a fault, behind its words.
        granted_wash: A breath of the colour of a grant, behind its words.
    """

    name: str
    ground: str
    surface: str
    raised: str
    outline: str
    text: str
    muted: str
    faint: str
    accent: str
    on_accent: str
    granted: str
    granted_fill: str
    denied: str
    denied_fill: str
    warning: str
    warning_fill: str
    demo_fill: str
    hover: str
    accent_hover: str
    accent_off: str
    on_accent_off: str
    denied_hover: str
    denied_wash: str
    granted_wash: str


DARK = Theme(
    name="dark",
    ground="#0b0f15",
    surface="#141a23",
    raised="#1c2531",
    outline="#2b3645",
    text="#f4f7fb",
    muted="#a3b0c0",
    faint="#8593a6",
    accent="#62b8f5",
    on_accent="#06121d",
    granted="#35d6a4",
    granted_fill="#0a7d5e",
    denied="#ff8f52",
    denied_fill="#b9400c",
    warning="#f5c04a",
    warning_fill="#7a5400",
    demo_fill="#3a2f6b",
    hover="#253142",
    accent_hover="#84c9fa",
    accent_off="#24405a",
    on_accent_off="#9cb2c6",
    denied_hover="#a3370a",
    denied_wash="#3a2413",
    granted_wash="#0d2b24",
)

LIGHT = Theme(
    name="light",
    ground="#f3f5f8",
    surface="#ffffff",
    raised="#e6ebf1",
    outline="#b9c4d0",
    text="#10171f",
    muted="#475566",
    faint="#5c6a7b",
    accent="#0b66b0",
    on_accent="#ffffff",
    granted="#0a6e53",
    granted_fill="#0a7d5e",
    denied="#a8390a",
    denied_fill="#b9400c",
    warning="#7d5200",
    warning_fill="#7a5400",
    demo_fill="#4a3d8f",
    hover="#d9e0e9",
    accent_hover="#09558f",
    accent_off="#c9d8e6",
    on_accent_off="#455a6d",
    denied_hover="#98340a",
    denied_wash="#fdeade",
    granted_wash="#def5ec",
)
