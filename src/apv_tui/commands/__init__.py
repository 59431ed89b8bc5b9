"""The commands: each module declares some, and calls what carries them out."""
