"""One sync in a process of its own. Arguments: address, file. Prints seconds and records."""

import json
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

from interpreter_app.__main__ import collect_seldom
from interpreter_app.jobs import no_progress
from interpreter_app.use_cases.open_profile import open_profile
from sync.client import RegisterClient
from sync.engine import synchronise

collect_seldom()
profile = open_profile("register", Path(sys.argv[2]))
client = RegisterClient(sys.argv[1])
client.info()
begin, begin_cpu = time.perf_counter(), time.process_time()
outcome = synchronise(profile, client, no_progress, lambda: datetime.now(UTC))
seconds, cpu = time.perf_counter() - begin, time.process_time() - begin_cpu
sys.stdout.write(json.dumps({"seconds": seconds, "cpu": cpu, "received": outcome.received}) + "\n")
