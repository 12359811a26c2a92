"""Organisations: who is responsible, the tree of units, who works where, and which days they are open."""
