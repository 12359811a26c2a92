"""Append-only history and access log, sealed every minute; knows nobody."""
