"""Everything about one named child or young person."""
