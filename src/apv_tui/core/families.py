"""Families of orders and facts: a module is loaded when the first name of it is used.

A meeting begins with a handful of the hundred and fifty there are, and the room waits for its first screen.
"""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any


def names_of(package: str, families: Mapping[str, str]) -> Callable[[str], Any]:
    """Give the `__getattr__` of a package that has the names of its modules: a line of names for each module.

    What it gives raises AttributeError for other names.
    """
    family_of = {name: family for family, names in families.items() for name in names.split()}

    def get(name: str) -> Any:
        if name not in family_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        found = getattr(import_module(f"{package}.{family_of[name]}"), name)
        setattr(sys.modules[package], name, found)
        return found

    return get


def module_beside(package: str, kind: type[Any]) -> None:
    """Load the module of a package that is called as the module a class stands in."""
    import_module(f"{package}.{kind.__module__.rpartition('.')[2]}")
