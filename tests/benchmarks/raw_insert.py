"""The floor of a first sync: the same rows put in by the driver alone. Arguments: a filled file, the new file.

Same library, pragmas, tables, indexes and size of transactions; the full-text index at the end, as the sync does.
"""

import json
import sys
import time

import sqlcipher3.dbapi2 as sqlite

TABLES = ("records", "people", "search_entries")
STEPS = 110

source = sqlite.connect(sys.argv[1])
schema = dict(source.execute("SELECT name, sql FROM sqlite_master WHERE sql IS NOT NULL"))
order = {"records": "person, id", "people": "pk", "search_entries": "person, language, start"}
rows = {name: source.execute(f"SELECT * FROM {name} ORDER BY {order[name]}").fetchall() for name in TABLES}
source.close()

target = sqlite.connect(sys.argv[2], isolation_level=None)
for pragma in ("journal_mode = WAL", "synchronous = FULL", "cache_size = -32000", "temp_store = MEMORY"):
    target.execute(f"PRAGMA {pragma}")
for name in (*TABLES, "people_text"):
    target.execute(schema[name])

begin, begin_cpu = time.perf_counter(), time.process_time()
for step in range(STEPS):
    target.execute("BEGIN IMMEDIATE")
    for name, all_rows in rows.items():
        size = -(-len(all_rows) // STEPS)
        marks = ", ".join("?" * len(all_rows[0]))
        target.executemany(f"INSERT INTO {name} VALUES ({marks})", all_rows[step * size : (step + 1) * size])
    target.execute("COMMIT")
target.execute("BEGIN IMMEDIATE")
target.execute("INSERT INTO people_text (rowid, text) SELECT pk, search_text FROM people")
target.execute("COMMIT")
seconds, cpu = time.perf_counter() - begin, time.process_time() - begin_cpu
target.close()
sys.stdout.write(json.dumps({"seconds": seconds, "cpu": cpu, "rows": sum(map(len, rows.values()))}) + "\n")
