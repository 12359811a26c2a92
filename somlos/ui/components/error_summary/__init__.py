"""What must be put right."""
