"""Dates as they are written in files and on the command line: ISO 8601, such as 2026-06-01."""

import re
from datetime import date

_FORM = re.compile(r"\d{4}-\d{2}-\d{2}", re.ASCII)


def iso_date(text: str) -> date | None:
    """The day that ``text`` names as year, month and day with hyphens; None for anything else."""
    if not _FORM.fullmatch(text):
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
