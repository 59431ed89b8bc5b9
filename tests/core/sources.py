"""The program's own source, parsed once for all the tests that read it."""

import ast
import gc
from functools import cache
from pathlib import Path

import apv_tui

SOURCE = Path(apv_tui.__file__).parent


@cache
def nodes() -> dict[str, tuple[ast.AST, ...]]:
    """Give every node of every file, by the file's path below the package."""
    found = {
        path.relative_to(SOURCE).as_posix(): tuple(ast.walk(ast.parse(path.read_text(encoding="utf-8"))))
        for path in sorted(SOURCE.rglob("*.py"))
    }
    gc.freeze()  # half a million objects that stay: not to be looked through again and again
    return found
