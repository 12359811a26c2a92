"""Notices: that something waits, never what. The inbox is the truth; e-mail is a nudge, off until chosen."""
