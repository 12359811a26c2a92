"""The vault: one data key per lockbox, wrapped by a key per municipality; text sealed with it."""
