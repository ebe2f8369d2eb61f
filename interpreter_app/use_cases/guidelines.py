"""A unit's guidelines: its answers kept, checked, and made into a document."""

import json
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from interpreter_app.contact_checks import check_booking_text
from interpreter_app.documents.blocks import Document
from interpreter_app.documents.guidelines import guidelines_document
from interpreter_app.documents.whole_files import check_place
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.guidance_content import Content
from interpreter_app.domain.guidelines import (
    GuidelinesAnswers,
    Missing,
    PartAnswer,
    PartContent,
    check,
    field_of,
    part_contents,
    required,
    suggested_parts,
)
from interpreter_app.domain.guidelines_entries import (
    LONGEST_TEXT,
    QUESTIONS,
    guidelines_data,
    read_guidelines_answers,
)
from interpreter_app.guidelines_words import missing_in_words, questions
from interpreter_app.i18n import Texts
from interpreter_app.store.unit_answers import read_unit_answers, write_unit_answers
from interpreter_app.unit import Unit
from interpreter_app.use_cases.open_profile import Profile

_NAME = "guidelines"


@dataclass(frozen=True, slots=True)
class Checked:
    """Answers with the standard texts that hold for them, and what is missing."""

    answers: GuidelinesAnswers
    contents: tuple[PartContent, ...]
    missing: tuple[Missing, ...]

    @property
    def required(self) -> tuple[Missing, ...]:
        """What is missing of what must be there."""
        return required(self.missing)

    @property
    def recommended(self) -> tuple[Missing, ...]:
        """What is missing of what is recommended."""
        return tuple(one for one in self.missing if one.point is None)


def first_answers(unit: Unit) -> GuidelinesAnswers:
    """The answers to begin with: what the unit has said of itself."""
    return GuidelinesAnswers(unit=unit.name, body=unit.body, sector=unit.sector)


def answers_of(unit: Unit, kept: GuidelinesAnswers | None) -> GuidelinesAnswers:
    """The answers that are kept, else those to begin with; what the unit says of itself in the settings goes before."""
    if kept is None:
        return first_answers(unit)
    return replace(kept, unit=unit.name or kept.unit, sector=unit.sector or kept.sector, body=unit.body)


def read_kept_answers(profile: Profile) -> GuidelinesAnswers | None:
    """The answers that are kept in the profile; None while there are none."""
    with profile.database.read() as connection:
        data = read_unit_answers(connection, _NAME)
    return None if data is None else read_guidelines_answers(data)


def keep_answers(profile: Profile, answers: GuidelinesAnswers, now: datetime) -> None:
    """Keep the answers in the profile, in the stead of what was kept."""
    data = json.dumps(guidelines_data(answers), ensure_ascii=False).encode()
    with profile.database.write() as connection:
        write_unit_answers(connection, _NAME, data, now)


def take_answers(content: bytes) -> GuidelinesAnswers:
    """The answers in a JSON file.

    Raises ``UserError`` with the field for what does not fit, texts that ``check_booking_text`` refuses included.
    """
    answers = read_guidelines_answers(content)
    own = {name: getattr(answers, name) for name in ("unit", "size", "activities", "risk", "responsible", "supplier")}
    parts = {field_of(part): answer.text for part, answer in answers.parts.items()}
    for field, text in (own | parts).items():
        check_booking_text(field, text, LONGEST_TEXT)
    return answers


def check_answers(answers: GuidelinesAnswers, content: Content, today: date, texts: Texts) -> Checked:
    """The answers with the texts in the language of ``texts``, and what is missing.

    The texts are those that hold ``today``, or from the day on which the guidelines come into force.
    """
    contents = part_contents(content, max(answers.valid_from or today, today), texts.language)
    return Checked(answers, contents, check(answers, contents))


def build_guidelines(checked: Checked, texts: Texts, *, draft: bool = False) -> Document:
    """The guidelines; raises ``UserError`` with what is missing, unless they may be a ``draft``, which lists it."""
    lacking = checked.required
    if lacking and not draft:
        raise UserError(
            N_("The guidelines are not complete. {missing}"),
            N_("Answer what is missing, or build a draft with --draft."),
            missing=" ".join(missing_in_words(one, checked.contents, texts) for one in lacking),
        )
    return guidelines_document(checked.answers, checked.contents, lacking, texts)


def write_guidelines(document: Document, docx: Path | None, pdf: Path | None, *, replace: bool = False) -> None:
    """Write the guidelines as the files that are named; neither when one of them has no place.

    Raises ``UserError`` as ``check_place`` does.
    """
    for path in (docx, pdf):
        if path is not None:
            check_place(path, replace=replace)
    if docx is not None:
        from interpreter_app.documents.docx import write_docx

        write_docx(document, docx, replace=replace)
    if pdf is not None:
        from interpreter_app.documents.pdf import write_pdf

        write_pdf(document, pdf, replace=replace)


def template(unit: Unit, contents: Sequence[PartContent], texts: Texts) -> dict[str, object]:
    """An answers file to fill in, with what the unit has said of itself and the questions in it."""
    first = first_answers(unit)
    suggested = suggested_parts(first.sector)
    parts = {content.part: PartAnswer(included=content.part in suggested) for content in contents}
    empty = GuidelinesAnswers(unit=first.unit, body=first.body, sector=first.sector, parts=parts)
    return {QUESTIONS: dict(questions(contents, texts))} | guidelines_data(empty)
