"""The drawing of the icon as plain shapes in pixels; Pillow and the SVG writer both draw from it.

Hosts do not tell the colour of their panel. So the three main colours are of a middle luminance, at
least 3:1 against a light panel and a dark one, and far from grey, so that a middling panel leaves
the hue. (A light or dark rim round each stroke was tried: at 16 pixels it makes the picture dirty.)
In small pictures the straight edges lie on pixel borders: a soft edge costs more there than a
proportion that is slightly wrong.
"""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING, assert_never

from posture_break.ui.icon import STEPS, Look, Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

Colour = tuple[int, int, int, int]  # red, green, blue, alpha
Point = tuple[float, float]

TEAL: Colour = (0x0E, 0x93, 0x84, 255)  # all is well: waiting
CORAL: Colour = (0xDB, 0x5A, 0x26, 255)  # a break: open, or owed
VIOLET: Colour = (0x74, 0x77, 0xD8, 255)  # at rest: paused, off hours, away, idle
WHITE: Colour = (255, 255, 255, 255)
TRACK: Colour = (0x80, 0x86, 0x8C, 180)  # the part of the ring that has gone


@dataclass(frozen=True, slots=True)
class Disc:
    """A filled circle."""

    centre: Point
    radius: float
    colour: Colour


@dataclass(frozen=True, slots=True)
class Arc:
    """A part of a ring; degrees run clockwise from twelve o'clock, the width goes inwards."""

    centre: Point
    radius: float
    width: float
    start: float
    end: float
    colour: Colour
    round_ends: bool = False


@dataclass(frozen=True, slots=True)
class Line:
    """A stroke through points, with round or straight ends."""

    points: tuple[Point, ...]
    width: float
    colour: Colour
    round_ends: bool = True


@dataclass(frozen=True, slots=True)
class Area:
    """A filled outline."""

    points: tuple[Point, ...]
    colour: Colour


Mark = Disc | Arc | Line | Area


@dataclass(frozen=True, slots=True)
class Frame:
    """The measures that all shapes of one size share, in pixels."""

    size: int

    @property
    def centre(self) -> Point:
        """The middle of the picture."""
        return (self.size / 2, self.size / 2)

    @property
    def radius(self) -> float:
        """The outer radius of ring and badge; it ends on a pixel border."""
        return self.size / 2 - round(self.size / 24 - 0.2)

    @property
    def stroke(self) -> float:
        """The width of the ring: whole pixels."""
        return max(2, round(self.size * 0.125))

    @property
    def outline(self) -> float:
        """The width of a ring round a sign: whole pixels, and enough to be scaled down a little."""
        return max(2, round(self.size * 0.09))

    @property
    def fine(self) -> float:
        """The width of the ring's empty part: whole pixels."""
        return max(1, round(self.size * 0.07))


def marks(look: Look, size: int) -> tuple[Mark, ...]:
    """Return the shapes of this picture at ``size`` pixels, lowest first."""
    return tuple(_marks(look, Frame(size)))


def _marks(look: Look, frame: Frame) -> Iterator[Mark]:
    match look.shape:
        case Shape.RING:
            return _ring(frame, look.step)
        case Shape.BADGE:
            return _badge(frame)
        case Shape.BARS:
            return _bars(frame)
        case Shape.HELD:
            return _held(frame)
        case Shape.MOON:
            return _moon(frame)
        case Shape.DASHES:
            return _dashes(frame)
        case Shape.DOT:
            return _dot(frame)
        case Shape.LOGO:
            return _logo(frame)
        case unknown:
            assert_never(unknown)


def main_colour(shape: Shape) -> Colour:
    """Return the colour that has to stand out from the panel."""
    match shape:
        case Shape.RING | Shape.LOGO:
            return TEAL
        case Shape.BADGE | Shape.HELD:
            return CORAL
        case Shape.BARS | Shape.MOON | Shape.DASHES | Shape.DOT:
            return VIOLET
        case unknown:
            assert_never(unknown)


def _circle(frame: Frame, width: float, colour: Colour) -> Arc:
    return Arc(frame.centre, frame.radius, width, 0, 360, colour)


def _ring(frame: Frame, step: int) -> Iterator[Mark]:
    """Draw the ring: what is left runs from the hand of this clock round to twelve."""
    if step < STEPS:
        inset = (frame.stroke - frame.fine) / 2
        yield Arc(frame.centre, frame.radius - inset, frame.fine, 0, 360, TRACK)
    if step:
        yield Arc(frame.centre, frame.radius, frame.stroke, 360 * (1 - step / STEPS), 360, TEAL)
    if frame.size >= 22:
        yield from sitting(frame, TEAL)


def sitting(frame: Frame, colour: Colour) -> Iterator[Mark]:
    """Draw somebody who sits upright, from the side; the picture's size is 32 units."""
    unit = frame.size / 32
    x, y = frame.centre
    width = max(2, round(2.4 * unit))

    def at(right: float, down: float) -> Point:
        return (x + right * unit, y + down * unit)

    yield Disc(at(-1.7, -5.4), 2.6 * unit, colour)
    yield Line((at(-2.2, -0.4), at(-2.2, 3)), width * 1.3, colour)
    yield Line((at(-2.2, 3.3), at(2.8, 3.3), at(2.8, 7.4)), width, colour)
    if frame.size >= 32:
        yield Line((at(2.8, 7.4), at(4.4, 7.4)), width, colour)


def _badge(frame: Frame) -> Iterator[Mark]:
    yield Disc(frame.centre, frame.size / 2, CORAL)
    yield from stretching(frame.centre, frame.size, WHITE)


def stretching(centre: Point, size: float, colour: Colour) -> Iterator[Mark]:
    """Draw somebody who stands and reaches up with both arms, for a disc of ``size``."""
    unit = size / 16
    width = 1.8 * unit
    x, y = centre

    def at(right: float, down: float) -> Point:
        return (x + right * unit, y + down * unit)

    yield Disc(at(0, -3.6), 1.75 * unit, colour)
    yield Line((at(-4.2, -3.8), at(-1.2, -0.1), at(1.2, -0.1), at(4.2, -3.8)), width, colour)
    yield Line((at(0, 0.3), at(0, 2)), 3 * unit, colour)
    yield Line((at(-1.8, 5.4), at(-0.6, 2.2)), width, colour)
    yield Line((at(1.8, 5.4), at(0.6, 2.2)), width, colour)


def _bars(frame: Frame) -> Iterator[Mark]:
    yield _circle(frame, frame.outline, VIOLET)
    width = max(2, round(frame.size * 0.13))
    half = round(frame.size * 0.2)
    gap = max(1, round(frame.size * 0.07))
    x, y = frame.centre
    for side in (-1, 1):
        bar = x + side * (gap + width / 2)
        yield Line(((bar, y - half), (bar, y + half)), width, VIOLET, round_ends=False)


def _held(frame: Frame) -> Iterator[Mark]:
    yield _circle(frame, frame.stroke, CORAL)
    half = round(frame.size * 0.22)
    x, y = frame.centre
    width = 2 * max(2, round(frame.size * 0.08))  # even, so that it covers whole rows of pixels
    yield Line(((x - half, y), (x + half, y)), width, CORAL, round_ends=False)


def _moon(frame: Frame) -> Iterator[Mark]:
    """Draw a crescent: a disc, out of which a smaller one is bitten from the upper right."""
    x, y = frame.centre
    radius, bite = frame.radius, frame.radius * 0.86
    towards = math.radians(-38)
    apart = radius * 0.53
    # the two circles meet at this angle on either side of the line between their centres
    outer = math.acos((apart**2 + radius**2 - bite**2) / (2 * apart * radius))
    inner = math.acos((apart**2 + bite**2 - radius**2) / (2 * apart * bite))
    bx, by = x + apart * math.cos(towards), y + apart * math.sin(towards)
    rim = _sweep((x, y), radius, towards + outer, towards + math.tau - outer)
    hollow = _sweep((bx, by), bite, towards + math.pi + inner, towards + math.pi - inner)
    yield Area((*rim, *hollow), VIOLET)


def _sweep(centre: Point, radius: float, start: float, end: float) -> Iterator[Point]:
    """Walk along a circle in 48 steps; radians, clockwise from three o'clock."""
    for index in range(49):
        angle = start + (end - start) * index / 48
        yield (centre[0] + radius * math.cos(angle), centre[1] + radius * math.sin(angle))


def _dashes(frame: Frame) -> Iterator[Mark]:
    count = 8 if frame.size >= 22 else 6
    for index in range(count):
        middle = 360 / count * (index + 0.5)
        half = 360 / count * 0.3
        yield Arc(frame.centre, frame.radius, frame.stroke, middle - half, middle + half, VIOLET)


def _dot(frame: Frame) -> Iterator[Mark]:
    yield _circle(frame, frame.outline, VIOLET)
    yield Disc(frame.centre, frame.size * 0.18, VIOLET)


def _logo(frame: Frame) -> Iterator[Mark]:
    yield Disc(frame.centre, frame.size / 2, TEAL)
    if frame.size < 48:
        yield from stretching(frame.centre, frame.size, WHITE)
        return
    ring = frame.size * 0.43
    yield Arc(frame.centre, ring, frame.size * 0.055, 75, 360, WHITE, round_ends=True)
    yield from stretching(
        (frame.centre[0], frame.centre[1] + frame.size * 0.01), frame.size * 0.76, WHITE
    )
