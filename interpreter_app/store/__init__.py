"""Where the register is kept: the only room of the core that knows SQLAlchemy."""
