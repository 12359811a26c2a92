"""Six small modules that everyone may use."""
