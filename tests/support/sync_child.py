"""A sync in a process of its own, to be killed: prints a line at every step.

Arguments: the server's address and the profile's file.
"""

import sys
from datetime import UTC, datetime
from pathlib import Path

from interpreter_app.use_cases.open_profile import open_profile
from sync.client import RegisterClient
from sync.engine import synchronise


def main(server: str, path: str) -> None:
    def progress(done: int, total: int, text: str) -> None:
        sys.stdout.write(f"{text}: {done} of {total}\n")
        sys.stdout.flush()

    profile = open_profile("register", Path(path))
    outcome = synchronise(profile, RegisterClient(server), progress, lambda: datetime.now(UTC))
    progress(outcome.received, outcome.head, "done")


if __name__ == "__main__":
    main(*sys.argv[1:])
