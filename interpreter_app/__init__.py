"""The register itself: what is true, where it is kept, and what a user does with it."""
