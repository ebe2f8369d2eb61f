"""The register's pieces of guidance in a register file, and the versions that were seen."""

import pytest
from sqlalchemy import text

from interpreter_app.store.guidance import SentPiece, read_seen, read_sent_pieces, write_seen
from sync.register_server.guidance import piece_id
from tests.support.guidance import fictional_law, piece, receive, receive_raw, take_back
from tests.support.registers import person, profile_with


@pytest.fixture
def profile(tmp_path):
    opened = profile_with(tmp_path, [person()])
    yield opened
    opened.close()


def sent(profile):
    with profile.database.read() as connection:
        return read_sent_pieces(connection)


def test_what_the_register_has_sent_is_read(profile):
    assert sent(profile) == []
    one, two = piece(), fictional_law()
    receive(profile, one, two)
    assert {item.piece.key: item for item in sent(profile)} == {
        each.key: SentPiece(piece_id(each.key, each.version), each) for each in (one, two)
    }
    take_back(profile, two)
    assert [item.piece for item in sent(profile)] == [one]


@pytest.mark.parametrize("data", [b"{}", b'{"key":5}', b"[", b'{"key":"a","version":"1"}'])
def test_what_cannot_be_read_is_no_piece(profile, data):
    receive_raw(profile, {"x": data})
    assert sent(profile) == [SentPiece("x", None)]


def test_the_pieces_are_found_by_the_index(profile):
    with profile.database.read() as connection:
        plan = connection.execute(
            text("EXPLAIN QUERY PLAN SELECT id, data FROM records WHERE person IS NULL AND type = 'guidance'")
        ).all()
    assert "USING INDEX" in plan[0].detail


def test_pieces_are_nobodys_and_leave_the_search_index_alone(profile):
    with profile.database.read() as connection:
        before = connection.execute(text("SELECT * FROM people")).all()
    receive(profile, piece())
    with profile.database.read() as connection:
        assert connection.execute(text("SELECT * FROM people")).all() == before
        assert connection.execute(text("SELECT person FROM records WHERE type = 'guidance'")).scalars().all() == [None]


def test_what_was_seen_is_kept_by_key(profile):
    with profile.database.write() as connection:
        assert read_seen(connection) == {}
        write_seen(connection, {})
        write_seen(connection, {"law": 1, "sector.nav": 3})
        write_seen(connection, {"law": 2})
        assert read_seen(connection) == {"law": 2, "sector.nav": 3}
