"""The command line: one module per group of commands, each a thin shell around use cases."""
