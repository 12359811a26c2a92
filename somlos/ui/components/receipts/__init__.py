"""What was just done."""
