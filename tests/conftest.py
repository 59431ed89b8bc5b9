"""What holds for every test: one place on earth, one locale, and how hard hypothesis tries."""

import os
import time

from hypothesis import HealthCheck, settings

# A zone that is not UTC, so that a mix-up of the two shows; a locale that is on every machine.
os.environ["TZ"] = "Europe/Copenhagen"
os.environ["LC_ALL"] = "C.UTF-8"
if hasattr(time, "tzset"):  # not on Windows
    time.tzset()

settings.register_profile(
    "suite",
    deadline=None,
    derandomize=bool(os.environ.get("CI")),
    suppress_health_check=[HealthCheck.too_slow],
)
settings.load_profile("suite")
