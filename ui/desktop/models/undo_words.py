"""What undoing a change would do, in words: what goes back, and what stands in the way."""

from datetime import datetime

from interpreter_app.domain.undoing import UndoLine
from interpreter_app.edit_explanations import field_name, record_name
from interpreter_app.i18n import Texts
from interpreter_app.undo_explanations import OBSTACLE_NAMES, UNDO_NAMES
from ui.desktop.models.change_words import Line, value_of
from ui.desktop.wording import day_and_time


def undo_line(line: UndoLine, texts: Texts) -> Line:
    """A field with its value now and the one that it gets back; of a whole record only what becomes of it, after."""
    if line.field is None:
        return Line(record_name(line.type, texts), "", texts.gettext(UNDO_NAMES[line.act]))
    now, back = (value_of(line.type, line.field, value, texts) for value in (line.now, line.back))
    return Line(field_name(line.field, texts), now, back)


def obstacle(line: UndoLine, now: datetime, texts: Texts) -> str:
    """Why it is not done, with who stands in the way and when, in the zone of ``now``; empty where nothing does."""
    if line.obstacle is None:
        return ""
    why = texts.gettext(OBSTACLE_NAMES[line.obstacle])
    if line.unsent:
        return f"{why} ({texts.gettext('here, not sent')})"
    if line.at is None:
        return why
    return f"{why} ({line.by}, {day_and_time(line.at.astimezone(now.tzinfo), texts)})"
