"""How many examples a property is tried with: enough for every run of the suite, far more on request."""

import os

THOROUGH = os.environ.get("HYPOTHESIS_PROFILE") == "thorough"


def tries(plain: int) -> int:
    """Give the number for a plain run, or as many times more as `HYPOTHESIS_PROFILE=thorough` asks for."""
    return plain * 20 if THOROUGH else plain
