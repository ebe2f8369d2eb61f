"""The program's entry point: ``interpreter-app`` and ``python -m interpreter_app``."""

import gc
import sys

OBJECTS_BETWEEN_COLLECTIONS = 150_000


def collect_seldom() -> None:
    """Let Python look for unused cycles less often: starting and reading a register make many objects and no cycles.

    A first copy takes a third less time so.
    """
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS, 20, 20)


def main() -> int:
    """Run the program with the arguments of this process; returns its exit code."""
    collect_seldom()
    from ui.command_line.main import main as run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
