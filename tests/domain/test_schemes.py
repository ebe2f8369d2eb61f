"""Which schemes people have gone through in a language, as far as what is recorded of them tells."""

from datetime import date

from interpreter_app.domain.qualifications import EvidenceType
from interpreter_app.domain.schemes import Scheme, schemes_of
from tests.support.registers import TODAY, bachelor, bilingual_and_tao, credits_30, dossier

FIRST = dossier(number=1, evidence=[bachelor("som", date(2010, 6, 1)), *bilingual_and_tao("som", date(2005, 6, 1))])
SECOND = dossier(number=2, evidence=[bachelor("som", date(2020, 6, 1)), credits_30("ara", date(2011, 6, 1))])


def test_each_scheme_says_when_it_began_and_ended_and_how_many_have_it():
    assert schemes_of([FIRST, SECOND], ("som",), TODAY) == (
        Scheme(EvidenceType.BACHELOR, date(2010, 6, 1), date(2020, 6, 1), 2),
        Scheme(EvidenceType.BILINGUAL_TEST, date(2005, 6, 1), date(2005, 6, 1), 1),
    )


def test_a_person_with_credits_from_two_courses_is_one():
    twice = dossier(evidence=[credits_30(obtained=date(2010, 6, 1)), credits_30(obtained=date(2012, 6, 1))])
    (scheme,) = schemes_of([twice], ("som",), TODAY)
    assert (scheme.first.year, scheme.last.year, scheme.people) == (2010, 2012, 1)


def test_other_languages_and_later_days_do_not_count_and_tao_is_of_no_language():
    assert schemes_of([SECOND], ("som",), date(2020, 5, 31)) == ()
    assert EvidenceType.TAO not in {one.type for one in schemes_of([FIRST], ("som",), TODAY)}
