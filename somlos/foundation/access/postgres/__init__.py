"""The database side of the door: our backend, the policies and the functions."""
