"""What is true: the register's terms and rules as data and pure functions."""
