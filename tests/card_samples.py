"""Cards that several tests show."""

from __future__ import annotations

from dataclasses import replace

from posture_break.core.session import PhaseKind, Sides
from posture_break.ui.card_state import (
    ANOTHER,
    DONE,
    EASIER,
    HELP,
    SHORT,
    SKIP,
    SNOOZE,
    CardState,
    SnoozeChoice,
)
from posture_break.ui.lesson import Lesson, LessonPhase

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

LESSON = Lesson(
    exercise="bird-dog",
    phases=(
        LessonPhase(
            PhaseKind.MOVE, 3000, "Reach out",
            "Reach one arm forward and the opposite leg back, no higher than your body.", "reach",
        ),
        LessonPhase(PhaseKind.HOLD, 5000, "Hold and breathe", "Hold, hips and shoulders level."),
        LessonPhase(
            PhaseKind.MOVE, 3000, "Lower slowly", "Lower without rushing, then change sides.",
            "start",
        ),
    ),
    reps=4,
    sides=Sides.ALTERNATE,
    ready=10_000,
    start="Come on to hands and knees, with your back level like a table.",
    figure="bird-dog",
)  # fmt: skip

TAUGHT = CardState(
    title="Bird dog",
    serial=9,
    chips=("Steadiness", "about 2 min", "On the floor"),
    cautions=(
        "A small reach is a good reach.",
        "Ease off if it hurts. Stop for sharp or spreading pain, numbness, or feeling dizzy.",
    ),
    tip=EXERCISE.tip,
    because=(
        "It is a while since you did something for your lower back, and the floor is fine today.",
        "It trains the muscles that keep your back steady while arms and legs move.",
        "Source: a textbook, 2015",
    ),
    lesson=LESSON,
    seconds=240,
    snoozes=CHOICES,
    actions=(DONE, SHORT, SNOOZE, ANOTHER, EASIER, SKIP, HELP),
)

UNFIGURED = replace(TAUGHT, lesson=replace(LESSON, figure=""))
