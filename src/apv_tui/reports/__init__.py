"""Documents: what a consultant prints or reads before the day, as text. The disk is somebody else's.

A module here makes a `Document` of plain words from an agenda or a session; `terminal`, `markdown` and `html`
each turn any document into text, and each makes what people wrote harmless in one function of its own.
"""
