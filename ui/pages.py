"""The pages that a picture can be made of, by name; known without loading any window library."""

PAGES = ("search", "results", "person", "empty", "settings", "first-start", "syncing")
"""search: the field, nothing asked yet. results: a language chosen and a person open beside the list. person: the
same with more room for the person. empty: a search that finds nobody. syncing: a sync under way."""
