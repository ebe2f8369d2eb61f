"""Answers of a fictional unit for its guidelines."""

from dataclasses import replace
from datetime import date

from interpreter_app.domain.guidelines import GuidelinesAnswers, Part, PartAnswer
from interpreter_app.domain.situations import Method, Sector

OWN = {
    Part.BOOKING_ROUTINES: "Sekretariatet bestiller på telefon +47 000 00 000.",
    Part.DUTY_SITUATIONS: "- Første hjemmebesøk\n- Samtaler om samtykke",
}
COMPLETE = GuidelinesAnswers(
    unit="Helsestasjonen i Eksempelvik",
    sector=Sector.HEALTH,
    size="14 ansatte, tolk 20 ganger i måneden",
    activities="Helsestasjon for familier med små barn",
    risk="Samtykke og legemidler",
    responsible="Avdelingsleder",
    supplier="Eksempeltolk AS",
    valid_from=date(2026, 12, 1),
    methods=(Method.ON_SITE, Method.SCREEN),
    parts={part: PartAnswer(text=OWN.get(part, "")) for part in Part},
)


def with_part(answers: GuidelinesAnswers, part: Part, answer: PartAnswer) -> GuidelinesAnswers:
    """The answers with another one on a part."""
    return replace(answers, parts={**answers.parts, part: answer})
