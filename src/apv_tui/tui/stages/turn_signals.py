"""The signal at a change of turns: which groups change, and who does what from now on."""

from collections.abc import Sequence
from typing import TYPE_CHECKING

from apv_tui.core.courses import Course, Passed
from apv_tui.tui.stages.base import Alarm
from apv_tui.tui.stages.seats import Seats, size_word

if TYPE_CHECKING:
    from apv_tui.tui.stages.rounds import RoundsStage

MOST_NAMED = 2
"""So many groups are told by name what they do; with more of them the table says it."""


def changed(stage: "RoundsStage", passed: Passed, main: Course) -> Alarm:
    """Give the signal of a change: of the turns most groups share, or of those of other groups."""
    if passed.whole:
        return stage.over()
    changing = [(group, stage.courses[group.place]) for group in stage.seated if group.place in passed.groups]
    if any(course.marks == main.marks for _, course in changing):
        heading, seconds = stage.words("interviews.change"), 10.0
        changing = [each for each in changing if each[1].marks == main.marks]
    else:
        numbers = stage.joined([str(group.place + 1) for group, _ in changing])
        heading = stage.words("interviews.groups_change", groups=numbers, n=len(changing))
        seconds = 6.0
    return Alarm(heading, _doing(stage, changing, passed.at, by_name=seconds < 10.0), seconds)


def _doing(
    stage: "RoundsStage", changing: Sequence[tuple[Seats, Course]], at: float, *, by_name: bool
) -> str:
    """Say what groups do from a change on: those of a size together by number, a changed one by name."""
    going = [(group, course) for group, course in changing if course.at(at) >= 0]
    if not going:
        return stage.words("turns.done_early")
    named = [(group, course) for group, course in going if not course.as_dealt]
    if by_name and len(going) == 1:
        named = going
    if len(named) > MOST_NAMED:
        return stage.words("turns.look")
    said = [" ".join(stage.who(course, course.at(at), stage.called(group))) for group, course in named]
    sizes = {len(each[1].takers): each[1] for each in going if each not in named}
    if len(sizes) == 1 and not named and not by_name:
        return " ".join(stage.changed_text(course, course.at(at)) for course in sizes.values())
    for k, course in sizes.items():
        text = " ".join(stage.who(course, course.at(at)))
        alone = len(sizes) == 1 and not named
        word = size_word(stage.words, k)
        said.append(text if alone else stage.words("interviews.of_size", size=word, text=text))
    return " ".join(said)
