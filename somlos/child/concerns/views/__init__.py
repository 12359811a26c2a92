"""The pages of the wonder note."""
