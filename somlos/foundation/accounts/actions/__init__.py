"""What one can do here: sign in and out, carry a typed text through a sign-in, expect somebody."""
