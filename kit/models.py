"""No tables. Django signals a migration only to apps that have this module, and the guards wait for the signal."""
