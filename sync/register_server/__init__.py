"""The central register: its database, its one writing path, its change feed and its HTTP interface."""
