"""What every document says of itself, whatever its format: its language."""

from interpreter_app.i18n import UiLanguage

LANGUAGE_TAGS = {UiLanguage.BOKMAL: "nb-NO", UiLanguage.NYNORSK: "nn-NO", UiLanguage.ENGLISH: "en-GB"}
"""The language of a document as PDF and Word name it (BCP 47)."""
