"""What undoing does, and what stands in its way, in words."""

from interpreter_app.domain.edits import Act
from interpreter_app.domain.errors import N_
from interpreter_app.domain.undoing import Obstacle

UNDO_NAMES = {
    Act.CREATE: N_("comes back"),
    Act.UPDATE: N_("goes back as a whole"),
    Act.DELETE: N_("is deleted"),
}
OBSTACLE_NAMES = {
    Obstacle.CHANGED: N_("it has been changed since"),
    Obstacle.DELETED: N_("it has been deleted since"),
    Obstacle.IN_USE: N_("other records belong to it"),
    Obstacle.NO_OWNER: N_("what it belongs to is not there"),
    Obstacle.ERASED: N_("what was there before has been erased by law"),
    Obstacle.ALREADY: N_("it is as it was before"),
    Obstacle.NOTHING: N_("the edit changed nothing"),
}
