"""Starting without what is not needed: a waiting room sees every tenth of a second.

pydantic looks for plugins of other programs in all installed packages before it builds its first model, and
loads the packages' metadata reader (with the standard library's mail reader) to do so. No such plugin has any
business in a meeting, so the search is answered beforehand. This leans on a module that pydantic does not
promise to keep; if it goes, the start is slower and nothing else. tests/test_lean.py watches it.

OpenSSL is a tenth of the program's memory, and nothing here speaks over a network: asyncio and hashlib do
without it, as they do in a Python that was built without it.

What only explains a mistake, or is only used later in the meeting, is loaded then: see `Later`.
"""

import sys
from contextlib import suppress
from importlib import import_module
from types import ModuleType

TYPE_CHECKING = False  # importing typing would double the time of --version
if TYPE_CHECKING:
    from typing import Any

_PLUGIN_SEARCH = "pydantic.plugin._loader"
_OWN_HASHES = (
    "_md5",
    "_sha1",
    "_sha3",
    "_blake2",
    *(("_sha2",) if sys.version_info >= (3, 12) else ("_sha256", "_sha512")),
)
_OPENSSL = ("ssl", "_ssl", "_hashlib")


def without_plugins() -> None:
    """Answer pydantic's search for plugins with "none", unless it has searched already."""
    if _PLUGIN_SEARCH not in sys.modules:
        answer = ModuleType(_PLUGIN_SEARCH)
        answer.get_plugins = tuple  # type: ignore[attr-defined]
        sys.modules[_PLUGIN_SEARCH] = answer


def without_openssl() -> None:
    """Keep OpenSSL from being loaded, unless it is already, or is what this Python has its hashes from."""
    if sys.modules.keys() & {*_OPENSSL, "hashlib"}:
        return
    with suppress(ImportError):
        for name in _OWN_HASHES:
            import_module(name)
        sys.modules.update(dict.fromkeys(_OPENSSL))  # type: ignore[arg-type]  # None: not to be found


class Later:
    """Stands for a module that is loaded when something of it is used first."""

    def __init__(self, name: str) -> None:
        self._name = name

    def __getattr__(self, name: str) -> "Any":
        """Give what the module has under this name, and keep it."""
        found = getattr(import_module(self._name), name)
        setattr(self, name, found)
        return found
