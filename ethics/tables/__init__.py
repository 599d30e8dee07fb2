"""The lists of the conscience."""
