"""make bench: every figure beside its floor, as lines of JSON."""

import argparse
import tempfile
from pathlib import Path

from tests.benchmarks import (
    edit_figures,
    history_figures,
    roster_figures,
    search_figures,
    sync_figures,
    usage_figures,
    window_figures,
)

parser = argparse.ArgumentParser(description=__doc__)
parser.add_argument("--size", type=int, default=100_000, help="people in the register")
parser.add_argument("--seed", type=int, default=1)
parser.add_argument("--small", type=int, default=10_000, help="people in the smaller register that deltas are held to")
chosen = parser.parse_args()

with tempfile.TemporaryDirectory() as name:
    folder = Path(name)
    _, small = sync_figures.measure(folder, chosen.small, chosen.seed)
    path, large = sync_figures.measure(folder, chosen.size, chosen.seed)
    sync_figures.compare_deltas((chosen.small, small), (chosen.size, large))
    search_figures.measure(path, chosen.size)
    roster_figures.measure(path, folder, chosen.size, chosen.seed)
    usage_figures.measure(folder)
    edit_figures.measure(folder, chosen.size)
    history_figures.measure(folder, chosen.size, chosen.seed)
    window_figures.measure(path, folder, chosen.size)
