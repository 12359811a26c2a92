"""The child's own words."""
