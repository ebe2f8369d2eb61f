"""The pages that a picture can be made of, by name; known without loading any window library."""

PAGES = ("search", "results", "person", "empty", "settings", "first-start", "syncing")
"""search: the field, nothing asked yet. results: a language chosen and a person open beside the list. person: the
person over the list, as in a narrow window. empty: a search that finds nobody. syncing: a sync under way."""
