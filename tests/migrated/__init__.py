"""A migrated database for the tests, made once, kept under a key and copied for every run and every worker.

`key` tells which database is wanted, `store` keeps files under such keys, `database` brings one to a run.
"""
