"""Text for files that are XML inside: without the characters that XML cannot hold."""

_CANNOT_BE_KEPT = dict.fromkeys([*range(9), 11, 12, *range(14, 32), *range(0xD800, 0xE000), 0xFFFE, 0xFFFF], "\ufffd")
"""Control characters, and halves of characters."""


def xml_text(text: str) -> str:
    """``text`` with � for each character that cannot be kept."""
    return text.translate(_CANNOT_BE_KEPT)
