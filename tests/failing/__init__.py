"""Migrations of no app of ours, which end as the variable FALL says: for tests of what `migrate` leaves behind."""
