"""When a choice of topics is the leader's own and needs its reason."""

import pytest

from apv_tui.core.topics import needs_reason
from apv_tui.core.voting import Proposal


@pytest.mark.parametrize(
    ("proposal", "items", "needed"),
    [
        (Proposal(("a", "b"), "gap"), ("b", "a"), False),
        (Proposal(("a", "b"), "gap"), ("a",), True),
        (Proposal(("a", "b"), "gap"), ("a", "b", "c"), True),
        (Proposal(("a",), "undecided", ("b", "c")), ("a", "b", "c"), False),
        (Proposal(("a",), "undecided", ("b", "c")), ("a", "b"), True),
        (Proposal(("a",), "undecided", ("b", "c")), ("a",), True),
    ],
)
def test_only_a_choice_of_ones_own_needs_a_reason(
    proposal: Proposal, items: tuple[str, ...], needed: bool
) -> None:
    assert needs_reason(proposal, items) is needed
