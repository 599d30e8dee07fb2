"""How the lists of the conscience are narrowed."""
