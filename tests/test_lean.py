"""The start does without the search for plugins, and pydantic still asks where it is answered."""

import subprocess
import sys

PROGRAM = """
import sys
from apv_tui.lean import without_plugins
without_plugins()
from pydantic import BaseModel
class Model(BaseModel):
    number: int
assert Model.model_validate({"number": "3"}).number == 3
import pydantic.plugin._schema_validator as asker
import inspect
assert "_loader" in inspect.getsource(asker) and "get_plugins" in inspect.getsource(asker)
print("importlib.metadata" in sys.modules)
"""


def test_the_start_does_not_search_all_installed_packages_for_plugins() -> None:
    done = subprocess.run([sys.executable, "-c", PROGRAM], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
