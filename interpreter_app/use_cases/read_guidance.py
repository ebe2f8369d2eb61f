"""The guidance that holds here: what the program ships, and what the register has sent."""

from typing import NamedTuple

from interpreter_app.domain.errors import N_, UserError
from interpreter_app.domain.guidance_checks import check_piece
from interpreter_app.domain.guidance_content import Content, GuidancePiece, shipped_pieces
from interpreter_app.store.database import Connection
from interpreter_app.store.guidance import SentPiece, read_sent_pieces
from interpreter_app.use_cases.open_profile import Profile


class Received(NamedTuple):
    """What the register has sent: the pieces that can be used, and for each other one why it cannot."""

    pieces: tuple[GuidancePiece, ...]
    left_out: tuple[UserError, ...]


def read_content(profile: Profile | None) -> Content:
    """All pieces of guidance; without a ``profile`` those that the program ships.

    A piece that the register has sent and that is not whole is left out: what it was to replace goes on to hold.
    """
    if profile is None:
        return Content(shipped_pieces())
    with profile.database.read() as connection:
        return Content(known_pieces(connection))


def known_pieces(connection: Connection) -> tuple[GuidancePiece, ...]:
    """The pieces that the program ships, then those of the register that are whole."""
    return shipped_pieces() + read_received(connection).pieces


def read_received(connection: Connection) -> Received:
    """The pieces of the register, judged."""
    pieces, left_out = [], []
    for sent in read_sent_pieces(connection):
        try:
            pieces.append(_whole(sent))
        except UserError as error:
            left_out.append(error)
    return Received(tuple(pieces), tuple(left_out))


def _whole(sent: SentPiece) -> GuidancePiece:
    if sent.piece is None:
        raise UserError(
            N_("A piece of guidance that the register has sent cannot be read ({id})."),
            N_("Install the newest version of the program."),
            id=sent.id,
        )
    check_piece(sent.piece)
    return sent.piece
