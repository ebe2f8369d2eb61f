"""Exchange with the central register: the wire, the client's engine, and the register server itself."""
