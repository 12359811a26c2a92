"""Who somebody is: sign-in through OpenID Connect, and a user that is known by a keyed hash only."""
