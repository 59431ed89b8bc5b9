"""The real screen of a meeting with nobody at the keys: it plays itself, and somebody may look on."""

from typing import TYPE_CHECKING, ClassVar, Final

from textual.binding import Binding, BindingType

from apv_tui.core import commands as c
from apv_tui.core.clock import Clock
from apv_tui.core.commands import Command
from apv_tui.core.messages import message
from apv_tui.core.rehearsal.clock import RehearsalClock
from apv_tui.tui.app import ApvApp
from apv_tui.tui.desk import Desk
from apv_tui.tui.rehearsal.player import Player
from apv_tui.tui.screens.meeting import MeetingScreen
from apv_tui.tui.stages import make_stage

if TYPE_CHECKING:
    from collections.abc import Callable

LOOKS: Final = 20
"""How often in a second it is looked whether something is due."""
SIGNAL_SECONDS: Final = 1.5
"""How long a signal covers the screen: at sixty times the speed its own ten seconds are ten minutes."""
COVER_SECONDS: Final = 1.5
"""How long a step for the leader alone is seen covered, as the room sees it."""
MOST_AT_ONCE: Final = 3
WIDE: Final = 76
_MAKE_ANEW = (c.OpenVault, c.ChooseSpot)
"""What a stage learns by the keys only, and cannot know when it is done without them."""


class RehearsalScreen(MeetingScreen):
    """Plays the meeting. Space holds it, PgDn takes it to the next screen, PgUp looks back."""

    BINDINGS: ClassVar[list[BindingType]] = [
        # Also where a line is open: here nobody types.
        Binding("space", "hold", show=False, priority=True),
    ]

    def __init__(self, owner: ApvApp, desk: Desk, player: Player, clock: RehearsalClock) -> None:
        super().__init__(owner, desk)
        self.player = player
        self.clock = clock
        player.do = self._play
        self._told_over = False
        self._signal_since = self._covered_since = 0.0
        self._covered_step = ""

    def on_mount(self) -> None:
        """Begin to play; the meeting begins to tick by its own handler."""
        # Else the line would keep the space bar for itself, before any binding.
        self._entry.check_consume_key = _leaves_space  # type: ignore[method-assign]
        self._sign()
        self.set_interval(1.0 / LOOKS, self.play_on)

    # -- playing -------------------------------------------------------------------------------------------

    def play_on(self) -> None:
        """Carry out what is due; the time stands while somebody looks at something else, or at a signal."""
        steady = self.owner.clock.monotonic()
        if self._alarm is None:
            self._signal_since = steady
        elif steady - self._signal_since >= SIGNAL_SECONDS:
            self.dismiss_alarm()
        if self._keep_time():
            self._reveal(steady)
            self.player.advance(MOST_AT_ONCE)
            if self.player.over and not self._told_over:
                self._told_over = True
                self.tell(message("rehearse.over"))
        self._sign()

    def _keep_time(self) -> bool:
        """Let the time pass, or stand. True if it passes."""
        here = self.app.screen is self
        if self.player.paused or self.player.off_course or not here or self._alarm is not None:
            self.clock.hold()
            return False
        self.clock.go()
        return True

    def _play(self, command: Command) -> bool:
        done = self.do(command)
        if done and isinstance(command, _MAKE_ANEW):
            self.stage = make_stage(self.desk, self)
            self.redraw()
        return done

    def _reveal(self, steady: float) -> None:
        if not self.covered or self._covered_step != self.stage.step_id:
            self._covered_step, self._covered_since = self.stage.step_id, steady
        elif steady - self._covered_since >= COVER_SECONDS:
            self._act_choose()

    def _sign(self) -> None:
        """Say at the top that this is a rehearsal, and whose window it is."""
        words = self.desk.words
        for_leader = self.stage.is_private() and not self.covered
        parts = [words("rehearse.sign", speed=f"{self.desk.speed:g}")]
        if self.player.paused or self.player.off_course:
            parts.append(words("rehearse.paused"))
        if self.size.width >= WIDE:
            parts.append(words("rehearse.keys"))
        parts.append(words("window.leader" if for_leader else "window.room"))
        banner = " · ".join(parts)
        if banner != self.desk.banner:
            self.desk.banner = banner
            self.redraw()

    # -- keys ----------------------------------------------------------------------------------------------

    def action_hold(self) -> None:
        """Hold the rehearsal, or let it go on."""
        self._act_clock()

    def perform(self, action: str, *, always: bool = False) -> None:
        """Carry out an action; those that move the meeting move the rehearsal."""
        moves: dict[str, Callable[[], None]] = {
            "clock": self._act_clock, "next": self._act_next, "back": self._act_back,
        }  # fmt: skip
        if action in moves:
            self.dismiss_alarm()
            moves[action]()
        else:
            super().perform(action, always=always)

    def _act_clock(self) -> None:
        if self.player.off_course:
            self.player.come_back()
            self.player.paused = False
        else:
            self.player.paused = not self.player.paused
        self._keep_time()
        self._sign()

    def _act_next(self) -> None:
        if self.player.over and not self.player.off_course:
            self.tell(message("rehearse.over"))
            return
        self.player.go_on()
        self.stage.last_left = None  # what was skipped gives no signal
        self._sign()

    def _act_back(self) -> None:
        self.player.paused = True
        self.do(c.Back())
        self._keep_time()
        self._sign()


def _leaves_space(key: str, character: str | None) -> bool:
    return key != "space" and character is not None and character.isprintable()


class RehearsalApp(ApvApp):
    """Shows a rehearsal. Nothing is kept, so nothing is asked when it is left."""

    def __init__(self, desk: Desk, player: Player, clock: RehearsalClock, base: Clock, theme: str) -> None:
        super().__init__(desk.words, base, desk=desk, theme=theme)
        self._player = player
        self._rehearsal_clock = clock

    def _window(self, desk: Desk) -> RehearsalScreen:
        return RehearsalScreen(self, desk, self._player, self._rehearsal_clock)

    def leave(self) -> None:
        """Go at once."""
        self.exit(0)
