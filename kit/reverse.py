"""Rows of a model that stands above: asked through the relation that it has to the one below, without naming it."""

from typing import Any

from django.db.models import Model


def related(model: type[Model], relation: str) -> Any:
    """All rows of the model at the other end of `relation`, a name by which rows of `model` are asked for theirs."""
    found: Any = model._meta.get_field(relation)
    return found.related_model._default_manager.all()
