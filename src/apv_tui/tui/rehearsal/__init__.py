"""A meeting that plays itself: looked at without a window, or seen in the real one."""
