"""The card's colours, light and dark; every text on its ground keeps a contrast of 4.5 to 1."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Palette:
    """One set of colours, as ``#rrggbb``."""

    ground: str  # the window
    panel: str  # the sheet that carries the text
    line: str  # hairlines around panels and quiet buttons
    text: str
    muted: str
    accent: str  # the ring, the button that is due
    on_accent: str
    soft: str  # the accent as a tint: step numbers, the button that waits
    on_soft: str
    track: str  # the part of the ring that has passed
    chip: str
    on_chip: str
    caution: str
    on_caution: str
    button: str
    on_button: str
    key: str  # a printed key
    on_key: str
    link: str
    focus: str  # the focus ring: 3 to 1 on the ground is enough for a shape
    arch: str
    floor: str
    hills: tuple[str, str, str]
    stones: tuple[str, str, str]


LIGHT = Palette(
    ground="#faf7f2",
    panel="#ffffff",
    line="#e8e1d7",
    text="#1f2439",
    muted="#5b6378",
    accent="#c24e22",
    on_accent="#ffffff",
    soft="#fdebdf",
    on_soft="#9a3a14",
    track="#f7e3d6",
    chip="#e6f0ed",
    on_chip="#285a4f",
    caution="#fff4da",
    on_caution="#6a4a00",
    button="#f0ebe2",
    on_button="#2a2f45",
    key="#ffffff",
    on_key="#565d72",
    link="#2a5f53",
    focus="#2f66d8",
    arch="#e9f0ee",
    floor="#e0dcd3",
    hills=("#d9e7e2", "#c4dad3", "#adccc2"),
    stones=("#8b95a5", "#a3abb8", "#bcc2cb"),
)

DARK = Palette(
    ground="#1b202a",
    panel="#242b38",
    line="#343e4e",
    text="#f1f3f8",
    muted="#a8b1c2",
    accent="#ff8f66",
    on_accent="#2b1206",
    soft="#3d302d",
    on_soft="#ffab8a",
    track="#38343a",
    chip="#24403b",
    on_chip="#a9d9cc",
    caution="#383120",
    on_caution="#f4d78c",
    button="#303949",
    on_button="#e9ecf3",
    key="#1f2530",
    on_key="#b6bfcf",
    link="#9ccfc1",
    focus="#7fb0ff",
    arch="#232c39",
    floor="#2b3341",
    hills=("#283642", "#2c414b", "#325056"),
    stones=("#5c6778", "#6d798b", "#808c9e"),
)

TEXT_PAIRS = (
    ("text", "ground"),
    ("text", "panel"),
    ("text", "arch"),
    ("muted", "ground"),
    ("muted", "panel"),
    ("muted", "arch"),
    ("on_accent", "accent"),
    ("on_soft", "soft"),
    ("on_soft", "panel"),
    ("on_chip", "chip"),
    ("on_caution", "caution"),
    ("caution", "on_caution"),
    ("on_button", "button"),
    ("on_key", "key"),
    ("on_key", "panel"),
    ("link", "ground"),
)
"""Which colour is written on which; the tests measure each pair in each palette."""

LEAST_CONTRAST = 4.5  # WCAG 2.2, 1.4.3 level AA


def palette(theme: str) -> Palette:
    """Return the palette called ``theme``: dark, or else light."""
    return DARK if theme == "dark" else LIGHT


def contrast(one: str, other: str) -> float:
    """Return the WCAG contrast ratio of two colours, 1 to 21."""
    lighter, darker = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour: str) -> float:
    """Return the relative luminance of ``#rrggbb`` (WCAG 2.2)."""
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
