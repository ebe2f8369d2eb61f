"""The program's entry point: ``interpreter-app`` and ``python -m interpreter_app``."""

import sys


def main() -> int:
    """Run the program with the arguments of this process; returns its exit code."""
    from ui.command_line.main import main as run

    return run(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
