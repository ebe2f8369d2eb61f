"""What the pictures of the pages show: each page brought to where it has something to tell."""
