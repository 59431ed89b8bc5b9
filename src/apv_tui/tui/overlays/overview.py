"""What is the leader's, over the work, in a window that the room does not see."""

from typing import TYPE_CHECKING

from apv_tui.tui.lines import Lines
from apv_tui.tui.overlays.base import Overlay
from apv_tui.tui.screens.leader_page import LeaderPage

if TYPE_CHECKING:
    from apv_tui.tui.app import ApvApp

LOOK_AGAIN = 5.0
"""Seconds after which it is drawn anew while nothing is pressed: it tells how late it is."""


class OverviewOverlay(Overlay):
    """Shows the leader's page."""

    own_key = "f2"
    own_action = "notes"

    def __init__(self, owner: "ApvApp", subject: str = "") -> None:
        super().__init__(owner, subject)
        self.page = LeaderPage(self.desk)

    def on_mount(self) -> None:
        """Keep it fresh."""
        super().on_mount()
        self.set_interval(LOOK_AGAIN, self.redraw)

    def heading(self) -> str:
        """Give the heading."""
        return self.words("leader.heading")

    def content(self, width: int, height: int) -> Lines:
        """Give the page; nothing in a window that has become the room's meanwhile."""
        meeting = self.owner.meeting_screen
        if meeting is None or self.desk.room_sees:
            return []
        self.page.number = self.page_number
        return self.page.lines(meeting.stage, width, height, with_step=False)
