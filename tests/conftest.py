"""What holds for every test: one place on earth, one locale, how hard hypothesis tries, and who goes first."""

import gc
import os
import sys
import time

import pytest
from hypothesis import HealthCheck, settings

# Hundreds of processes are started, and each would compile the whole program anew where nothing may be kept.
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
sys.dont_write_bytecode = False

# A zone that is not UTC, so that a mix-up of the two shows; a locale that is on every machine.
os.environ["TZ"] = "Europe/Copenhagen"
os.environ["LC_ALL"] = "C.UTF-8"
if hasattr(time, "tzset"):  # not on Windows
    time.tzset()

settings.register_profile(
    "suite",
    deadline=None,
    max_examples=25,  # the suite is run often; HYPOTHESIS_PROFILE=thorough tries harder, now and then
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("thorough", settings.get_profile("suite"), max_examples=500, derandomize=False)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "suite"))


# -- the order of the tests on several cores ----------------------------------------------------------------
#
# The tests in a terminal wait half of their time, and some of them are long. So they begin, the longest first,
# on a worker more than there are cores; the many short ones fill up what is left at the end.

LONGEST = (
    "test_everything_goes_wrong", "test_whole_meeting", "test_danish_case", "test_hostile_terminal",
    "test_small_methods", "test_killed", "test_interrupted",
)  # fmt: skip
WORKERS_THAT_WAIT = 1


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers() -> int | None:
    """How many workers `-n auto` starts; None leaves it to pytest-xdist."""
    if "PYTEST_XDIST_AUTO_NUM_WORKERS" in os.environ:
        return None
    cores = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return cores + WORKERS_THAT_WAIT


def pytest_configure(config: pytest.Config) -> None:
    """Hand the tests out one by one, or one worker would get all the long ones (pytest-xdist, where it is)."""
    if getattr(config.option, "maxschedchunk", 1) is None:
        config.option.maxschedchunk = 1


# What the modules made stays anyway, and a Textual app leaves much garbage in circles: looking for it more seldom
# saves a tenth of the time, not looking at all (the command turns it off for its start) takes a gigabyte.


def pytest_collection_finish() -> None:
    """Look for garbage only in what the tests make."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 10, 10)


def pytest_runtest_teardown() -> None:
    """A test of the command leaves it turned off."""
    gc.enable()


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The longest first, then the others in a terminal, then the rest as they were found."""

    def turn(item: pytest.Item) -> int:
        if item.path.stem in LONGEST:
            return LONGEST.index(item.path.stem)
        return len(LONGEST) + (item.path.parent.name != "end_to_end")

    items.sort(key=turn)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """The figures that long tests leave (`record_property("figures", …)`), a line each."""
    for report in terminalreporter.stats.get("passed", []):
        for name, value in report.user_properties:
            if name == "figures":
                terminalreporter.write_line(value)
