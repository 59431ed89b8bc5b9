"""Where cases stand: all that was looked at, and the same as data for programs."""

from datetime import date, datetime
from typing import Any, Final, NamedTuple

from apv_tui.core.messages import Message
from apv_tui.core.standing import CaseStanding, Wanting
from apv_tui.words import Words

FORMAT: Final = "apv-tui-status"
VERSION: Final = 1
"""Of the JSON; raised when a key goes or means something else. New keys may come without."""


class CaseRow(NamedTuple):
    """A case: its file as it was named, what it is called, its id, and how it stands."""

    file: str
    name: str
    session: str
    title: str
    """What its agenda is called."""
    standing: CaseStanding
    notices: tuple[Message, ...] = ()
    """What has to be said of the file, though it could be read."""
    copies: tuple[str, ...] = ()
    """Other files that tell the same case, less far."""

    def wants(self, today: date, days: int) -> bool:
        """Whether anything of it wants looking at."""
        coming = self.standing.coming
        near = coming.how == "passed" or (coming.first is not None and (coming.first - today).days <= days)
        return bool(self.standing.wanting or self.standing.renew or near)


class PassedOver(NamedTuple):
    """A file that could not be read: `why` is "damaged", "newer", "no_session", "unreadable" or "confidential"."""

    file: str
    why: str
    what: Message


class Overview(NamedTuple):
    """All that was looked at."""

    now: datetime
    days: int
    """How far ahead was looked."""
    cases: tuple[CaseRow, ...]
    """Those that want looking at first, the most late on top."""
    passed_over: tuple[PassedOver, ...] = ()
    other_files: int = 0
    """JSON files of another kind."""
    confidential: int = 0
    """Files of confidential notes: they belong to one person, and no case is read from them."""

    @property
    def today(self) -> date:
        """The day it was made, in the local time."""
        return self.now.astimezone().date()

    @property
    def is_late(self) -> bool:
        """Whether an action, a meeting or the renewal of a case is past its day."""
        return any(
            each.standing.late or each.standing.coming.how == "passed" or each.standing.renew == "passed"
            for each in self.cases
        )


def in_order_of_need(cases: list[CaseRow], today: date, days: int) -> tuple[CaseRow, ...]:
    """Give cases with the most late first, then those that want looking at, then the rest; each by name."""

    def need(row: CaseRow) -> tuple[bool, int, int, str]:
        standing = row.standing
        return not row.wants(today, days), -standing.late, -standing.due, row.name.casefold()

    return tuple(sorted(cases, key=need))


# -- for programs ------------------------------------------------------------------------------------------


def status_data(overview: Overview, words: Words) -> dict[str, Any]:
    """Give all of it as plain data, by the schema in docs/afterwards.md."""
    every = [row.standing for row in overview.cases]
    return {
        "format": FORMAT,
        "version": VERSION,
        "made": overview.now.isoformat(timespec="seconds"),
        "today": overview.today.isoformat(),
        "days": overview.days,
        "totals": {
            "cases": len(every),
            "actions": sum(each.actions for each in every),
            "ended": sum(each.ended for each in every),
            "late": sum(each.late for each in every),
            "due": sum(each.due for each in every),
            "no_owner": sum(each.count("no_owner") for each in every),
            "no_deadline": sum(each.count("no_deadline") for each in every),
            "no_follow_up": sum(each.count("no_follow_up") for each in every),
            "meetings_passed": sum(each.coming.how == "passed" for each in every),
            "renewals_passed": sum(each.renew == "passed" for each in every),
        },
        "cases": [_case_data(row) for row in overview.cases],
        "passed_over": [
            {"file": each.file, "why": each.why, "message": words.say(each.what)}
            for each in overview.passed_over
        ],
        "confidential_files": overview.confidential,
        "other_files": overview.other_files,
    }


def _case_data(row: CaseRow) -> dict[str, Any]:
    standing, coming = row.standing, row.standing.coming
    return {
        "file": row.file,
        "copies": list(row.copies),
        "session": row.session,
        "name": row.name,
        "agenda": row.title,
        "actions": standing.actions,
        "ended": standing.ended,
        "late": standing.late,
        "due": standing.due,
        "next_meeting": {
            "how": coming.how,
            "meeting": coming.meeting,
            "title": coming.title,
            "first": _iso(coming.first),
            "last": _iso(coming.last),
        },
        "holds_until": _iso(standing.holds_until),
        "renew": standing.renew,
        "open_actions": [_action_data(each) for each in standing.going],
    }


def _action_data(each: Wanting) -> dict[str, Any]:
    spans = {"start": each.start, "deadline": each.deadline, "follow_up": each.follow_up}
    return {
        "id": each.item,
        "list": each.list,
        "number": each.number,
        "text": each.text,
        "owner": each.owner,
        "status": each.status,
        **{
            name: {"first": _iso(days[0]), "last": _iso(days[1])} if days else None
            for name, days in spans.items()
        },
        "days_late": each.late,
        "why": list(each.why),
        "left_open": list(each.open),
    }


def _iso(day: date | None) -> str | None:
    return day.isoformat() if day else None
