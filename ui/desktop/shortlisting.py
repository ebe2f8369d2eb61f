"""Putting somebody from the search on the call list, and saying so."""

from dataclasses import dataclass

from interpreter_app.booking_words import method_in_words
from interpreter_app.domain.call_lists import Need
from interpreter_app.ids import new_id
from interpreter_app.note_explanations import NOTE_NAME, signs_in_words
from interpreter_app.use_cases.call_lists import Shortlisted, shortlist
from interpreter_app.use_cases.guide_answers import Answers, for_booking
from ui.desktop.models.called import list_titles
from ui.desktop.pages.page import CALL_LIST, GUIDE, Shell
from ui.desktop.pages.search_page import SearchPage
from ui.desktop.session import Session

_CHOSEN = "chosen-call-list"


@dataclass(frozen=True, slots=True)
class _Chosen:
    """The call list that was chosen, or put somebody on, while the guide was ``answered`` like this."""

    id: str
    answered: Answers | None


def choose_call_list(session: Session, id_: str) -> None:
    """Let this call list be the one that is meant, until the guide is answered in another way."""
    session.kept[CALL_LIST] = id_
    session.kept[_CHOSEN] = _Chosen(id_, _answers(session))


def put_on_call_list(shell: Shell, search: SearchPage, person: str) -> None:
    """Put the person with this record id on the list for the language and kind that ``search`` asks for."""
    session, reading = shell.session, search.finder.reading
    today, now = session.today, session.now()
    language = reading.language if reading else search.request.language
    kind, answers, chosen = search.request.kind, _answers(session), session.kept.get(_CHOSEN)
    meant = chosen.id if isinstance(chosen, _Chosen) and chosen.answered == answers else None

    def known(need: Need) -> Need:
        """With what was answered in the guide, if the search came from there."""
        return for_booking(answers, need, today) if answers else need

    def tell(done: Shortlisted) -> None:
        """Say so, and have the call list that is meant shown next."""
        choose_call_list(session, done.call_list.id)
        shell.say(_in_words(session, done))

    session.edit(
        lambda profile: shortlist(
            profile, person, language, kind, today=today, now=now, new_id=new_id, known=known, meant=meant
        ),
        tell,
    )


def _answers(session: Session) -> Answers | None:
    answers = session.kept.get(GUIDE)
    return answers if isinstance(answers, Answers) else None


def _in_words(session: Session, done: Shortlisted) -> str:
    """Who is on which list, and what the person has noted of whoever it is."""
    texts = session.texts
    _ = texts.gettext
    if done.already:
        said = _("{name} is on the call list already (Ctrl L): {list}")
    elif done.began:
        said = _("{name} is on a new call list (Ctrl L): {list}")
    else:
        said = _("{name} is on the call list (Ctrl L): {list}")
    method = done.call_list.need.method
    titles = list_titles([done.call_list], session.today, texts)
    parts = [*titles, method_in_words(method, texts)] if method else titles
    words = said.format(name=done.called.name, list=", ".join(parts))
    signs = signs_in_words(done.note, texts)
    return f"{words}. {_(NOTE_NAME)}: {signs}" if signs else words
