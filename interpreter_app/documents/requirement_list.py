"""What to ask of a supplier of interpreting services, to be taken into a tender and adapted."""

from collections.abc import Iterator, Sequence

from interpreter_app.documents.blocks import Block, Document, Heading, Paragraph
from interpreter_app.domain import acts
from interpreter_app.domain.guidance_content import GuidancePiece
from interpreter_app.i18n import Texts


def requirement_list(pieces: Sequence[GuidancePiece], texts: Texts) -> Document:
    """The requirements that ``pieces`` hold, numbered, in the language of ``texts``."""
    _ = texts.gettext
    return Document(
        title=_("Requirements for interpreting services"),
        language=texts.language,
        blocks=(
            Paragraph(_("A suggestion to take into a tender. Adapt it to what you need."), muted=True),
            *(block for number, piece in enumerate(pieces, 1) for block in _requirement(number, piece, texts)),
        ),
    )


def _requirement(number: int, piece: GuidancePiece, texts: Texts) -> Iterator[Block]:
    text = piece.text(texts.language)
    yield Heading(f"{number}. {text.title}", level=2)
    yield from (Paragraph(line) for line in text.body)
    if known := [acts.in_words(one, texts.language) for one in piece.sources if acts.is_known(one)]:
        yield Paragraph(", ".join(known), muted=True)
