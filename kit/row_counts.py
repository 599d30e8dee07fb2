"""Counting what belongs to a row, for lists."""

from typing import Any

from django.db import models
from django.db.models.functions import Coalesce


def number_of(model: type[models.Model], relation: str, where: models.Q | None = None) -> Coalesce:
    """How many rows of a relation each row has, of those that `where` keeps.

    Counted for the rows of the page only. A `Count` over a join groups the whole table before the page is cut out.
    `where` stands in the count and not beside the relation, so that a database finds the rows by the relation.
    """
    related: Any = model._meta.get_field(relation)
    if related.many_to_many:
        rows, by = related.remote_field.through._base_manager.all(), related.m2m_field_name()
    else:
        rows, by = related.related_model._base_manager.all(), related.field.name
    rows = rows.filter(**{by: models.OuterRef("pk")}).order_by()
    counted = rows.values(by).annotate(number=models.Count("pk", filter=where)).values("number")
    return Coalesce(models.Subquery(counted), 0)
