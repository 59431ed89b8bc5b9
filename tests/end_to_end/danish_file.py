"""What the session file of the Danish case tells, read without the program."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

from danish_story import (
    AGENDA,
    AHEAD,
    AT_MEETINGS,
    AT_QUIET,
    CHOSEN,
    CROWD,
    GROUPS_OF_FOUR,
    HEADINGS,
    KEEP,
    LATE,
    LENSES,
    MATTERS,
    MEETINGS,
    NOT_NOW,
    NOTE,
    NOTE_AGAIN,
    OPEN,
    OVERLAP,
    OWN,
    PLACED,
    QUIET,
    SONG,
    SONG_REWORDED,
    STRENGTHS,
    STROKES,
    TALK,
    WISHES,
    Somebody,
    as_written,
    in_weeks,
    proposal,
    step,
    wishes_of_groups,
)
from leading import Kept, kept


def what_the_file_tells(session: Path, people: Sequence[Somebody]) -> None:
    told = kept(session)
    noted = {fact["item"]: fact for fact in told.of("idea_noted")}
    names = {who["id"]: who["name"] for fact in told.of("people_added") for who in fact["people"]}
    assert sorted(names.values()) == sorted(who.name for who in people)
    opened = [fact["meeting"] for fact in told.of("meeting_opened")]
    assert opened == [*(each.id for each in AGENDA.meetings), "opfoelgning"]
    prepared(told)
    mapped(told, noted)
    assessed(told, noted)
    agreed_on(told, noted, names, len(people))
    planned(told, noted, names)
    accounted(told, len(people))


def prepared(told: Kept) -> None:
    assert told.texts("rammer") == list(MATTERS.values())
    fields = {(at, fact["field"]): fact for at, fact in told.facts if fact["kind"] == "field_filled"}
    assert fields["egnethed", "/way"]["text"] == step("egnethed").ways[0]
    days = {name: fields["roller-datoer", name]["first"] for name in ("dag-1", "dag-vurdering", "dag-2")}
    assert list(days.values()) == [in_weeks(weeks).isoformat() for weeks in (2, 3, 6)]
    week = fields["roller-datoer", "dag-plan"]
    assert week["first"] <= in_weeks(8).isoformat() <= week["last"]
    assert as_written(in_weeks(2)) in fields["roller-datoer", "invitation"]["text"]
    assert fields["foelg-naeste", "naeste"]["text"] == "om 3 måneder"


def mapped(told: Kept, noted: Mapping[str, Any]) -> None:
    assert sorted(told.texts("styrker")) == sorted(STRENGTHS)
    assert sorted(told.texts("oensker")) == sorted(WISHES)
    assert told.texts("bevares") == list(KEEP)
    assert {noted[fact["item"]]["text"]: fact["strokes"] for fact in told.of("strokes_counted")} == STROKES
    (chosen,) = told.of("topics_chosen")
    assert [noted[item]["text"] for item in chosen["items"]] == list(CHOSEN)
    assert chosen["how"] == "gap"


def assessed(told: Kept, noted: Mapping[str, Any]) -> None:
    """Every wish that stands is on the gross list, with the sheet it came from; the repeat went with its own."""
    gross = [fact for fact in noted.values() if fact["list"] == "bruttoliste"]
    assert sorted(noted[fact["origin"]]["text"] for fact in gross) == sorted(PLACED)
    headings = {noted[fact["item"]]["text"]: fact["heading"] for fact in told.of("idea_sorted")}
    assert {wish: headings[wish] for wish in PLACED} == {
        wish: HEADINGS[int(digit) - 1] for wish, digit in PLACED.items()
    }
    judged = {told.text_of(fact["item"]): fact for fact in told.of("idea_assessed")}
    assert (judged[SONG_REWORDED]["verdict"], judged[SONG_REWORDED]["reason"]) == ("not_possible", NOT_NOW)
    assert noted[judged[SONG_REWORDED]["item"]]["text"] == SONG, "the first words are kept"
    assert (judged[QUIET]["verdict"], judged[QUIET]["risk"]) == ("possible", "high")
    assert sum(1 for fact in judged.values() if fact["verdict"] == "possible") == len(PLACED) - 1


def agreed_on(told: Kept, noted: Mapping[str, Any], names: Mapping[str, str], people: int) -> None:
    chosen = wishes_of_groups(GROUPS_OF_FOUR[people])
    assert sorted(
        (fact["group"], told.text_of(fact["item"])) for fact in told.of("wish_prioritised")
    ) == sorted((group, wish) for group, wishes in enumerate(chosen) for wish in wishes)
    (formed,) = told.of("groups_formed")
    assert [told.text_of(item) for item in formed["unchosen"]] == [OVERLAP]
    assert OVERLAP in told.texts("parking")
    sizes: dict[str, list[int]] = {}
    for group in formed["groups"]:
        size = len(group.get("members", ())) + group.get("heads", 0)
        sizes.setdefault(told.text_of(group["item"]), []).append(size)
    assert all(size <= CROWD for of_wish in sizes.values() for size in of_wish)
    assert {wish: sum(of_wish) for wish, of_wish in sizes.items()} == {
        QUIET: AT_QUIET[people],
        MEETINGS: len(AT_MEETINGS),
        TALK: people - AT_QUIET[people] - len(AT_MEETINGS),
    }
    (named,) = [group["members"] for group in formed["groups"] if group.get("members")]
    assert sorted(names[who] for who in named) == sorted(AT_MEETINGS)

    proposed = {fact["text"]: fact for fact in noted.values() if fact["list"] == "forslag"}
    for group, wishes in enumerate(chosen):
        for wish in wishes:
            for number in range(3):
                fact = proposed.pop(proposal(number, wish, group))
                assert (fact["group"], told.text_of(fact["under"])) == (group, wish)
    first, last = formed["groups"][0]["item"], formed["groups"][-1]["item"]
    assert {text: fact["under"] for text, fact in proposed.items()} == {
        **dict.fromkeys(LENSES.values(), first),
        **{f"{text}, også her": last for text in LENSES.values()},
    }
    lenses = {question.id: question.lens for id_ in LENSES for question in step(id_).questions}
    assert {lenses[fact["question"]] for fact in proposed.values()} == {
        "VI",
        "LEDEREN",
        "KUNDER OG SAMARBEJDSPARTNERE",
    }


def planned(told: Kept, noted: Mapping[str, Any], names: Mapping[str, str]) -> None:
    """Every action can be followed back to the wish that was written on a sheet, and to its strokes."""
    actions = {fact["text"]: fact for fact in noted.values() if fact["list"] == "tiltag"}
    first = proposal(1, QUIET, 0)
    assert list(actions) == [first, OWN, OPEN]
    strokes = {fact["item"]: fact["strokes"] for fact in told.of("strokes_counted")}
    repeats = {fact["item"]: fact["into"] for fact in told.of("ideas_merged")}
    for action, wish in ((first, QUIET), (OWN, MEETINGS), (OPEN, TALK)):
        sheet = noted[noted[actions[action]["under"]]["origin"]]
        assert (sheet["list"], sheet["text"]) == ("oensker", wish)
        with_repeats = [item for item in strokes if repeats.get(item, item) == sheet["item"]]
        assert sum(strokes[item] for item in with_repeats) == CHOSEN[wish]
    assert noted[actions[first]["origin"]]["list"] == "forslag"

    details = {(fact["item"], fact["detail"]): fact for fact in told.of("action_detailed")}
    owner = {text: details[fact["item"], "owner"] for text, fact in actions.items()}
    assert [names[who] for who in owner[first]["people"]] == ["Anne Holm"]
    assert [names[who] for who in owner[OWN]["people"]] == ["Bo Holm", "Carla Holm"]
    assert owner[OPEN]["open"] is True
    late = details[actions[first]["item"], "deadline"]
    assert (late["first"], late["last"]) == (LATE.isoformat(), LATE.isoformat())
    deadlines = [
        fact["first"]
        for fact in told.of("action_detailed")
        if (fact["item"], fact["detail"]) == (actions[OWN]["item"], "deadline")
    ]
    monday = AHEAD - timedelta(AHEAD.weekday())
    assert deadlines == [monday.isoformat(), in_weeks(12).isoformat()], (
        "the old deadline stands before the new one"
    )
    assert details[actions[OWN]["item"], "follow_up"]["first"] == AHEAD.isoformat()
    assert [fact["list"] for fact in told.of("plan_adopted")] == ["tiltag"]
    log = [(fact["item"], fact["status"], fact["note"]) for fact in told.of("status_noted")]
    noted_of = actions[first]["item"]
    assert log == [(noted_of, "in_progress", NOTE), (noted_of, "done", NOTE_AGAIN)]


def accounted(told: Kept, people: int) -> None:
    accounts = {fact["account"]: fact for fact in told.of("absence_accounted")}
    assert list(accounts) == ["before", "after-1"]
    shares = [round(100 * fact["absence"] / fact["possible"], 1) for fact in accounts.values()]
    assert shares == [5.7, 4.5]
    assert {fact["people"] for fact in accounts.values()} == {people}
    assert accounts["before"]["absence"] == 1000.5
