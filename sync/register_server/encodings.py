"""Which compression an answer may have."""


def accepts_gzip(header: str) -> bool:
    """Whether an ``Accept-Encoding`` header takes gzip (RFC 9110 § 12.5.3); one that is not there does not."""
    qualities = dict(_quality(item) for item in header.lower().split(",") if item.strip())
    return qualities.get("gzip", qualities.get("*", 0.0)) > 0


def _quality(item: str) -> tuple[str, float]:
    name, *parameters = (piece.strip() for piece in item.split(";"))
    for parameter in parameters:
        key, _, value = parameter.partition("=")
        if key.strip() == "q":
            try:
                return name, float(value)
            except ValueError:
                return name, 0.0
    return name, 1.0
