"""What a change of the records does to the categories, from which day, and why."""

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given

from interpreter_app.domain.authorisations import Withdrawal
from interpreter_app.domain.effects import effects
from interpreter_app.domain.periods import FOREVER, Period
from tests.support.registers import TODAY, authorised, bachelor, credits_30, dossier
from tests.support.strategies import ALL_DAYS, dossiers

DAY = timedelta(1)
FROM, UNTIL = date(2026, 7, 10), date(2026, 9, 1)


def letters(found):
    return [
        (
            effect.pair.language,
            effect.period,
            effect.before.category if effect.before else None,
            effect.after.category if effect.after else None,
        )
        for effect in found
    ]


def with_withdrawal(person, start=FROM, end=UNTIL):
    gap = Withdrawal(
        interpreter_id=person.id,
        authorisation_id=next(iter(person.authorisations)),
        withdrawn_from=start,
        withdrawn_until=end,
    )
    return replace(person, withdrawals=(gap,))


def test_new_evidence_raises_the_category_from_today_on():
    before, after = dossier(evidence=[authorised()]), dossier(evidence=[authorised(), bachelor()])
    assert letters(effects(before, after, TODAY)) == [("som", Period(TODAY, FOREVER), "C", "A")]


def test_what_changes_nothing_has_no_effect():
    person = dossier()
    assert effects(person, person, TODAY) == ()


def test_what_only_rests_on_more_evidence_has_no_effect():
    before, after = dossier(evidence=[bachelor()]), dossier(evidence=[bachelor(), credits_30()])
    assert effects(before, after, TODAY) == ()


def test_a_withdrawal_to_come_has_its_effect_for_as_long_as_it_lasts():
    person = dossier(evidence=[authorised()])
    found = effects(person, with_withdrawal(person), TODAY)
    assert letters(found) == [("som", Period(FROM, UNTIL), "C", None)]
    assert found[0].after is not None


def test_days_before_today_do_not_count():
    person = dossier(evidence=[authorised()])
    past = with_withdrawal(person, TODAY - 9 * DAY, TODAY)
    assert effects(person, past, TODAY) == ()
    assert letters(effects(person, past, TODAY - DAY)) == [("som", Period(TODAY - DAY, TODAY), "C", None)]


def test_a_language_added_is_an_effect_even_without_a_category():
    before, after = dossier(languages=["som"]), dossier(languages=["som", "ara"], evidence=[bachelor("som")])
    assert letters(effects(before, after, TODAY)) == [("ara", Period(TODAY, FOREVER), None, None)]


def test_a_language_without_a_category_goes_without_effect():
    before, after = dossier(languages=["som", "ara"], evidence=[bachelor("som")]), dossier(languages=["som"])
    assert effects(before, after, TODAY) == ()


@pytest.mark.parametrize("gone", [None, "the person"])
def test_a_person_who_comes_or_goes_has_an_effect_for_every_language(gone):
    person = dossier(languages=["ara", "som"])
    found = effects(person, None, TODAY) if gone else effects(None, person, TODAY)
    assert [(effect.pair.language, effect.before is None, effect.after is None) for effect in found] == [
        ("ara", not gone, bool(gone)),
        ("som", not gone, bool(gone)),
    ]


@given(dossiers(), dossiers())
def test_on_every_later_day_the_effects_say_just_what_is_other(before, after):
    first = ALL_DAYS[2]
    found = effects(before, after, first)
    for day in [one for one in ALL_DAYS[2:] if one < FOREVER]:
        then = {one.pair: one.category for one in before.assessments(day)}
        now = {one.pair: one.category for one in after.assessments(day)}
        said = {effect.pair for effect in found if effect.period.holds(day)}
        assert len(said) == sum(effect.period.holds(day) for effect in found)
        for pair in {*then, *now}:
            is_other = then.get(pair) is not now.get(pair) or (pair in now and pair not in then)
            assert (pair in said) == is_other
