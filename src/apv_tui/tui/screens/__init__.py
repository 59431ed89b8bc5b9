"""One screen for each kind of step, and the few others."""
