"""The door: who may open what, proved twice, logged before it is shown."""
