"""Pages for the tests: something to read, and something to answer."""

from __future__ import annotations

from posture_break.ui.page_state import Choice, PageButton, PageState, Question, Section, Tone

READING = PageState(
    name="help",
    title="When to ask",
    lead="How soon, and for what.",
    sections=(
        Section("Now", ("Chest pain", "Both legs are numb"), "Call 112.", Tone.EMERGENCY),
        Section("Today", ("Fever", "A lump", "Much worse at night"), "Ask a doctor.", Tone.SOON),
        Section("Some day", ("No better after a week",), "", Tone.ROUTINE),
        Section("Beside that", ("Worried all the same? Ask.",)),
    ),
    buttons=(PageButton("away", "Close", main=True),),
    foot="This list does not hold everything.",
)

LONG = PageState(
    name="help",
    title="Reasons",
    sections=(Section("Many", tuple(f"Reason number {each}" for each in range(36))),),
    buttons=(PageButton("away", "Close", main=True),),
)

ASKING = PageState(
    name="setup",
    title="Two questions",
    lead="Nothing leaves this computer.",
    questions=(
        Question(
            "places",
            "Where?",
            (
                Choice("desk", "At my desk", "sitting", chosen=True),
                Choice("standing", "Standing", "anywhere"),
                Choice("floor", "On the floor", "with room"),
            ),
            many=True,
        ),
        Question(
            "avoid",
            "Leave out?",
            (
                Choice("wrists", "My wrists"),
                Choice("knees", "My knees", chosen=True, fixed=True),
                Choice("neck", "My neck"),
                Choice("hips", "My hips"),
                Choice("balance", "Balance", chosen=True),
            ),
            many=True,
            first=3,
            note="One comes from the config.",
        ),
        Question(
            "demand",
            "How lively?",
            (Choice("1", "Gentle"), Choice("2", "Moderate", chosen=True), Choice("3", "Demanding")),
        ),
    ),
    buttons=(PageButton("later", "Later"), PageButton("save", "Save", main=True)),
    foot="No medical advice.",
)

DAILY = PageState(
    name="flare",
    title="How is it today?",
    sections=(Section("Meanwhile", ("Easy movement goes on.",)),),
    buttons=(
        PageButton("help", "When to get help"),
        PageButton("flare", "Still sore", value="goes-on"),
        PageButton("flare", "Better", value="over"),
    ),
)
