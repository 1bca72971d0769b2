"""Cards that several tests show."""

from __future__ import annotations

from posture_break.ui.card_state import DONE, SHORT, SKIP, SNOOZE, CardState, SnoozeChoice

CHOICES = (
    SnoozeChoice("5 min", "5m"),
    SnoozeChoice("10 min", "10m"),
    SnoozeChoice("20 min", "20m"),
)

EXERCISE = CardState(
    title="Bird dog",
    serial=7,
    lead="On hands and knees, your back as flat as a tabletop.",
    chips=("Core and lower back", "3 min", "On the floor"),
    steps=(
        "Stretch your right arm forward and your left leg back, hips and shoulders level.",
        "Hold, and go on breathing calmly.",
        "Lower both without touching the floor, then change sides.",
    ),
    dose="Hold 3 to 5 s · 10 to 15 times on each side",
    short_dose="Hold 3 s · 3 times on each side",
    cautions=(
        "Stop at once if the pain rises sharply.",
        "Good form comes before many repetitions.",
    ),
    tip="Standing up every half hour does more for your back than one long walk in the evening.",
    seconds=240,
    elapsed=62,
    snoozes=CHOICES,
)

PLAIN = CardState(
    title="Stand up",
    serial=8,
    lead="Stand up for a moment, let your arms hang, and look out of the window.",
    tip=EXERCISE.tip,
    seconds=120,
    snoozes=CHOICES,
    actions=(DONE, SHORT, SNOOZE, SKIP),
)
