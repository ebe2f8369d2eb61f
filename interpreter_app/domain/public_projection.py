"""What the public may see of each record (tolkeforskriften §§ 13–14): what is allowed is listed, all else is not."""

from collections.abc import Mapping

PUBLIC_FIELDS: Mapping[str, frozenset[str]] = {
    "interpreter": frozenset(
        {
            "number",
            "first_name",
            "middle_name",
            "last_name",
            "chosen_name",
            "gender",
            "phone",
            "email",
            "county",
            "capacity",
            "address_public",
        }
    ),
    "language": frozenset({"interpreter_id", "language", "kind"}),
    "listing": frozenset({"interpreter_id", "listed_from", "listed_until"}),
    "qualification": frozenset(
        {
            "interpreter_id",
            "type",
            "obtained",
            "language",
            "kind",
            "amount",
            "unit",
            "institution",
            "country",
            "recognised",
        }
    ),
    "authorisation": frozenset({"interpreter_id", "language", "kind", "number", "granted", "revoked"}),
    "withdrawal": frozenset({"interpreter_id", "authorisation_id", "withdrawn_from", "withdrawn_until"}),
    "guidance": frozenset({"key", "version", "valid_from", "texts", "sources", "data", "order"}),
}
"""The fields of each record type that are public; an unknown type or field is not."""

ADDRESS_FIELDS = frozenset({"address", "postal_code", "place"})
"""Shown only with the interpreter's recorded consent (TF § 13 e)."""


def public_view(type_: str, fields: Mapping[str, object]) -> dict[str, object]:
    """The public fields of a record of ``type_``; the address only where consent is recorded.

    ``fields`` is the record as JSON data. An unknown type has no public fields.
    """
    allowed = PUBLIC_FIELDS.get(type_, frozenset())
    if type_ == "interpreter" and fields.get("address_public") is True:
        allowed = allowed | ADDRESS_FIELDS
    return {name: value for name, value in fields.items() if name in allowed}
