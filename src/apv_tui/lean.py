"""Starting without what is not needed: a waiting room sees every tenth of a second.

pydantic looks for plugins of other programs in all installed packages before it builds its first model, and
loads the packages' metadata reader (with the standard library's mail reader) to do so. No such plugin has any
business in a meeting, so the search is answered beforehand. This leans on a module that pydantic does not
promise to keep; if it goes, the start is slower and nothing else. tests/test_lean.py watches it.
"""

import sys
from types import ModuleType

_PLUGIN_SEARCH = "pydantic.plugin._loader"


def without_plugins() -> None:
    """Answer pydantic's search for plugins with "none", unless it has searched already."""
    if _PLUGIN_SEARCH not in sys.modules:
        answer = ModuleType(_PLUGIN_SEARCH)
        answer.get_plugins = tuple  # type: ignore[attr-defined]
        sys.modules[_PLUGIN_SEARCH] = answer
