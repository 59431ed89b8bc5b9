"""`python -m apv_tui` is the command `apv-tui`."""

import sys

from apv_tui.cli import main

if __name__ == "__main__":  # a process that helps with the work imports it too
    sys.exit(main())
