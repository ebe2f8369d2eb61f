"""The answers in the picture of the guidelines: a fictional unit that has not said all yet."""

from datetime import date

from interpreter_app.domain.guidelines import GuidelinesAnswers, Part, PartAnswer
from interpreter_app.domain.situations import Method, Sector

PICTURED_ANSWERS = GuidelinesAnswers(
    unit="Helsestasjonen i Eksempelvik",
    sector=Sector.HEALTH,
    size="14 ansatte. Vi bruker tolk omtrent 20 ganger i måneden.",
    activities="Helsestasjon og skolehelsetjeneste. Vi møter familier med barn under 18 år.",
    responsible="Avdelingsleder",
    valid_from=date(2026, 12, 1),
    methods=(Method.ON_SITE, Method.SCREEN),
    parts={
        Part.BOOKING_ROUTINES: PartAnswer(text="Sekretariatet bestiller. Alle kan bestille når det haster."),
        Part.REMOTE_INTERPRETING: PartAnswer(text="Rom 3 har skjerm og møtetelefon."),
    },
)
