"""JSON that people hand in is read whole, or refused with its place."""

import json
import re
from contextlib import suppress
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from interpreter_app.domain.errors import UserError
from interpreter_app.domain.interpreters import Kind
from interpreter_app.domain.json_documents import Fields, quoted, read_json

json_values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(), inner, max_size=4),
    max_leaves=20,
)


@given(json_values)
def test_what_json_writes_is_read_again(value):
    assert read_json(json.dumps(value, ensure_ascii=True).encode()) == value


@given(st.binary(max_size=60))
def test_any_bytes_are_read_or_refused(content):
    with suppress(UserError):
        read_json(content)


def test_a_byte_order_mark_is_no_part_of_the_document():
    assert read_json(b'\xef\xbb\xbf{"a": 1}') == {"a": 1}


def test_fractions_are_exact():
    assert read_json(b"0.1") == Decimal("0.1")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "line 1, column 1"),
        (b'{"a": 1,\n "b": }', "line 2, column 7"),
        (b'[{"a": 1}', "breaks off"),
        (b"<html></html>", "not JSON"),
        (b'\n\n["\xff"]', "not UTF-8 text (line 3)"),
        ("{}".encode("utf-16"), "not UTF-8"),
        (b'{"name": 1, "name": 2}', "name stands twice"),
        (b'[1, {"x": {"deep": 1, "deep": 1}}]', "[1].x.deep stands twice"),
        (b"NaN", "JSON must be a number, not NaN"),
        (b'[1, {"a": NaN}]', "[1].a must be a number, not NaN"),
        (b"[-Infinity]", "[0] must be a number, not -Infinity"),
        (b"9" * 5000, "JSON is a number that is too long"),
        (b'{"a": [0, 1e99999999999999999999]}', "a[1] is a number that is too long"),
        (b"[" * 100_000, "nested too deeply"),
    ],
)
def test_what_has_no_certain_meaning_is_refused(content, words):
    with pytest.raises(UserError, match=re.escape(words)):
        read_json(content)


def fields(value, *known):
    return Fields(value, "[0]", known or ("a",))


@pytest.mark.parametrize(
    ("read", "value", "words"),
    [
        (lambda f: f.text("a"), 1, "[0].a must be text in quotes, not 1."),
        (lambda f: f.text("a"), False, "not false"),
        (lambda f: f.flag("a"), "true", '[0].a must be true or false, not "true".'),
        (lambda f: f.date("a"), "2026-02-30", "[0].a must be a date"),
        (lambda f: f.date("a"), "20260201", "must be a date"),
        (lambda f: f.date("a"), 20260201, "must be a date"),
        (lambda f: f.number("a"), "30", "must be a number"),
        (lambda f: f.number("a"), True, "must be a number"),
        (lambda f: f.number("a"), [], "not […]"),
        (lambda f: f.whole_number("a", 1, 9), True, "must be a number"),
        (lambda f: f.whole_number("a", 1, 9), 0, "from 1 to 9, not 0"),
        (lambda f: f.whole_number("a", 1, 9), 10, "from 1 to 9, not 10"),
        (lambda f: f.whole_number("a", 1, 9), Decimal("1.5"), "not 1.5"),
        (lambda f: f.whole_number("a", 1, 9), Decimal("1e9999999"), "not 1E"),
        (lambda f: f.whole_number("a", 1, 9), Decimal("-1e5000"), "not -1E"),
        (lambda f: f.whole_number("a", 1, 9), 9**4000, "…"),
        (lambda f: f.choice("a", Kind), "Spoken", "Choose one of: spoken, sign, speech_to_text, deafblind."),
        (lambda f: f.choice("a", Kind), ["spoken"], "[0].a cannot be […]."),
        (lambda f: f.items("a"), {}, "[0].a must be a list in brackets, not {…}."),
        (lambda f: f.refuse("a", "{where} is not wanted."), 0, "[0].a is not wanted."),
    ],
)
def test_a_field_that_does_not_fit_is_refused_with_its_place(read, value, words):
    with pytest.raises(UserError) as refused:
        read(fields({"a": value}))
    assert words in str(refused.value)


def test_a_field_that_is_null_is_as_if_left_out():
    left_out = fields({"a": None})
    assert not left_out.has("a")
    assert [left_out.text("a"), left_out.date("a"), left_out.number("a"), left_out.choice("a", Kind)] == [None] * 4
    assert left_out.items("a") == []
    with pytest.raises(UserError, match=re.escape("[0].a is missing")):
        left_out.require("a")


def test_the_document_itself_has_no_place():
    assert Fields({}, "", ["a"]).place("a") == "a"


def test_a_field_that_is_not_known_is_refused_with_those_that_are():
    with pytest.raises(UserError, match=r"b is not a field .* The fields are: a, c\."):
        fields({"b": 1}, "a", "c")


@pytest.mark.parametrize("value", [[], "text", 1, None])
def test_what_is_no_object_is_refused(value):
    with pytest.raises(UserError, match="must be an object"):
        fields(value)


def test_a_long_value_is_cut_short_in_a_message():
    assert quoted("x" * 1000) == "x" * 40 + "…"
