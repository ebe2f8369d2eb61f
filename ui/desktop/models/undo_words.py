"""What undoing a change would do, in words: what goes back, and what stands in the way."""

from collections.abc import Mapping
from datetime import datetime

from interpreter_app.domain.edits import Act
from interpreter_app.domain.errors import N_
from interpreter_app.domain.undoing import Obstacle, UndoLine
from interpreter_app.edit_explanations import field_name, record_name
from interpreter_app.i18n import Texts
from ui.desktop.models.change_words import Line, value_of
from ui.desktop.wording import day_and_time

_ACTS: Mapping[Act, str] = {
    Act.CREATE: N_("comes back"),
    Act.UPDATE: N_("goes back as a whole"),
    Act.DELETE: N_("is deleted"),
}
_OBSTACLES: Mapping[Obstacle, str] = {
    Obstacle.CHANGED: N_("it has been changed since"),
    Obstacle.DELETED: N_("it has been deleted since"),
    Obstacle.IN_USE: N_("other records belong to it"),
    Obstacle.NO_OWNER: N_("what it belongs to is not there"),
    Obstacle.ERASED: N_("what was there before has been erased by law"),
    Obstacle.ALREADY: N_("it is as it was before"),
    Obstacle.NOTHING: N_("the edit changed nothing"),
}


def undo_line(line: UndoLine, texts: Texts) -> Line:
    """A field with its value now and the one that it gets back; of a whole record only what becomes of it, after."""
    if line.field is None:
        return Line(record_name(line.type, texts), "", texts.gettext(_ACTS[line.act]))
    now, back = (value_of(line.type, line.field, value, texts) for value in (line.now, line.back))
    return Line(field_name(line.field, texts), now, back)


def obstacle(line: UndoLine, now: datetime, texts: Texts) -> str:
    """Why it is not done, with who stands in the way and when, in the zone of ``now``; empty where nothing does."""
    if line.obstacle is None:
        return ""
    why = texts.gettext(_OBSTACLES[line.obstacle])
    if line.unsent:
        return f"{why} ({texts.gettext('here, not sent')})"
    if line.at is None:
        return why
    return f"{why} ({line.by}, {day_and_time(line.at.astimezone(now.tzinfo), texts)})"
