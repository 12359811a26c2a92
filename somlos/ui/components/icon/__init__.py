"""An icon beside a word."""
