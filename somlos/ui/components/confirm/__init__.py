"""A question before something that cannot be undone."""
