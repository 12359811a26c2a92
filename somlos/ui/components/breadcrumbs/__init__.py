"""Where one is."""
