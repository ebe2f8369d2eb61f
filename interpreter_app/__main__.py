"""The program's entry point: ``interpreter-app`` and ``python -m interpreter_app``."""

import gc
import sys

OBJECTS_BETWEEN_COLLECTIONS = 50_000


def collect_seldom() -> None:
    """Let Python look for unused cycles less often: reading a register makes many objects and no cycles.

    A first copy takes a third less time so.
    """
    gc.freeze()
    gc.set_threshold(OBJECTS_BETWEEN_COLLECTIONS, 20, 20)


def main() -> int:
    """Run the program with the arguments of this process; returns its exit code."""
    from ui.command_line.main import main as run

    collect_seldom()
    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
