"""The calendar of a case, read back by vobject: whole days that stay the same events from export to export."""

import re
from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest
import vobject
from hypothesis import given, settings
from hypothesis import strategies as st
from paper_cases import NAMES
from played_cases import played, read_case
from tries import tries

from apv_tui.core.plans import ENDED, in_order
from apv_tui.core.state import Action, Filled, Item, State, StatusEntry
from apv_tui.reports.calendar import calendar, count
from apv_tui.reports.options import ReportOptions
from hostile import HOSTILE

NOW = datetime(2026, 3, 14, 12, 0, tzinfo=UTC)
PLAIN = ReportOptions()
DAY = date(2026, 4, 13)


def events(state: State, now: datetime = NOW, session: str = "s1") -> dict[str, Any]:
    data = calendar(read_case(state), PLAIN, now, session)
    read = vobject.readOne(data.decode())
    return {event.uid.value: event for event in read.contents.get("vevent", [])}


def with_action(
    state: State, text: str = "Skilt", action: Action | None = None, **changes: Any
) -> tuple[State, str]:
    """Give a case whose plan is this one action; and its id."""
    item = next(item for list_id in state.plans for item in in_order(state, list_id))
    only = item._replace(text=text, **changes)
    items: dict[str, Item] = {id_: each for id_, each in state.items.items() if each.list != item.list}
    details = {
        "deadline": Filled("uge 16", (), DAY, DAY + timedelta(days=4), NOW),
        "follow_up": Filled("snart"),
    }
    return (
        state._replace(items={**items, only.id: only}, actions={only.id: action or Action(details)}),
        only.id,
    )


def the_case() -> State:
    return played("apv.da").state


def of_meetings(found: dict[str, Any]) -> dict[str, Any]:
    return {uid: event for uid, event in found.items() if uid.startswith("s1-")}


@pytest.mark.parametrize("name", NAMES)
def test_every_dated_deadline_and_follow_up_is_an_event_of_whole_days(name: str) -> None:
    state = played(name).state
    found = events(state)
    for list_id in state.plans:
        for item in in_order(state, list_id):
            for kind in ("deadline", "follow_up"):
                said = state.actions[item.id].details.get(kind)
                uid = f"{item.id}-{kind.replace('_', '-')}@apv-tui"
                assert (uid in found) == (said is not None and said.first is not None)
                if uid in found and said is not None and said.last is not None:
                    event = found[uid]
                    assert event.dtstart.value == said.first
                    assert event.dtend.value == said.last + timedelta(days=1)
                    assert item.text in event.summary.value
    assert count(read_case(state)).events == len(found)


def test_a_week_is_a_span_and_what_has_no_day_is_left_out_and_counted() -> None:
    state, id_ = with_action(the_case())
    found = events(state)
    event = found[f"{id_}-deadline@apv-tui"]
    assert (event.dtstart.value, event.dtend.value) == (DAY, DAY + timedelta(days=5))
    assert f"{id_}-follow-up@apv-tui" not in found
    assert count(read_case(state)).undated == 0
    without, _ = with_action(the_case(), action=Action({"deadline": Filled("når vi kan")}))
    assert count(read_case(without)).undated == 1


def test_a_later_export_replaces_the_earlier_one() -> None:
    state, id_ = with_action(the_case())
    moved, _ = with_action(
        the_case(), action=Action({"deadline": Filled("", (), date(2026, 5, 1), date(2026, 5, 1))})
    )
    uid = f"{id_}-deadline@apv-tui"
    before, after = events(state)[uid], events(moved, NOW + timedelta(hours=1))[uid]
    assert int(after.sequence.value) > int(before.sequence.value)
    assert after.dtstamp.value == NOW + timedelta(hours=1)
    assert after.dtstart.value == date(2026, 5, 1)


def test_one_is_reminded_of_what_is_still_to_be_done_and_only_of_that() -> None:
    details = {"deadline": Filled("", (), DAY, DAY)}
    for status in ("not_started", "postponed", "done", "dropped"):
        action = Action(details, log=(StatusEntry(NOW, status, ""),))
        state, id_ = with_action(the_case(), action=action)
        event = events(state)[f"{id_}-deadline@apv-tui"]
        assert hasattr(event, "valarm") == (status not in ENDED)
        assert event.status.value == ("CANCELLED" if status == "dropped" else "CONFIRMED")
        if hasattr(event, "valarm"):
            assert event.valarm.trigger.value == -timedelta(days=6, hours=15)


def test_the_meetings_that_a_day_was_agreed_for_are_in_it() -> None:
    found = of_meetings(events(the_case()))
    assert found
    assert {event.dtstart.value for event in found.values()} >= {date(2026, 3, 16)}
    other = events(the_case(), session="s2")
    assert not of_meetings(other)
    # Without the session's id it is still the same event each time.
    assert events(the_case(), session="").keys() == events(the_case(), session="").keys()


@settings(max_examples=tries(20), deadline=None)
@given(
    text=st.one_of(
        st.text(min_size=1, max_size=200),
        st.sampled_from([*HOSTILE.values(), 'a;b,c\\n:"d"', "x\r\nEND:VEVENT\r\nBEGIN:VEVENT", "æøå " * 60]),
    )
)
def test_whatever_people_wrote_is_only_a_summary(text: str) -> None:
    state, id_ = with_action(the_case(), text=text[:400])
    data = calendar(read_case(state), PLAIN, NOW)
    assert data.count(b"\r\nBEGIN:VEVENT\r\n") == count(read_case(state)).events
    assert all(len(line) <= 75 for line in data.split(b"\r\n"))
    assert not re.search(rb"(?<!\r)\n|\r(?!\n)|[\x00-\x08\x0b\x0c\x0e-\x1f]", data)
    read = vobject.readOne(data.decode())
    event = next(each for each in read.vevent_list if each.uid.value.startswith(id_))
    assert event.summary.value.startswith("Frist: ")
    assert "\n" not in event.summary.value
