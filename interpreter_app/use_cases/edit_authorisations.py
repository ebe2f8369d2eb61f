"""What can be done with a person's authorisations: a plan each, to be saved or tried out; see ``edit_person``."""

from datetime import date

from interpreter_app.contact_checks import LONGEST_REASON, check_length
from interpreter_app.domain.authorisations import Authorisation, Withdrawal
from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.edits import Draft, Fields
from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.languages import own_kind
from interpreter_app.domain.periods import until
from interpreter_app.domain.record_order import check_authorisation
from interpreter_app.ids import NewId
from interpreter_app.use_cases.person_records import PersonRecords, change, creation, deletion


def grant_authorisation(
    person: PersonRecords, language: str, granted: date, *, number: str = "", kind: Kind | None = None, new_id: NewId
) -> tuple[Draft, ...]:
    """Grant an authorisation for a language (tolkeloven § 18); ``granted`` is the first day it holds."""
    fields = {
        "language": language,
        "kind": kind,
        "granted": granted.isoformat(),
        "number": check_length("number", number),
    }
    draft = new_authorisation(person.id, fields, new_id=new_id, fictional=person.fictional)
    refuse_second(person.after([draft]), draft.record)
    return (draft,)


def new_authorisation(person: str, fields: Fields, *, new_id: NewId, fictional: bool) -> Draft:
    """The draft of an authorisation of a person; ``fields`` are JSON data."""
    return creation("authorisation", new_id(), person, {"interpreter_id": person, **fields}, fictional=fictional)


def withdraw_authorisation(
    person: PersonRecords, record: str, start: date, end: date | None = None, reason: str = "", *, new_id: NewId
) -> tuple[Draft, ...]:
    """Withdraw an authorisation (its record id) for a time (tolkeloven § 20).

    ``end`` is the first day it counts again, None when that is not known yet. Raises ``UserError`` for days on which
    it does not hold, or is withdrawn already.
    """
    draft = new_withdrawal(person.id, record, start, end, reason, new_id=new_id, fictional=person.fictional)
    return _in_order(person, record, (draft,))


def new_withdrawal(
    person: str,
    authorisation: str,
    start: date,
    end: date | None = None,
    reason: str = "",
    *,
    new_id: NewId,
    fictional: bool,
) -> Draft:
    """The draft of a withdrawal of an authorisation (its record id)."""
    fields = {
        "interpreter_id": person,
        "authorisation_id": authorisation,
        "withdrawn_from": start.isoformat(),
        "withdrawn_until": end.isoformat() if end else None,
        "reason": check_length("reason", reason, LONGEST_REASON),
    }
    return creation("withdrawal", new_id(), person, fields, fictional=fictional)


def restore_authorisation(person: PersonRecords, record: str, end: date) -> tuple[Draft, ...]:
    """End the withdrawal of an authorisation (its record id): it counts again from ``end``.

    Raises ``UserError`` when it is not withdrawn then.
    """
    found = _withdrawals(person, record)
    lasting = [(id_, one) for id_, one in found if one.withdrawn_until is None or one.withdrawn_until > end]
    if not lasting:
        raise UserError(
            N_("The authorisation is not withdrawn on {day}."),
            N_("There is nothing to restore."),
            day=end.isoformat(),
        )
    id_, _ = min(lasting, key=lambda pair: pair[1].withdrawn_from)
    return _in_order(person, record, change(person, id_, {"withdrawn_until": end.isoformat()}))


def revoke_authorisation(person: PersonRecords, record: str, day: date, reason: str = "") -> tuple[Draft, ...]:
    """Revoke an authorisation (its record id) for good (tolkeloven § 20); ``day`` is the first it holds no more.

    Raises ``UserError`` when it is revoked already, or before it was granted or withdrawn.
    """
    authorisation = person.dossier.authorisations[record]
    if authorisation.revoked:
        raise UserError(
            N_("The authorisation is revoked already, from {day}."),
            N_("See “interpreter-app show”."),
            day=authorisation.revoked.isoformat(),
        )
    return change_authorisation(person, record, {"revoked": day.isoformat(), "revocation_reason": reason})


def remove_authorisation(person: PersonRecords, record: str) -> tuple[Draft, ...]:
    """Delete an authorisation (its record id) that was entered wrongly, with its withdrawals.

    One that was really granted and no longer holds is revoked: it stays in the record, with the days on which it held.
    """
    return (*(deletion(person, id_) for id_, _ in _withdrawals(person, record)), deletion(person, record))


def _withdrawals(person: PersonRecords, record: str) -> list[tuple[str, Withdrawal]]:
    return [
        (id_, one)
        for id_, one in person.of_type("withdrawal").items()
        if isinstance(one, Withdrawal) and one.authorisation_id == record
    ]


def change_authorisation(
    person: PersonRecords, record: str, changes: Fields, seen: Fields | None = None
) -> tuple[Draft, ...]:
    """Change fields of an authorisation (its record id), as JSON data; null clears one."""
    return _in_order(person, record, change(person, record, changes, seen))


def _in_order(person: PersonRecords, record: str, drafts: tuple[Draft, ...]) -> tuple[Draft, ...]:
    """The drafts, when the authorisation's days are in order with them."""
    after = person.after(drafts)
    if after:
        gaps = [gap for gap in after.withdrawals if gap.authorisation_id == record]
        check_authorisation(after.authorisations[record], gaps)
    return drafts


def refuse_second(person: Dossier | None, record: str) -> None:
    """Refuse an authorisation (its record id) while another for the same language and kind holds."""
    if person is None:
        return
    new = person.authorisations[record]
    for id_, other in person.authorisations.items():
        if id_ != record and _same_pair(other, new) and _at_one_time(other, new):
            raise UserError(
                N_("{name} has an authorisation for {language} already, granted {day}."),
                N_("Restore it if it is withdrawn; a new one can be granted when it is revoked."),
                name=person.interpreter.name,
                language=new.language,
                day=other.granted.isoformat(),
            )


def _at_one_time(one: Authorisation, other: Authorisation) -> bool:
    return one.granted < until(other.revoked) and other.granted < until(one.revoked)


def _same_pair(one: Authorisation, other: Authorisation) -> bool:
    kinds = [authorisation.kind or own_kind(authorisation.language) for authorisation in (one, other)]
    return one.language == other.language and kinds[0] is kinds[1]
