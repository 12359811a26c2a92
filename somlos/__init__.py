"""Sømløs: the shared room around a vulnerable child or young person."""
