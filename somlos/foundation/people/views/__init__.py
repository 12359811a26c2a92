"""The pages of own lists, of the children on them, and of getting ready for real people."""
