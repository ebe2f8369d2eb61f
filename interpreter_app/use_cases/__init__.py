"""What a user does with the register, a function each."""
