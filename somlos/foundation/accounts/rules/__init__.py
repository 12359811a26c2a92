"""What accounts decides from facts in hand: national id numbers, levels of sign-in, providers and ways back."""
