"""Putting somebody from the search on the call list, and saying so."""

from interpreter_app.domain.call_lists import Need
from interpreter_app.ids import new_id
from interpreter_app.use_cases.call_lists import Shortlisted, shortlist
from interpreter_app.use_cases.guide_answers import Answers, for_booking
from ui.desktop.page_table import CALL_LIST, GUIDE
from ui.desktop.pages.page import Shell
from ui.desktop.pages.search_page import SearchPage
from ui.desktop.wording import language_title


def put_on_call_list(shell: Shell, search: SearchPage, person: str) -> None:
    """Put the person with this record id on the list for the language and kind that ``search`` asks for."""
    session, reading = shell.session, search.finder.reading
    today, now = session.today, session.now()
    language = reading.language if reading else search.request.language
    kind = search.request.kind
    answers = session.kept.get(GUIDE)

    def known(need: Need) -> Need:
        """With what was answered in the guide, if the search came from there."""
        return for_booking(answers, need, today) if isinstance(answers, Answers) else need

    def tell(done: Shortlisted) -> None:
        """Say so, and have the call list that is meant shown next."""
        session.kept[CALL_LIST] = done.call_list.id
        shell.say(_in_words(shell, done))

    session.edit(
        lambda profile: shortlist(profile, person, language, kind, today=today, now=now, new_id=new_id, known=known),
        tell,
    )


def _in_words(shell: Shell, done: Shortlisted) -> str:
    texts = shell.session.texts
    _ = texts.gettext
    if done.already:
        said = _("{name} is on the call list already (Ctrl L)")
    elif done.began:
        said = _("{name} is on a new call list for {language} (Ctrl L)")
    else:
        said = _("{name} is on the call list (Ctrl L)")
    return said.format(name=done.called.name, language=language_title(done.call_list.need.language, texts))
