"""The record types that the register holds and exchanges, by the names they have on the wire."""

from collections.abc import Mapping

from interpreter_app.domain.authorisations import Authorisation, Withdrawal
from interpreter_app.domain.interpreters import Interpreter, ListedLanguage, Listing
from interpreter_app.domain.qualifications import Qualification

Record = Interpreter | ListedLanguage | Listing | Qualification | Authorisation | Withdrawal

RECORD_TYPES: Mapping[str, type[Record]] = {
    "interpreter": Interpreter,
    "language": ListedLanguage,
    "listing": Listing,
    "qualification": Qualification,
    "authorisation": Authorisation,
    "withdrawal": Withdrawal,
}
"""Each type with its dataclass. All but ``interpreter`` belong to the person in ``interpreter_id``."""
