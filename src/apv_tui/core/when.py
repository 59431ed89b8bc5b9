"""Saying the days of a plan briefly: the shortest words that are still clear months later (uge 9, 12. marts).

"Om 3 uger" is clear on the day it is typed and misleading a month after, so a plan shows the days it was
resolved to; the year is said where it is not the one we are in.
"""

from calendar import monthrange
from datetime import date, timedelta

from apv_tui.core.dates import week_of
from apv_tui.core.days import day_message, span_message
from apv_tui.core.messages import Message, message


def brief(first: date, last: date, today: date) -> Message:
    """Give a day or a span as briefly as it can be said on the day `today`."""
    month = message(f"month.{first.month}")
    if first == last:
        same_year = first.year == today.year
        return message("when.day", day=first.day, month=month) if same_year else day_message(first)
    if is_week(first, last):
        year, week = week_of(first)
        if year == week_of(today)[0]:
            return message("when.week", week=week)
        return message("when.week_of", week=week, year=year)
    if is_month(first, last):
        if first.year == today.year:
            return month
        return message("date.month_of_year", month=month, year=first.year)
    if (first.year, first.month) == (last.year, last.month) and first.year == today.year:
        return message("when.days", first=first.day, last=last.day, month=month)
    return span_message(first, last)


def phrase(first: date, last: date, today: date) -> Message:
    """Give a day or a span as a sentence has it: on the 12th, in week 9, in March."""
    said = brief(first, last, today)
    if first == last:
        return message("when.on", when=said)
    if is_week(first, last) or is_month(first, last):
        return message("when.in", when=said)
    return message("when.within", when=said)


def is_week(first: date, last: date) -> bool:
    """Whether the days are one week from Monday to Sunday."""
    return first.weekday() == 0 and last - first == timedelta(6)


def is_month(first: date, last: date) -> bool:
    """Whether the days are one whole month."""
    return (
        first.day == 1
        and (first.year, first.month) == (last.year, last.month)
        and last.day == monthrange(last.year, last.month)[1]
    )
