"""The one field of the search: language, name and number in one; the language understood becomes a token."""

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, QRectF, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from interpreter_app.domain.languages import language_table
from interpreter_app.i18n import Texts
from ui.desktop.language_words import last_words, may_go_on, take_language
from ui.desktop.style import Look
from ui.desktop.widgets.basics import button, label, row
from ui.desktop.widgets.completion import Completion
from ui.desktop.widgets.text_field import TextField
from ui.desktop.wording import language_title

RING = 3
HEIGHT = 44
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class SearchField(QWidget):
    """The field. ``changed`` follows every change of text or token, ``entered`` Enter where nothing was completed.

    ``left_down`` follows the Down key where there is nothing to complete. ``count_wanted`` asks for the number of
    people per language, see ``count_languages``.
    """

    changed = Signal()
    entered = Signal()
    left_down = Signal()
    count_wanted = Signal()

    def __init__(self, look: Look, texts: Callable[[], Texts]) -> None:
        super().__init__()
        self._look = look
        self._texts = texts
        self.language: str | None = None
        self.edit = TextField(texts)
        self.edit.setObjectName("searchText")
        self.edit.setFrame(False)
        self.edit.setTextMargins(-2, 0, 0, 0)
        self.token = button("", "token", self._on_token_clicked)
        self.token.hide()
        self._hint = label("", "key")
        self._completion = Completion(self, look, texts)
        self._build()
        self.say()

    def _build(self) -> None:
        layout = row(spacing=8, margins=(RING + 15, RING, RING + 15, RING))
        layout.addWidget(self.token)
        layout.addWidget(self.edit, 1)
        layout.addWidget(self._hint, 0, Qt.AlignmentFlag.AlignVCenter)
        self.setLayout(layout)
        self.setFixedHeight(HEIGHT + 2 * RING)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.IBeamCursor)
        self.edit.textEdited.connect(self._on_edited)
        self.edit.installEventFilter(self)
        self.token.installEventFilter(self)
        self._completion.picked.connect(self.choose)
        self._completion.count_wanted.connect(self.count_wanted)
        self._look.changed.connect(self.update)

    def hide_shortcut(self) -> None:
        """Leave out the key that leads to the search, where the field is not that of the search."""
        self._hint.hide()

    def say(self) -> None:
        """Say everything in the language of the program."""
        _ = self._texts().gettext
        self._hint.setText(_("Ctrl K"))
        self.edit.setAccessibleName(_("Search for language, name or interpreter number"))
        self._show_token()

    @property
    def text(self) -> str:
        """The text beside the token."""
        return self.edit.text()

    def restore(self, text: str, language: str | None) -> None:
        """Show a text and a language without telling of it."""
        with QSignalBlocker(self.edit):
            self.edit.setText(text)
        self.language = language
        self._show_token()
        self._completion.hide()

    def choose(self, code: str) -> None:
        """Make the language the token, and take the words that asked for it out of the text."""
        table = language_table()
        taken = take_language(self.text, table)
        meant = taken.rest if taken and taken.language.code == code else self._without_beginning(code)
        self.restore(meant, code)
        self.changed.emit()

    def _without_beginning(self, code: str) -> str:
        """The text without the last words for which this language was offered."""
        for ending in last_words(self.text, language_table()):
            if any(one.code == code for one in language_table().complete(ending)):
                return self.text.strip().removesuffix(ending).strip()
        return self.text

    def drop_language(self) -> None:
        """Search in all languages again."""
        self.restore(self.text, None)
        self.changed.emit()

    def count_languages(self, counts: Mapping[str, int] | None) -> None:
        """Tell how many people each language has among those that the filters leave; None to have it asked anew."""
        self._completion.count(counts)

    def _show_token(self) -> None:
        _ = self._texts().gettext
        self.token.setVisible(self.language is not None)
        if self.language is None:
            self.edit.setPlaceholderText(_("language, name or interpreter number"))
            return
        name = language_title(self.language, self._texts())
        self.token.setText(name)
        self.token.setAccessibleName(_("Remove {language}").format(language=name))
        self.edit.setPlaceholderText(_("name or interpreter number"))

    def _on_token_clicked(self) -> None:
        self.drop_language()
        self.edit.setFocus()

    def _on_edited(self, text: str) -> None:
        if text.endswith(" ") and self._take_language(unless_longer=True):
            return
        self._completion.offer_for(text)
        self.changed.emit()

    def _take_language(self, *, unless_longer: bool) -> bool:
        """Make a language that the text names the token; False when it names none."""
        table = language_table()
        taken = take_language(self.text, table)
        if taken is None or (unless_longer and may_go_on(self.text, table)):
            return False
        self.choose(taken.language.code)
        return True

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The keys that mean something here before they mean something to the text."""
        if event.type() is QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            on_key = self._on_text_key if watched is self.edit else self._on_token_key
            if on_key(event):
                return True
        elif watched is self.edit and event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._on_focus(event.type())
        return super().eventFilter(watched, event)

    def _on_focus(self, kind: QEvent.Type) -> None:
        if kind is QEvent.Type.FocusOut:
            self._completion.hide()
        self.update()

    def _on_token_key(self, event: QKeyEvent) -> bool:
        if event.key() in (Qt.Key.Key_Backspace, Qt.Key.Key_Delete):
            self._on_token_clicked()
            return True
        return False

    def _on_text_key(self, event: QKeyEvent) -> bool:
        key = event.key()
        if key == Qt.Key.Key_Backspace:
            return self._on_backspace()
        if key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            return self._on_up_or_down(1 if key == Qt.Key.Key_Down else -1)
        if key in _ENTER:
            self._on_enter()
            return True
        if key == Qt.Key.Key_Escape and self._completion.isVisible():
            self._completion.hide()
            return True
        return False

    def _on_backspace(self) -> bool:
        if self.language is None or self.edit.cursorPosition() > 0 or self.edit.hasSelectedText():
            return False
        self.drop_language()
        return True

    def _on_up_or_down(self, by: int) -> bool:
        if self._completion.isVisible():
            self._completion.step(by)
        elif by > 0:
            self.left_down.emit()
        return True

    def _on_enter(self) -> None:
        """Complete what is marked, else what is named."""
        if self._completion.isVisible() and (marked := self._completion.marked()):
            self.choose(marked)
        elif not self._take_language(unless_longer=False):
            self._completion.hide()
            self.entered.emit()

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """A press anywhere in the field is for the text."""
        self.edit.setFocus(Qt.FocusReason.MouseFocusReason)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the ground, the border, and the ring while the text has the focus."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        tokens = self._look.tokens
        radius = tokens.radius["large"]
        focused = self.edit.hasFocus()
        frame = QRectF(self.rect()).adjusted(RING, RING, -RING, -RING)
        if focused:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(tokens.colour("accent_soft"))
            painter.drawRoundedRect(self.rect(), radius + RING, radius + RING)
        painter.setPen(QPen(tokens.colour("accent" if focused else "control"), 1))
        painter.setBrush(tokens.colour("surface"))
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), radius - 0.5, radius - 0.5)
