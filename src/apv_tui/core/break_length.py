"""Reading how long a break is, as somebody types it in a hurry."""

import re
from datetime import datetime, timedelta
from typing import Final

from apv_tui.core.messages import Refused, message
from apv_tui.core.pauses import LONGEST_BREAK
from apv_tui.core.running_order import read_time
from apv_tui.core.text import one_line

_MINUTES: Final = re.compile(r"(\d{1,3})(?:\s*(?:m|min|minutter|minuten|minutes)\.?)?", re.IGNORECASE)


def read_break(text: str, now: datetime) -> float:
    """Read how long a break is, in minutes or by the time to be back, as seconds: 10, 10 min, 14:10, 14.10.

    A time of day is the next one. Raises `Refused` for anything else, and for a break of nothing or of more than
    eight hours.
    """
    written = one_line(text, 40)
    found = _MINUTES.fullmatch(written)
    if found is not None:
        seconds = 60.0 * int(found[1])
    else:
        minutes = read_time(written)
        local = now.astimezone()
        back = local.replace(hour=minutes // 60, minute=minutes % 60, second=0, microsecond=0)
        if back <= local:
            back += timedelta(days=1)
        seconds = (back - local).total_seconds()
    if not 0 < seconds <= 60 * LONGEST_BREAK:
        raise Refused(message("refused.break_length", most=LONGEST_BREAK // 60))
    return seconds
