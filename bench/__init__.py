"""How fast the house is, and what its walls cost: `make bench`, told in docs/benchmark.md."""
