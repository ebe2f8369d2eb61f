"""What every test shares: no display, no deadlines, and how many rounds the random and the killing tests go."""

import os

import pytest
from hypothesis import settings

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["PYTHON_KEYRING_BACKEND"] = "keyring.backends.null.Keyring"  # no test touches this machine's own

settings.register_profile("usual", deadline=None)
settings.register_profile("nightly", deadline=None, max_examples=2000)


def pytest_addoption(parser: pytest.Parser) -> None:
    """``--rounds=nightly`` goes many more rounds."""
    parser.addoption("--rounds", choices=("usual", "nightly"), default="usual")


def pytest_configure(config: pytest.Config) -> None:
    settings.load_profile(config.getoption("--rounds"))


@pytest.fixture(scope="session")
def rounds(request: pytest.FixtureRequest) -> int:
    """How many times as many rounds a test of many rounds goes."""
    return 10 if request.config.getoption("--rounds") == "nightly" else 1
