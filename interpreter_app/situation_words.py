"""The vocabularies of a booking situation in words: sectors, bodies, methods, who is to interpret, and the grounds."""

from interpreter_app.domain.errors import N_
from interpreter_app.domain.folding import fold
from interpreter_app.domain.situations import Body, Ground, Method, Proposed, Sector
from interpreter_app.i18n import Texts

SECTOR_NAMES = {
    Sector.HEALTH: N_("Health and care services"),
    Sector.GP: N_("GP"),
    Sector.COURT: N_("Court"),
    Sector.IMMIGRATION: N_("Immigration administration"),
    Sector.POLICE: N_("Police"),
    Sector.PROSECUTION: N_("Prosecution"),
    Sector.PRISON: N_("Prison"),
    Sector.PROBATION: N_("Probation service"),
    Sector.CONCILIATION: N_("Mediation service"),
    Sector.REVIEW_COMMISSION: N_("Criminal Cases Review Commission"),
    Sector.CHILD_WELFARE_BOARD: N_("Child Welfare and Health Board"),
    Sector.CHILD_WELFARE: N_("Child welfare service"),
    Sector.CRISIS_SHELTER: N_("Crisis shelter"),
    Sector.NAV: N_("NAV"),
    Sector.SCHOOL: N_("School"),
    Sector.KINDERGARTEN: N_("Kindergarten"),
    Sector.INTEGRATION: N_("Refugee and integration service"),
    Sector.NOTARY: N_("Notary public"),
    Sector.OTHER: N_("Other public service"),
}

BODY_NAMES = {
    Body.PUBLIC: N_("Public body"),
    Body.PRIVATE_ON_BEHALF: N_("Private, on behalf of a public body"),
    Body.PRIVATE_KINDERGARTEN: N_("Approved private kindergarten"),
    Body.PRIVATE_SCHOOL: N_("Approved private school"),
    Body.PRIVATE_OTHER: N_("Other private business"),
}

METHOD_NAMES = {
    Method.ON_SITE: N_("On site"),
    Method.SCREEN: N_("By screen"),
    Method.TELEPHONE: N_("By telephone"),
}

PROPOSED_NAMES = {
    Proposed.NONE: N_("Nobody yet"),
    Proposed.REGISTER: N_("Somebody from the register"),
    Proposed.OTHER: N_("Somebody else"),
    Proposed.CHILD: N_("A child"),
    Proposed.ADULT_RELATIVE: N_("An adult relative"),
}

GROUND_NAMES = {
    Ground.CANNOT_WAIT: N_("It is not defensible to wait"),
    Ground.EMERGENCY: N_("It is an emergency"),
    Ground.STRONG_REASONS: N_("There are other strong reasons"),
}

_OTHER_WORDS = {
    Sector.HEALTH: N_("hospital, ward, nurse, emergency ward, outpatient clinic, nursing home, home care, dentist"),
    Sector.GP: N_("doctor, general practitioner, surgery"),
    Sector.COURT: N_("judge, trial, hearing"),
    Sector.IMMIGRATION: N_("asylum, UDI, UNE, residence permit"),
    Sector.POLICE: N_("interrogation, officer"),
    Sector.PROSECUTION: N_("public prosecutor"),
    Sector.PRISON: N_("correctional service"),
    Sector.PROBATION: N_("correctional service"),
    Sector.CONCILIATION: N_("mediation, konfliktråd"),
    Sector.CHILD_WELFARE_BOARD: N_("board, county board"),
    Sector.CHILD_WELFARE: N_("child protection"),
    Sector.CRISIS_SHELTER: N_("violence, refuge"),
    Sector.NAV: N_("benefits, employment office, social services"),
    Sector.SCHOOL: N_("teacher, pupil, parents' meeting"),
    Sector.KINDERGARTEN: N_("nursery, day care"),
    Sector.INTEGRATION: N_("introduction programme, refugee, settlement"),
    Sector.NOTARY: N_("wedding, marriage"),
}
"""Other words by which people know a sector, with commas between them."""


def sectors_meant(text: str, texts: Texts) -> list[Sector]:
    """The sectors that ``text`` means by another word than their names, in the language of ``texts``."""
    if not (wanted := fold(text.strip())):
        return []
    words = {sector: texts.gettext(others).split(", ") for sector, others in _OTHER_WORDS.items()}
    return [sector for sector, others in words.items() if any(fold(one).startswith(wanted) for one in others)]
