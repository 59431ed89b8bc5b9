"""The start does without the search for plugins, which pydantic still asks for, and without OpenSSL."""

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


WITHOUT = """
import sys
from apv_tui.lean import without_openssl
without_openssl()
import asyncio, hashlib, secrets
assert hashlib.sha256(b"a").hexdigest().startswith("ca978112ca1bbdca")
assert hashlib.new("blake2b", b"a").digest_size == 64
asyncio.run(asyncio.sleep(0))
assert secrets.token_hex(8) and secrets.compare_digest("a", "a")
from pathlib import Path
maps = Path("/proc/self/maps")
print("libcrypto" in maps.read_text() if maps.exists() else False, sys.modules.get("ssl"))
"""


def test_nothing_needs_openssl() -> None:
    done = subprocess.run([sys.executable, "-c", WITHOUT], capture_output=True, text=True, check=True)
    assert (done.stdout.strip(), done.stderr) == ("False None", "")


def test_where_it_is_loaded_already_it_stays() -> None:
    program = "import ssl; from apv_tui.lean import without_openssl; without_openssl(); import ssl, hashlib, _hashlib"
    subprocess.run([sys.executable, "-c", program], check=True)
