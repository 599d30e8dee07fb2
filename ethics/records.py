"""What the database answers whoever changes a record of the code of ethics."""

KEPT = "records of the code of ethics are never changed"
