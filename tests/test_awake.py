"""Keeping the display awake: whatever a desktop's power service does, the meeting goes on."""

import sys
from queue import SimpleQueue
from types import ModuleType

import pytest

from apv_tui.awake import Awake


@pytest.mark.parametrize("broken", ["its import", "its service"])
def test_a_service_that_breaks_is_a_no(broken: str, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(**_: object) -> None:
        raise RuntimeError("about Mette Friis")

    wakepy = ModuleType("wakepy")
    if broken == "its service":
        wakepy.keep = ModuleType("keep")  # type: ignore[attr-defined]
        wakepy.keep.presenting = fail  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "wakepy", wakepy)
    heard: SimpleQueue[bool] = SimpleQueue()
    awake = Awake(heard.put)
    awake.start()
    assert heard.get(timeout=5) is False
    awake.stop()
    assert heard.empty()
