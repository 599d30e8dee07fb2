"""Checking a certificate from outside: what a stranger is told, how a file of his is read, and how often he may ask."""
