"""The pages that a picture can be made of, by name; known without loading any window library."""

STAFF_PAGES = ("outbox", "conflicts", "sync-log", "sync-preview", "record", "history", "people", "import")
"""The pages of the register's own staff. sync-preview: what a sync would send and bring, before it begins. record: a
person's record with a qualification being added. history: what is known here of the changes of that person.
people: the list of all people. import: what each line of a list would do."""
PAGES = ("search", "results", "person", "empty", "settings", "first-start", "syncing", "log-in", *STAFF_PAGES)
"""search: the field, nothing asked yet. results: a language chosen and a person open beside the list. person: the
same with more room for the person. empty: a search that finds nobody. syncing: a sync under way. log-in: what is asked
for to log in."""
