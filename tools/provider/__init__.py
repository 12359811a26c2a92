"""A certified OpenID provider on this machine, standing in for ID-porten and Ansattporten in tests."""
