"""The floor of a start: an empty PySide6 window; argument libraries: with SQLAlchemy and sqlcipher3 imported."""

import json
import resource
import sys

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QMainWindow

if sys.argv[1:] == ["libraries"]:
    import sqlalchemy
    import sqlcipher3.dbapi2

    assert sqlalchemy
    assert sqlcipher3


def ready() -> None:
    sys.stdout.write(json.dumps({"memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}) + "\n")
    sys.stdout.flush()
    window.close()


application = QApplication([])
window = QMainWindow()
window.resize(1280, 800)
window.show()
QTimer.singleShot(0, ready)
application.exec()
