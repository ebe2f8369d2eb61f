"""A piece of guidance is taken whole or refused with its place: three languages, known paragraphs, a higher version."""

from dataclasses import replace
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.errors import UserError
from interpreter_app.domain.guidance_checks import check_new_piece, check_piece, check_pieces, read_pieces
from interpreter_app.domain.guidance_content import LANGUAGES, GuidancePiece, PieceText, shipped_pieces
from tests.support.guidance import FICTIONAL_UNTIL, as_document, fictional_law, piece
from tests.support.strategies import guidance_pieces

LAW_DATA = fictional_law().data
json_values = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.text(max_size=5)
    | st.decimals(allow_nan=False, allow_infinity=False),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(
            st.sampled_from(["pieces", "key", "texts", "nb", "title"]) | st.text(max_size=3), inner, max_size=3
        )
    ),
    max_leaves=8,
)


def item(**changes: object) -> dict[str, object]:
    """A piece as JSON data; a field that is changed to ``...`` is left out."""
    (whole,) = as_document(piece(sources=("TL 6(1)",), order=3))["pieces"]
    return {name: value for name, value in (whole | changes).items() if value is not ...}


def test_a_file_is_read_as_its_pieces():
    one, two = piece(sources=("TL 6(1)",), order=3), fictional_law()
    assert read_pieces(as_document(one, two)) == (one, two)


@given(st.lists(guidance_pieces(), max_size=3))
def test_any_whole_pieces_are_read_back_as_they_were_and_taken(pieces):
    assert read_pieces(as_document(*pieces)) == tuple(pieces)
    for one in pieces:
        check_piece(one)


def test_an_amount_with_a_fraction_is_kept_as_its_digits():
    assert fictional_law().data["court_fees"] == {"2026": 1345, "2027": "1400.5"}
    nested = item(data={"list": [Decimal("1.5"), {"deep": Decimal(2)}], "text": "x"})
    assert read_pieces({"pieces": [nested]})[0].data == {"list": ["1.5", {"deep": "2"}], "text": "x"}


def test_what_may_be_left_out_is_empty():
    (read,) = read_pieces({"pieces": [item(sources=..., order=..., data=...)]})
    assert (read.sources, read.order, read.data) == ((), 0, {})


@pytest.mark.parametrize(
    ("document", "said"),
    [
        ([], "must be an object"),
        ({}, "pieces is missing"),
        ({"pieces": {}}, "pieces must be a list"),
        ({"pieces": [1]}, r"pieces\[0\] must be an object"),
        ({"pieces": [item(), item(key=...)]}, r"pieces\[1\].key is missing"),
        ({"pieces": [item(key=1)]}, r"pieces\[0\].key must be text"),
        ({"pieces": [item(version=...)]}, r"version is missing"),
        ({"pieces": [item(version="2")]}, r"version must be a number"),
        ({"pieces": [item(version=Decimal("1.5"))]}, r"version must be a whole number"),
        ({"pieces": [item(version=10**30)]}, r"version must be a whole number"),
        ({"pieces": [item(order=True)]}, r"order must be a number"),
        ({"pieces": [item(valid_from=...)]}, r"valid_from is missing"),
        ({"pieces": [item(valid_from="2026-02-30")]}, r"valid_from must be a date"),
        ({"pieces": [item(valid_form="2026-02-20")]}, r"valid_form is not a field"),
        ({"pieces": [item(texts=...)]}, r"texts is missing"),
        ({"pieces": [item(texts={"nb": {"title": "x"}, "se": {"title": "x"}})]}, r"texts.se is not a field"),
        ({"pieces": [item(texts={"nb": {"body": []}})]}, r"texts.nb.title is missing"),
        ({"pieces": [item(texts={"nb": {"title": "x", "body": [1]}})]}, r"texts.nb.body\[0\] must be text"),
        ({"pieces": [item(sources=["TL 6(1)", 6])]}, r"sources\[1\] must be text"),
        ({"pieces": [item(data=[1])]}, r"data must be an object"),
    ],
)
def test_what_does_not_fit_is_refused_with_its_place(document, said):
    with pytest.raises(UserError, match=said):
        read_pieces(document)


@given(json_values)
def test_any_document_is_read_or_refused_plainly(document):
    for given_ in (
        document,
        {"pieces": document},
        {"pieces": [item(texts=document)]},
        {"pieces": [item(data=document)]},
    ):
        try:
            read = read_pieces(given_)
        except UserError:
            continue
        assert all(isinstance(one, GuidancePiece) for one in read)


def without(language: str) -> dict[str, PieceText]:
    return {name: text for name, text in piece().texts.items() if name != language}


def said(language: str, *, of: GuidancePiece | None = None, **changes: object) -> dict[str, object]:
    """The texts of a piece, with changes in one language."""
    texts = (of or piece()).texts
    return {"texts": texts | {language: replace(texts[language], **changes)}}


@pytest.mark.parametrize(
    "key", ["law.x", "sector.child_welfare", "checklist.before-1", "A", "a" * 100], ids=lambda key: key[:20]
)
def test_a_key_is_words_with_points_between(key):
    check_piece(piece(key))


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        *(({"key": key}, "key") for key in ("", " ", "a b", "a..b", ".a", "a.", "å", "a\n", "a" * 101)),
        ({"version": 0}, "version"),
        ({"version": -1}, "version"),
        *(({"texts": without(language)}, f"texts.{language}") for language in LANGUAGES),
        ({"texts": piece().texts | {"nn": PieceText(title=" ")}}, "texts.nn"),
        ({"texts": piece().texts | {"en": PieceText(title="x", body=("y", ""))}}, "texts.en.body"),
        ({"sources": ("TL 6(1)", "TL 99")}, "sources"),
        ({"sources": ("nonsense",)}, "sources"),
        ({"sources": ("",)}, "sources"),
        *(
            (said("en", title=title), "texts.en.title")
            for title in ("{nobody}", "Until {until}", "{", "x } y", "{a b}")
        ),
        (said("nb", body=("Whole.", "{unit}")), "texts.nb.body[1]"),
        (said("nn", body=("{{until}}",)), "texts.nn.body[0]"),
        *(({"data": {"requirement": wrong}}, "data.requirement") for wrong in (1, "true", [], {})),
    ],
)
def test_a_piece_that_is_not_whole_is_refused_with_piece_and_field(changes, field):
    faulty = replace(piece(version=7), **changes)
    with pytest.raises(UserError) as refused:
        check_piece(faulty)
    assert refused.value.values["field"] == field
    assert refused.value.values["version"] == faulty.version
    assert faulty.key[:40] in str(refused.value)


@pytest.mark.parametrize(
    ("key", "name"),
    [
        ("point.qualified_required", "until"),
        ("point.fee_allowed", "maximum"),
        ("guidelines.register", "unit"),
        ("guidelines.register", "answer"),
        ("message.decline", "interpreter"),
    ],
)
def test_what_is_filled_in_may_be_named(key, name):
    check_new_piece(piece(key, texts=dict.fromkeys(LANGUAGES, PieceText(title="x", body=(f"It is {{{name}}}.",)))))


@pytest.mark.parametrize(
    ("key", "name", "hint"),
    [
        ("point.duty_tolkeloven", "until", "Nothing takes the place of {until}. Write it without braces."),
        ("point.fee_allowed", "until", "Nothing takes the place of {until}. Choose one of: {maximum}, {year}."),
        ("message.decline", "patient", "Choose one of: {contact}, {day}, "),
        ("sector.unheard_of", "unit", "Write it without braces."),
    ],
)
def test_a_name_in_whose_place_nothing_comes_is_refused_with_those_there_are(key, name, hint):
    texts = piece().texts | {"nn": PieceText(title="x", body=("y", f"It is {{{name}}}."))}
    with pytest.raises(UserError) as refused:
        check_piece(piece(key, texts=texts))
    assert f"“{key}”, version 1: texts.nn.body[1] is not right" in str(refused.value)
    assert hint in str(refused.value)


@pytest.mark.parametrize(
    "question", ["Who?", {}, {"nb": "Hvem?"}, dict.fromkeys((*LANGUAGES, "se"), "x"), dict.fromkeys(LANGUAGES, 1)]
)
def test_a_question_of_the_guidelines_is_a_text_in_each_language(question):
    check_piece(piece("guidelines.register", data={"question": dict.fromkeys(LANGUAGES, "x")}))
    with pytest.raises(UserError, match=r"data\.question"):
        check_piece(piece("guidelines.register", data={"question": question}))


@pytest.mark.parametrize(
    ("key", "data"),
    [
        *(("category.A", {"bars": wrong}) for wrong in (True, -5, 0, 6, 10**9, "5", 2.0)),
        ("sector.nav", {"duty_in_other_act": 1}),
    ],
)
def test_a_fact_of_another_kind_is_refused(key, data):
    check_piece(piece(key, data=dict.fromkeys(data)))
    with pytest.raises(UserError, match=rf"data\.{next(iter(data))} is not right"):
        check_piece(piece(key, data=data))


@pytest.mark.parametrize("bars", [1, 5])
def test_a_category_has_one_to_five_bars(bars):
    check_piece(piece("category.A", data={"bars": bars}))


def test_a_text_has_at_most_100_lines():
    check_piece(piece(texts=dict.fromkeys(LANGUAGES, PieceText(title="x", body=("y",) * 100))))
    with pytest.raises(UserError, match=r"texts\.nb\.body is not right. Give it at most 100 lines"):
        check_piece(piece(texts=dict.fromkeys(LANGUAGES, PieceText(title="x", body=("y",) * 101))))


@pytest.mark.parametrize("amount", [1, 999_999, "0.01", "1400.5", "999999.99"])
@pytest.mark.parametrize("year", ["1000", "2027", "2999"])
def test_a_court_fee_is_a_plain_amount_for_a_year_of_four_digits(year, amount):
    check_piece(replace(fictional_law(), data=LAW_DATA | {"court_fees": {year: amount}}))


def test_the_law_is_whole():
    check_piece(fictional_law())
    check_piece(replace(fictional_law(), data=LAW_DATA | {"dispensed_until": LAW_DATA["in_force"]}))
    assert LAW_DATA["dispensed_until"] == FICTIONAL_UNTIL.isoformat()


@pytest.mark.parametrize(
    "data",
    [
        {},
        *({name: value for name, value in LAW_DATA.items() if name != gone} for gone in LAW_DATA),
        *(
            {**LAW_DATA, name: wrong}
            for name in LAW_DATA
            for wrong in (None, 5, "x", "2026-02-30", [], {"x": 1}, {"2026": "x"}, {"2026": "NaN"}, {"2026": None})
        ),
        LAW_DATA | {"court_fees": {}},
        LAW_DATA | {"court_fees": {"2026": 0}},
        LAW_DATA | {"court_fees": {"2026": -1}},
        LAW_DATA | {"court_fees": {"2026": "Infinity"}},
        *(
            LAW_DATA | {"court_fees": {"2026": 1345, year: 1345}}
            for year in ("-5", "0", "0000", "27", "99999", "2_027", " 2027", "2027 ", "２０２７", "+2027", "3000")
        ),
        *(
            LAW_DATA | {"court_fees": {"2026": amount}}
            for amount in (
                *("1e9999", "1E+400000", "1E+3", "1_400", " 1400", "1400,5", "1400.555", "0.00", "1000000", "１４００"),
                *(10**6, 10**40, 10**5000, True, "-1", "sNaN"),
            )
        ),
        *(
            LAW_DATA | {name: wrong}
            for name in ("in_force", "dispensed_until", "checked")
            for wrong in ("2026-W01-1", "20261231", " 2026-12-31", "2026-12-31T00:00", "2026-12-31 ")
        ),
        LAW_DATA | {"dispensed_until": "2021-12-31"},
        LAW_DATA | {"checked": "2021-12-31"},
    ],
)
def test_dates_and_amounts_of_the_law_that_are_not_whole_are_refused(data):
    with pytest.raises(UserError, match="data is not right") as refused:
        check_piece(replace(fictional_law(), data=data))
    assert refused.value.values["field"] == "data"


# What is published


@pytest.mark.parametrize(
    ("key", "choices"),
    [
        ("sector.helth", "sector.health, sector.gp"),
        ("sector", "sector.health"),
        ("sector.health.x", "sector.health"),
        ("point.duty", "point.not_in_force"),
        ("message.enquiry", "message.enquiry_email"),
        ("contact.0", "contact.1"),
        ("law.2027", "Choose one of: law."),
        ("procurement", "law, point.…, sector.…"),
        ("sectors.health", "law, point.…, sector.…"),
    ],
)
def test_a_key_that_the_program_does_not_use_is_received_but_not_published(key, choices):
    check_piece(piece(key))
    with pytest.raises(UserError) as refused:
        check_pieces([piece(), piece(key)], [])
    assert refused.value.values["field"] == "key"
    assert f"“{key}”" in str(refused.value)
    assert choices in str(refused.value)


@pytest.mark.parametrize("key", ["procurement.new", "impartiality.new", "contact.5", "guidelines.register"])
def test_a_key_that_the_program_uses_is_published(key):
    check_pieces([replace(piece(key), version=9)], [])


@pytest.mark.parametrize(
    ("key", "hint"),
    [
        ("sector.nav", "Choose one of: duty_in_other_act."),
        ("method.screen", "Leave it out."),
        ("impartiality.x", "out."),
    ],
)
def test_data_that_the_program_does_not_read_is_received_but_not_published(key, hint):
    more = piece(key, version=9, data={"duty_in_other_akt": True})
    check_piece(more)
    with pytest.raises(UserError) as refused:
        check_pieces([more], [])
    assert refused.value.values["field"] == "data.duty_in_other_akt"
    assert str(refused.value).endswith(hint)


@pytest.mark.parametrize(
    ("key", "changed", "field"),
    [
        ("procurement.x", {"body": ()}, "texts.en.body"),
        ("procurement.x", {"body": ("Fictional.", "More.")}, "texts.en.body"),
        ("message.decline", {"title": "On {day}"}, "texts.en.title"),
        ("message.decline", {"body": ("Fictional: {day}.",)}, "texts.en.body[0]"),
    ],
)
def test_a_text_that_says_other_things_than_the_one_in_bokmal_is_not_published(key, changed, field):
    unlike = piece(key, version=9)
    unlike = replace(unlike, **said("en", of=unlike, **changed))
    check_piece(unlike)
    with pytest.raises(UserError) as refused:
        check_pieces([unlike], [])
    assert refused.value.values["field"] == field


def test_a_file_without_pieces_is_refused():
    with pytest.raises(UserError, match="no pieces"):
        check_pieces([], [])


def test_one_piece_that_is_not_whole_refuses_the_file():
    with pytest.raises(UserError, match=r"texts\.nb"):
        check_pieces([piece(), piece(version=2, texts=without("nb"))], [])


@pytest.mark.parametrize(
    ("given", "held", "fits"),
    [
        ([1], [], True),
        ([3], [], True),
        ([1, 2], [], True),
        ([2, 1], [], True),
        ([2], [1], True),
        ([2, 3], [1], True),
        ([1], [2], False),
        ([2, 1], [2, 3], False),
    ],
)
def test_a_version_must_be_higher_than_what_the_register_has(given, held, fits):
    pieces = [piece(version=version, order=9) for version in given]
    register = [piece(version=version) for version in held] + [piece("sector.other", version=50)]
    if fits:
        check_pieces(pieces, register)
        return
    with pytest.raises(UserError, match=f"There is a version {max(held)} already") as refused:
        check_pieces(pieces, register)
    assert refused.value.values["field"] == "version"


def test_what_the_register_has_may_be_given_again_but_not_otherwise():
    held = [piece(version=1), piece(version=2)]
    check_pieces(held, held)
    check_pieces([*held, piece(version=3)], held)
    with pytest.raises(UserError, match="There is a version 2 already"):
        check_pieces([piece(version=2, order=1)], held)


def test_a_version_that_is_shipped_may_be_published_as_it_is_only():
    shipped = next(one for one in shipped_pieces() if one.key == "law")
    check_pieces([shipped], [])
    check_pieces([replace(shipped, version=shipped.version + 1)], [])
    with pytest.raises(UserError, match=f"There is a version {shipped.version} already"):
        check_pieces([replace(shipped, order=77)], [])
    with pytest.raises(UserError, match="There is a version 9 already"):
        check_pieces([shipped], [replace(shipped, version=9)])


def test_the_same_version_twice_in_a_file_is_refused():
    with pytest.raises(UserError, match="stands twice"):
        check_pieces([piece(), piece("sector.other"), piece()], [])


def test_a_piece_may_hold_from_any_day():
    check_piece(piece(valid_from=date.min))
    check_piece(piece(valid_from=date.max))
