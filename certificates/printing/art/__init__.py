"""The drawn parts of the pages, one module for each family. Nothing of it differs from one certificate to the next."""
