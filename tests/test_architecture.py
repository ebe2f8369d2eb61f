"""What may be missing: no Qt outside the window, no server libraries outside the server, no contract broken."""

import subprocess
import sys

import pytest

CHILD = """
import importlib, pkgutil, sys

class Blocked:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] in {blocked!r}:
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Blocked())
for package in {packages!r}:
    module = importlib.import_module(package)
    for found in pkgutil.walk_packages(module.__path__, package + "."):
        if not found.name.startswith({left_out!r}):
            importlib.import_module(found.name)
"""


@pytest.mark.parametrize(
    ("blocked", "packages", "left_out"),
    [
        (("PySide6",), ("interpreter_app", "sync", "ui"), ("ui.desktop", "interpreter_app.__main__")),
        (
            ("litestar", "uvicorn", "psycopg"),
            ("interpreter_app", "sync", "ui"),
            ("sync.register_server", "interpreter_app.__main__"),
        ),
    ],
    ids=["without Qt", "without the server's libraries"],
)
def test_the_rest_can_be_imported(
    blocked: tuple[str, ...], packages: tuple[str, ...], left_out: tuple[str, ...]
) -> None:
    code = CHILD.format(blocked=blocked, packages=packages, left_out=left_out)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
