"""Nothing here, and what that means."""
