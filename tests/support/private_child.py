"""Edits, backups and restores of a private profile in a process of its own, to be killed: prints a line at each edit.

Argument: the data folder.
"""

import sys
from itertools import count
from pathlib import Path

from interpreter_app.keys import ProfileKeys
from interpreter_app.use_cases.back_up import back_up
from interpreter_app.use_cases.restore_backup import restore_backup
from tests.support.keyrings import NO_KEYRING
from tests.support.private_profiles import files_of, reopened, save_an_edit
from tests.support.registers import AS_OF


def main(folder: Path) -> None:
    files = files_of(folder)
    for turn in count():
        profile = reopened(folder)
        if turn % 2 == 0:
            back_up(profile, AS_OF)
        save_an_edit(profile)
        sys.stdout.write("saved\n")
        sys.stdout.flush()
        profile.close()
        restore_backup("register", files, None, ProfileKeys(files, NO_KEYRING), now=AS_OF)
        for aside in files.set_aside():
            aside.path.unlink()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
