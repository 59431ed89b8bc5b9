"""The screens: they draw a State and turn keys into commands."""
