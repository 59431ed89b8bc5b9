"""`python -m bench` measures; see README.md."""

import sys

if sys.platform != "linux":
    sys.exit("bench: only on Linux, as processor time and memory are read from /proc")

from bench.run import main

sys.exit(main())
