"""What the municipality publishes and how it learns; no child data."""
