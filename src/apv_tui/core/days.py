"""Saying days in the reader's language: one day, or the first and last of several."""

from datetime import date

from apv_tui.core.messages import Message, message


def day_message(day: date) -> Message:
    """Give a day as a message, for example "14. marts 2027"."""
    return message("format.date", day=day.day, month=message(f"month.{day.month}"), year=day.year)


def span_message(first: date, last: date) -> Message:
    """Give the days from `first` to `last` as short as they can be said: "15.–21. marts 2027"."""
    if first == last:
        return day_message(first)
    if (first.year, first.month) == (last.year, last.month):
        month = message(f"month.{last.month}")
        return message("format.days", first=first.day, last=last.day, month=month, year=last.year)
    return message("format.span", first=day_message(first), last=day_message(last))
