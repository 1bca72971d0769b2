"""What stands still behind the person: arch, floor and mat; and the shadows on the floor."""

from __future__ import annotations

from collections.abc import Sequence

from PIL import Image, ImageDraw, ImageFilter

from posture_break.figure.body import Ball
from posture_break.figure.brush import Brush
from posture_break.figure.camera import Lens
from posture_break.figure.palette import Colour, Colours, blended
from posture_break.figure.props import Piece, Slab, outline, paint_piece
from posture_break.figure.sight import Arch, Ground, Sight

_FINER = 3
_SILL = 0.022  # how thick it is, of the arch's width
# Units above the floor at which a shadow has faded, and how dark it is on the floor, of 255.
_SOFT = (80.0, 105.0)
_TIGHT = (9.0, 95.0)


def paint_stage(sight: Sight, colours: Colours) -> Image.Image:
    """Return the picture without the person: arch, floor or sill, and what lies on the floor."""
    wide, high = sight.size
    image = Image.new("RGB", (wide * _FINER, high * _FINER), colours.ground)
    draw = ImageDraw.Draw(image)
    _fill_arch(draw, sight.arch, colours.arch)
    if sight.ground:
        (x, y), (half_wide, half_high) = sight.ground.middle, sight.ground.half
        box = (x - half_wide, y - half_high, x + half_wide, y + half_high)
        draw.ellipse(tuple(each * _FINER for each in box), fill=colours.floor)
    else:
        _fill_sill(draw, sight.arch, colours.floor)
    fine = sight.lens.scaled(_FINER)
    brush = Brush(draw, fine.scale)
    for piece in sight.still:
        paint_piece(brush, fine, piece, colours)
    return image.reduce(_FINER)


def _fill_arch(draw: ImageDraw.ImageDraw, arch: Arch, fill: Colour | int) -> None:
    left, top, right, base = (
        round(each * _FINER) for each in (arch.left, arch.top, arch.right, arch.base)
    )
    draw.pieslice((left, top, right, top + right - left), 180, 360, fill=fill)
    draw.rectangle((left, round(arch.spring * _FINER), right, base), fill=fill)


def _fill_sill(draw: ImageDraw.ImageDraw, arch: Arch, fill: Colour) -> None:
    """Paint the ledge that a view of the upper body ends behind."""
    span = arch.right - arch.left
    thick = max(3.0, span * _SILL)
    box = (arch.left - span * 0.045, arch.base, arch.right + span * 0.045, arch.base + thick)
    draw.rounded_rectangle(
        tuple(each * _FINER for each in box), radius=thick / 2 * _FINER, fill=fill
    )


def niche_clip(sight: Sight) -> Image.Image:
    """Return where a view of the upper body may show the person: in the arch, and above it."""
    wide, high = sight.size
    mask = Image.new("L", (wide * _FINER, high * _FINER))
    draw = ImageDraw.Draw(mask)
    _fill_arch(draw, sight.arch, 255)
    left, spring, right = (
        round(each * _FINER) for each in (sight.arch.left, sight.arch.spring, sight.arch.right)
    )
    draw.rectangle((left, 0, right, spring), fill=255)
    return mask.reduce(_FINER)


def shadow_clip(sight: Sight, ground: Ground) -> Image.Image:
    """Return where shadows may fall: the floor and what lies on it."""
    mask = Image.new("L", (sight.size[0] * 2, sight.size[1] * 2))
    draw = ImageDraw.Draw(mask)
    (x, y), (wide, high) = ground.middle, ground.half
    draw.ellipse(tuple(2 * each for each in (x - wide, y - high, x + wide, y + high)), fill=255)
    for piece in sight.still:
        if isinstance(piece, Slab) and _is_level(piece):
            points = [sight.lens.point(at) for at in outline(piece)[0]]
            draw.polygon([(2 * x, 2 * y) for x, y in points], fill=255)
    return mask.reduce(2)


def cast_shadows(
    image: Image.Image, sight: Sight, balls: Sequence[Ball], clip: Image.Image, colours: Colours
) -> None:
    """Darken the floor of ``image`` under body and props: a wide soft shadow and a tight one."""
    box = clip.getbbox()
    if not box:
        return
    lens = sight.lens
    small = lens.placed(lens.scale / 2, (lens.left - box[0]) / 2, (lens.top - box[1]) / 2)
    size = ((box[2] - box[0] + 1) // 2, (box[3] - box[1] + 1) // 2)
    soft, tight = Image.new("L", size), Image.new("L", size)
    _shade_things(soft, small, sight.things)
    _shade_balls(soft, small, balls, _SOFT)
    _shade_balls(tight, small, balls, _TIGHT)
    soft = soft.filter(ImageFilter.GaussianBlur(2.6 * small.scale))
    tight = tight.filter(ImageFilter.GaussianBlur(0.9 * small.scale))
    both = Image.composite(Image.new("L", size, 255), soft, tight)
    mask = both.resize((box[2] - box[0], box[3] - box[1]), Image.Resampling.BILINEAR)
    mask = Image.composite(mask, Image.new("L", mask.size), clip.crop(box))
    image.paste(blended(colours.floor, colours.shade, 0.75), box, mask)


def _is_level(slab: Slab) -> bool:
    return abs(slab.thick[1]) > abs(slab.thick[0]) + abs(slab.thick[2])


def _shade_things(layer: Image.Image, lens: Lens, things: Sequence[Piece]) -> None:
    draw = ImageDraw.Draw(layer)
    for slab in things:
        if isinstance(slab, Slab) and slab.middle[1] > 2:
            face = [lens.point((x, 0.0, z)) for x, _y, z in outline(slab)[0]]
            draw.polygon(face, fill=int(_fade(slab.middle[1], *_SOFT)))


def _shade_balls(
    layer: Image.Image, lens: Lens, balls: Sequence[Ball], kind: tuple[float, float]
) -> None:
    draw = ImageDraw.Draw(layer)
    flat = max(0.15, lens.towards[1])  # how round a circle on the floor looks
    shades = [(_fade(at[1] - radius, *kind), at, radius) for at, radius in balls]
    for strength, at, radius in sorted(shades, key=lambda each: each[0]):
        if strength < 2:
            continue
        x, y = lens.point((at[0], 0.0, at[2]))
        wide = radius * lens.scale
        high = wide * flat
        draw.ellipse((x - wide, y - high, x + wide, y + high), fill=int(strength))


def _fade(height: float, highest: float, darkest: float) -> float:
    left = max(0.0, 1 - max(0.0, height) / highest)
    return darkest * left * left
