"""What supports the page."""
