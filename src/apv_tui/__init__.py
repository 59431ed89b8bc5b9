"""apv-tui leads a group of people through a meeting, step by step and minute by minute."""

__version__ = "0.1.0"
