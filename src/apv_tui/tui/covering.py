"""What covers the room, on whichever screen is open: shown, changed and lifted."""

from typing import TYPE_CHECKING

from apv_tui.core.cover import DARK
from apv_tui.tui.desk import Desk
from apv_tui.words import Words

if TYPE_CHECKING:
    from apv_tui.tui.app import ApvApp


def show_cover(app: "ApvApp") -> None:
    """Show in the room's window what covers it, over all else; or lift it. The leader's windows stay as they are."""
    desk = app.desk
    if desk is None or not app.screen_stack:
        return
    covers = [screen for screen in app.screen_stack if getattr(screen, "covers_room", False)]
    for screen in covers:
        screen.lifted()  # type: ignore[attr-defined]
    if desk.cover is not None and desk.room_sees and not covers:
        app.open_overlay("blank")


def darken(app: "ApvApp", desk: Desk) -> None:
    """Darken the room from the leader's own window, which goes on; or take away what covers it."""
    desk.cover_room(None if desk.cover is not None else DARK)
    if app.meeting_screen is not None:
        app.meeting_screen.redraw()


def cover_line(desk: Desk, words: Words) -> str:
    """Say in the leader's windows what the room sees in place of the meeting; "" where it sees that."""
    cover = desk.cover
    if cover is None or desk.room_sees:
        return ""
    # The keys of a window that follows do not reach the room.
    if cover.kind == "blank":
        return words("cover.dark.follows" if desk.follows else "cover.dark")
    said = words("cover.message", text=cover.text.replace("\n", " "))
    return said if desk.follows else f"{words('cover.back')} {said}"
