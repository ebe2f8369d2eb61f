"""The fictional register: repeatable, shaped like the real one, and nobody's."""

import re
import string
import unicodedata
from collections import Counter
from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache
from hashlib import sha256
from itertools import islice
from uuid import UUID

import msgspec
import pytest

from interpreter_app.domain.categories import Category, Pair, assess
from interpreter_app.domain.dossiers import Dossier
from interpreter_app.domain.interpreters import Gender, Interpreter, Kind, ListedLanguage
from interpreter_app.domain.languages import language_table, own_kind
from interpreter_app.domain.places import county_table
from interpreter_app.domain.qualifications import CreditUnit, EvidenceType, Qualification, evidence_from_qualification
from interpreter_app.domain.records import RECORD_TYPES
from interpreter_app.store.records import dossier_of
from sync.register_server.fictional_chance import Chance, Deck
from sync.register_server.fictional_evidence import (
    TRANSLATOR,
    category_of,
    institution_of,
    take,
    ways_to,
    working_day,
)
from sync.register_server.fictional_identity import IdentityNumbers
from sync.register_server.fictional_languages import SHARES, categories_of
from sync.register_server.fictional_names import Culture, address_part, name_table
from sync.register_server.fictional_register import (
    DEFAULT_SEED,
    DEFAULT_SIZE,
    FIXED_DATE,
    FictionalPerson,
    fictional_people,
)
from sync.register_server.records import record_data

DIGEST = "8a8ae9ccf1f7cad07e83f60cf351829285a1ee877351e7c33a2baaa96e76f871"
HIGHLY_QUALIFIED = frozenset("ABCD")


@cache
def people(size: int = DEFAULT_SIZE, seed: int = DEFAULT_SEED) -> tuple[FictionalPerson, ...]:
    return tuple(fictional_people(size, seed))


@cache
def dossiers() -> tuple[Dossier, ...]:
    made = (dossier_of(person.id, person.records_by_id) for person in people())
    return tuple(dossier for dossier in made if dossier)


def interpreters() -> list[Interpreter]:
    return [dossier.interpreter for dossier in dossiers()]


def digest(made: Sequence[FictionalPerson]) -> str:
    total = sha256()
    for person in made:
        for id_, record in person.records_by_id:
            total.update(msgspec.json.encode([id_, record_data(record)], order="sorted"))
    return total.hexdigest()


def best_category(dossier: Dossier) -> Category | None:
    return dossier.assessments(FIXED_DATE)[0].category


def share(count: int) -> float:
    return count / DEFAULT_SIZE


class TestRepeating:
    def test_a_seed_gives_the_same_people_on_each_python(self) -> None:
        assert digest(people(400)) == DIGEST

    def test_it_gives_the_same_people_again(self) -> None:
        assert tuple(fictional_people(50, 7)) == tuple(fictional_people(50, 7))

    def test_another_seed_gives_other_people(self) -> None:
        assert digest(people(50, 1)) != digest(people(50, 2))

    @pytest.mark.parametrize("size", [0, 1, 5, 300])
    def test_it_makes_as_many_people_as_asked_for(self, size: int) -> None:
        assert len(people(size)) == size

    def test_people_come_one_by_one(self) -> None:
        first = list(islice(fictional_people(10**9), 3))
        assert len(first) == 3


class TestRecords:
    def test_the_persons_own_record_comes_first(self) -> None:
        assert all(isinstance(person.records[0][2], Interpreter) for person in people())

    def test_each_record_is_of_its_type(self) -> None:
        assert all(type(record) is RECORD_TYPES[name] for person in people() for name, _, record in person.records)

    def test_all_records_of_a_person_belong_to_the_person(self) -> None:
        for person in people():
            assert {r.interpreter_id for _, _, r in person.records if not isinstance(r, Interpreter)} == {person.id}

    def test_withdrawals_belong_to_an_authorisation_of_the_same_person(self) -> None:
        for dossier in dossiers():
            assert {gap.authorisation_id for gap in dossier.withdrawals} <= set(dossier.authorisations)

    def test_ids_are_of_version_7_and_rise(self) -> None:
        ids = [id_ for person in people() for _, id_, _ in person.records]
        assert {(UUID(id_).version, str(UUID(id_)) == id_) for id_ in ids} == {(7, True)}
        assert ids == sorted(set(ids))


class TestLanguages:
    def test_there_are_76(self) -> None:
        listed = {item.language for dossier in dossiers() for item in dossier.languages}
        assert len(listed) == 76

    @pytest.mark.parametrize(("size", "languages"), [(5, 5), (76, 76), (77, 76), (300, 76)])
    def test_a_small_register_has_as_many_as_it_can_hold(self, size: int, languages: int) -> None:
        first = {
            next(r.language for _, _, r in person.records if isinstance(r, ListedLanguage)) for person in people(size)
        }
        assert len(first) == languages

    def test_the_most_listed_are_those_published_and_in_that_order(self) -> None:
        counted = Counter(code for d in dossiers() for code in {item.language for item in d.languages})
        most = [code for code, _ in counted.most_common(10)]
        assert most == ["ara", "rus", "pol", "eng", "som", "pes", "prs", "ckb", "spa", "tur"]

    @pytest.mark.parametrize("code", ["rhg", "nus", "ksw", "aii", "mfz"])
    def test_languages_without_enough_interpreters_have_few(self, code: str) -> None:
        assert 1 <= sum(code in {item.language for item in d.languages} for d in dossiers()) <= 8

    @pytest.mark.parametrize("code", ["ukr", "tir", "nsl", "sme", "hbs", "hrv", "ces-slk"])
    def test_languages_asked_for_are_there(self, code: str) -> None:
        assert any(item.language == code for d in dossiers() for item in d.languages)

    def test_people_have_a_third_language_more_than_one_on_the_average(self) -> None:
        assert 1.3 < share(sum(len({item.language for item in d.languages}) for d in dossiers())) < 1.4

    def test_nobody_is_listed_for_a_pair_twice(self) -> None:
        assert all(len({(i.language, i.kind) for i in d.languages}) == len(d.languages) for d in dossiers())

    def test_all_are_in_the_table_of_languages(self) -> None:
        codes = {language.code for language in language_table().languages}
        assert {share.code for share in SHARES} | {other for share in SHARES for other in share.others} <= codes

    def test_each_language_is_listed_for_kinds_that_fit_it(self) -> None:
        pairs = {(item.language, item.kind) for d in dossiers() for item in d.languages}
        others = {pair for pair in pairs if pair[1] is not own_kind(pair[0])}
        assert others == {("nor", Kind.SPEECH_TO_TEXT), ("nsl", Kind.DEAFBLIND)}


class TestCategories:
    def test_62_percent_are_highly_qualified(self) -> None:
        assert share(sum(best_category(d) in HIGHLY_QUALIFIED for d in dossiers())) == pytest.approx(0.62, abs=0.015)

    def test_so_they_are_among_those_listed_that_day(self) -> None:
        listed = [d for d in dossiers() if d.listed_on(FIXED_DATE)]
        highly = sum(best_category(d) in HIGHLY_QUALIFIED for d in listed)
        assert highly / len(listed) == pytest.approx(0.62, abs=0.015)

    @pytest.mark.parametrize(("category", "expected"), [("A", 0.09), ("B", 0.18), ("C", 0.15), ("D", 0.20)])
    def test_each_has_its_share(self, category: str, expected: float) -> None:
        assert share(sum(best_category(d) == category for d in dossiers())) == pytest.approx(expected, abs=0.01)

    def test_every_pair_has_one_save_a_few_whose_authorisation_does_not_hold(self) -> None:
        pairs = [(d, found) for d in dossiers() for found in d.assessments(FIXED_DATE)]
        without = [(d, found) for d, found in pairs if found.category is None]
        assert 0 < len(without) < len(pairs) / 100
        for dossier, found in without:
            authorisations = [a for a in dossier.authorisations.values() if a.language == found.pair.language]
            assert authorisations
            assert all(a.revoked or any(g.withdrawn_until is None for g in dossier.withdrawals) for a in authorisations)

    @pytest.mark.parametrize("pair", [Pair(s.code, own_kind(s.code)) for s in SHARES if s.code != "nor"])
    def test_every_way_gives_the_category_meant(self, pair: Pair) -> None:
        assert_ways_give_what_they_should(pair)

    @pytest.mark.parametrize("pair", [Pair("nor", Kind.SPEECH_TO_TEXT), Pair("nsl", Kind.DEAFBLIND)])
    def test_so_it_does_for_other_kinds(self, pair: Pair) -> None:
        assert_ways_give_what_they_should(pair)

    def test_some_people_rose_from_one_category_to_another(self) -> None:
        years = (date(2012, 6, 30), date(2018, 6, 30), FIXED_DATE)
        rose = [d for d in dossiers() if len({d.assessments(day)[0].category for day in years} - {None}) > 1]
        assert share(len(rose)) > 0.1

    def test_nothing_is_obtained_after_the_day_it_is_made_for(self) -> None:
        assert all(q.obtained < FIXED_DATE for d in dossiers() for q in d.qualifications)
        assert all(a.granted < FIXED_DATE for d in dossiers() for a in d.authorisations.values())


def assert_ways_give_what_they_should(pair: Pair) -> None:
    chance = Chance(3)
    for category in categories_of(pair):
        for way in ways_to(category, pair, with_bachelor=Category.A in categories_of(pair)):
            assert category_of(way.steps) is category
            taken = take(chance, way, pair)
            assert list(taken.days) == sorted(taken.days)
            assert all(step.earliest <= day for step, day in zip(way.steps, taken.days, strict=True))
            evidence = [
                evidence_from_qualification(
                    Qualification(
                        interpreter_id="",
                        type=step.type,
                        obtained=date.fromordinal(day),
                        language=None if step.type is EvidenceType.TAO else pair.language,
                        kind=None if step.type is EvidenceType.TAO else pair.kind,
                        amount=step.amount,
                        unit=step.unit,
                    ),
                    None,
                )
                for step, day in zip(way.steps, taken.days, strict=True)
            ]
            assert assess(pair, evidence, FIXED_DATE).category is category
            assert assess(pair, evidence, date.fromordinal(taken.qualified)).category
            assert not assess(pair, evidence, date.fromordinal(taken.qualified - 1)).category


class TestEvidence:
    def test_all_ways_are_there(self) -> None:
        qualifications = [q for d in dossiers() for q in d.qualifications]
        assert {q.type for q in qualifications} == set(EvidenceType) - {EvidenceType.STATE_AUTHORISATION}
        assert {q.unit for q in qualifications} == {None, *CreditUnit}

    def test_some_add_credits_of_two_institutions_up(self) -> None:
        def adds_up(dossier: Dossier) -> bool:
            halves = [q for q in dossier.qualifications if q.amount == Decimal(15)]
            return len({q.institution for q in halves}) == 2

        assert any(adds_up(dossier) for dossier in dossiers())

    def test_tao_belongs_to_the_person_once(self) -> None:
        for dossier in dossiers():
            tao = [q for q in dossier.qualifications if q.type is EvidenceType.TAO]
            assert len(tao) <= 1
            assert all(q.language is None and q.kind is None for q in tao)

    def test_evidence_names_its_kind_only_where_that_is_not_the_languages_own(self) -> None:
        for dossier in dossiers():
            for q in dossier.qualifications:
                assert q.kind is None or (q.language is not None and q.kind is not own_kind(q.language))

    def test_institutions_have_the_name_of_their_time(self) -> None:
        for dossier in dossiers():
            for q in dossier.qualifications:
                if q.institution == "OsloMet":
                    assert q.obtained >= date(2018, 1, 12)
                elif q.institution == "HVL":
                    assert q.obtained >= date(2017, 1, 1)
                elif q.institution:
                    assert q.institution.startswith("Høgskolen i Oslo")
                    assert q.obtained < date(2018, 1, 12)

    def test_a_translator_title_names_no_institution(self) -> None:
        assert institution_of(TRANSLATOR, FIXED_DATE.toordinal()) == ""

    @pytest.mark.parametrize(
        ("day", "expected"),
        [
            (date(2026, 6, 30), date(2026, 6, 30)),
            (date(2026, 6, 28), date(2026, 6, 26)),
            (date(2024, 12, 25), date(2024, 12, 11)),
            (date(2025, 1, 1), date(2024, 12, 18)),
        ],
    )
    def test_days_are_working_days(self, day: date, expected: date) -> None:
        assert date.fromordinal(working_day(day.toordinal())) == expected


class TestAuthorisations:
    def test_some_were_withdrawn_for_a_time_that_has_ended(self) -> None:
        ended = [gap for d in dossiers() for gap in d.withdrawals if gap.withdrawn_until]
        assert len(ended) > 5
        assert all(gap.withdrawn_from < gap.withdrawn_until <= FIXED_DATE for gap in ended if gap.withdrawn_until)

    def test_some_are_withdrawn_now_and_some_revoked(self) -> None:
        assert any(gap.withdrawn_until is None for d in dossiers() for gap in d.withdrawals)
        assert any(a.revoked for d in dossiers() for a in d.authorisations.values())

    def test_their_numbers_are_their_own(self) -> None:
        numbers = [a.number for d in dossiers() for a in d.authorisations.values()]
        assert len(numbers) == len(set(numbers))


class TestListings:
    def test_people_are_listed_after_they_had_a_category(self) -> None:
        for dossier in dossiers():
            first = min(listing.listed_from for listing in dossier.listings)
            assert any(found.category for found in dossier.assessments(first)) or any(
                a.revoked or dossier.withdrawals for a in dossier.authorisations.values()
            )
            assert first >= date(2005, 1, 1)

    def test_three_percent_have_been_removed_and_some_are_listed_again(self) -> None:
        ended = [d for d in dossiers() if any(listing.listed_until for listing in d.listings)]
        assert share(len(ended)) == pytest.approx(0.03, abs=0.01)
        assert any(d.listed_on(FIXED_DATE) for d in ended)
        assert all(listing.end_reason for d in ended for listing in d.listings if listing.listed_until)

    def test_a_few_are_excluded(self) -> None:
        excluded = [d for d in dossiers() if any("Utestengt" in listing.end_reason for listing in d.listings)]
        assert 1 <= len(excluded) <= 20
        assert not any(d.listed_on(FIXED_DATE) for d in excluded)

    def test_a_handful_will_be_listed_soon(self) -> None:
        soon = [d for d in dossiers() if d.listings[0].listed_from > FIXED_DATE]
        assert 1 <= len(soon) <= 20
        assert all((d.listings[0].listed_from - FIXED_DATE).days <= 60 for d in soon)

    def test_listings_do_not_overlap(self) -> None:
        for dossier in dossiers():
            for earlier, later in zip(dossier.listings, dossier.listings[1:], strict=False):
                assert earlier.listed_until is not None
                assert earlier.listed_from < earlier.listed_until < later.listed_from <= FIXED_DATE


class TestPeople:
    def test_register_numbers_are_unique_from_10001_up(self) -> None:
        assert sorted(i.number or 0 for i in interpreters()) == list(range(10001, 10001 + DEFAULT_SIZE))

    def test_names_are_in_no_order(self) -> None:
        names = [i.last_name for i in interpreters()]
        assert names != sorted(names)

    def test_phones_belong_to_nobody_and_are_unique(self) -> None:
        phones = [i.phone for i in interpreters() if i.phone]
        assert all(re.fullmatch(r"\+47 000 \d\d \d\d\d", phone) for phone in phones)
        assert len(phones) == len(set(phones))
        assert 0.9 < share(len(phones)) < 1

    def test_email_addresses_are_plain_and_unique(self) -> None:
        emails = [i.email for i in interpreters() if i.email]
        assert all(re.fullmatch(r"[a-z]+\.[a-z]+\.\d+@example\.no", email) for email in emails)
        assert len(emails) == len(set(emails))
        assert 0.9 < share(len(emails)) < 1

    def test_counties_follow_population(self) -> None:
        counted = Counter(i.county for i in interpreters())
        assert share(counted.pop(None)) == pytest.approx(0.04, abs=0.015)
        everyone = sum(county.population for county in county_table().counties)
        for county in county_table().counties:
            expected = 0.96 * county.population / everyone
            assert share(counted[county.code]) == pytest.approx(expected, abs=0.025)

    def test_everybody_has_an_address_and_a_fifth_shows_it(self) -> None:
        assert all(i.address and re.fullmatch(r"\d{4}", i.postal_code) and i.place for i in interpreters())
        assert share(sum(i.address_public for i in interpreters())) == pytest.approx(0.2, abs=0.03)

    def test_gender_and_capacity_have_their_shares(self) -> None:
        genders = Counter(i.gender for i in interpreters())
        assert share(genders[Gender.FEMALE]) == pytest.approx(0.55, abs=0.03)
        assert set(genders) == {None, *Gender}
        assert share(sum(i.capacity is None for i in interpreters())) == pytest.approx(0.08, abs=0.03)

    def test_some_have_a_middle_name_and_some_a_chosen_name(self) -> None:
        assert 0.05 < share(sum(bool(i.middle_name) for i in interpreters())) < 0.2
        assert 0.005 < share(sum(bool(i.chosen_name) for i in interpreters())) < 0.05


def control_digits_are_right(number: str) -> bool:
    digits = [int(char) for char in number]
    first = sum(w * d for w, d in zip((3, 7, 6, 1, 8, 9, 4, 5, 2, 1), digits[:10], strict=True))
    second = sum(w * d for w, d in zip((5, 4, 3, 2, 7, 6, 5, 4, 3, 2, 1), digits, strict=True))
    return first % 11 == 0 and second % 11 == 0


class TestIdentityNumbers:
    def test_they_are_eleven_digits_with_right_control_digits(self) -> None:
        numbers = [i.identity_number for i in interpreters()]
        assert all(re.fullmatch(r"\d{11}", number) and control_digits_are_right(number) for number in numbers)

    def test_they_are_unique(self) -> None:
        assert len({i.identity_number for i in interpreters()}) == DEFAULT_SIZE

    def test_the_month_is_80_more(self) -> None:
        assert {int(i.identity_number[2:4]) for i in interpreters()} == set(range(81, 93))

    def test_a_few_are_d_numbers(self) -> None:
        d_numbers = sum(int(i.identity_number[:2]) > 40 for i in interpreters())
        assert 0.005 < share(d_numbers) < 0.03

    def test_they_agree_with_the_gender(self) -> None:
        for i in interpreters():
            if i.gender in (Gender.FEMALE, Gender.MALE):
                assert (int(i.identity_number[8]) % 2 == 0) == (i.gender is Gender.FEMALE)

    def test_more_people_than_a_day_has_numbers_for_go_on_with_the_next_day(self) -> None:
        numbers = IdentityNumbers()
        given = [numbers.give(date(1980, 5, 9).toordinal(), True, False) for _ in range(300)]
        assert len(set(given)) == 300
        assert {number[:6] for number in given} == {"098580", "108580"}

    def test_those_born_from_2000_on_have_individual_numbers_of_their_own(self) -> None:
        number = IdentityNumbers().give(date(2001, 2, 3).toordinal(), False, False)
        assert number.startswith("0382019")


class TestNames:
    def test_every_language_has_a_culture(self) -> None:
        assert set(name_table().by_language) == {language.code for language in language_table().languages}

    @pytest.mark.parametrize("culture", name_table().cultures.values(), ids=name_table().cultures)
    def test_a_culture_has_enough_names_and_none_twice(self, culture: Culture) -> None:
        for names, least in ((culture.female, 25), (culture.male, 25), (culture.family_male, 28)):
            assert len(names) == len(set(names)) >= least

    def test_women_have_a_form_of_every_family_name(self) -> None:
        assert all(len(c.family_female) == len(c.family_male) for c in name_table().cultures.values())

    def test_names_are_in_the_latin_script_and_composed(self) -> None:
        for culture in name_table().cultures.values():
            for name in (*culture.female, *culture.male, *culture.family_female, *culture.family_male):
                assert name == unicodedata.normalize("NFC", name.strip())
                assert all("LATIN" in unicodedata.name(char) for char in name if char.isalpha())
                assert address_part(name)

    def test_the_part_of_an_address_is_ascii(self) -> None:
        assert address_part("Đặng Thị Ørjan-Þóra") == "dangthiorjanthora"
        assert set(address_part("Łukasz Çelik Ğ")) <= set(string.ascii_lowercase)


class TestChance:
    def test_a_deck_deals_each_card_once_a_round(self) -> None:
        deck = Deck(Chance(1), "ABBC")
        assert sorted(deck.deal() for _ in range(8)) == sorted("ABBCABBC")

    def test_cards_passed_over_wait(self) -> None:
        deck = Deck(Chance(1), "AB")
        assert [deck.deal("A"), deck.deal("A"), deck.deal("B"), deck.deal("B")] == list("AABB")

    def test_bounds_are_kept(self) -> None:
        chance = Chance(1)
        assert {chance.between(2, 4) for _ in range(200)} == {2, 3, 4}
        assert {chance.below(3) for _ in range(200)} == {0, 1, 2}
