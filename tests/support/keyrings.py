"""Keyrings for tests: one that keeps secrets in memory, and those that fail as real ones do."""

from interpreter_app.keys import Keyring, OpenKeyring


class MemoryKeyring:
    """Keeps secrets for as long as it lives."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class ForgetfulKeyring(MemoryKeyring):
    """Takes secrets and keeps none, as some do that have no service behind them."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class LockedKeyring(MemoryKeyring):
    """Refuses everything, as one does whose owner has not unlocked it."""

    def get_password(self, service: str, username: str) -> str | None:
        raise RuntimeError("locked")

    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError("locked")

    def delete_password(self, service: str, username: str) -> None:
        raise RuntimeError("locked")


def opens(keyring: Keyring | None) -> OpenKeyring:
    """What gives ``keyring`` when it is asked."""
    return lambda: keyring


NO_KEYRING: OpenKeyring = opens(None)
"""A machine without a keyring."""
