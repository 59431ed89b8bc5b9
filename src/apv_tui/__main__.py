"""`python -m apv_tui` is the command `apv-tui`."""

import sys

from apv_tui.cli import main

sys.exit(main())
