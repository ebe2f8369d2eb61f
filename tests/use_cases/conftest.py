"""What tests of several use cases need."""

from collections.abc import Callable
from itertools import count

import pytest


@pytest.fixture
def new_id() -> Callable[[], str]:
    """Gives the ids of new call lists: list-1, list-2 and so on."""
    numbers = count(1)
    return lambda: f"list-{next(numbers)}"
