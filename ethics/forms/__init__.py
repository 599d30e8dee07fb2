"""The forms of the code of ethics."""
