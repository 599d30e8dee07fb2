"""No tables. Django sends its signals of a migration only to apps that have this module, and the guards wait for them."""
