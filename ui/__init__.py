"""What people use: the window and the command line."""
