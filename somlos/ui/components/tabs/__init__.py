"""Pages beside each other."""
