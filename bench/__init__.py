"""How fast the program is, next to the smallest programs of the same kind. See README.md."""
