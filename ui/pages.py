"""The pages that a picture can be made of, by name; known without loading any window library."""

STAFF_PAGES = ("outbox", "conflicts", "sync-log", "sync-preview", "record", "history", "people", "import")
"""The pages of the register's own staff. sync-preview: what a sync would send and bring, before it begins. record: a
person's record with a qualification being added. history: what is known here of the changes of that person.
people: the list of all people. import: what each line of a list would do."""
BOOKING_PAGES = (
    *("guide", "guide-topics", "call-list", "departure-note", "guidelines", "roster", "roster-columns"),
    *("usage", "usage-list", "log-assignment"),
)
"""guide: the questions and the answer. guide-topics: what there is to read. call-list: people, some of them tried.
departure-note: what is asked for a note from that list. guidelines: the questions, a few of them answered. roster: what
came of a supplier's list. roster-columns: what was recognised in it. usage: how often interpreters were
qualified. usage-list: the log of that. log-assignment: an assignment being logged."""
PAGES = (
    *("search", "results", "person", "empty", "few", "notes", "settings", "first-start", "syncing", "log-in"),
    *BOOKING_PAGES,
    *STAFF_PAGES,
)
"""search: the field, nothing asked yet. results: a language chosen and a person open beside the list. person: the
same with more room for the person. empty: a search that finds nobody. few: one that finds one or two, with what
finds more. notes: private notes on some of those found. syncing: a sync under way. log-in: what is asked for to log
in."""
