"""A message in a coloured frame."""
