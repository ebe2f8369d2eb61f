"""What the lists of the window show."""
