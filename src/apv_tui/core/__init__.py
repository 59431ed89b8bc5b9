"""The method: what an agenda is, what happened, and what follows from it. No screen, no disk, no language."""
