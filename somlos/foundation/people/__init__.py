"""People: children, those who care for them, and a unit's own lists."""
