"""What pages of all apps are put together with."""

from typing import Any

from django import template
from django.conf import settings
from django.shortcuts import resolve_url
from django.template import Engine
from django.template.context import Context
from django.utils.safestring import SafeString, mark_safe

from kit.slots import filling
from kit.states import offers

register = template.Library()


@register.simple_tag(takes_context=True)
def slot(context: Context, name: str) -> SafeString:
    """What apps above show here; each template knows what the page knows."""
    engine = Engine.get_default()
    shown = []
    for each in filling(name):
        with context.push():
            shown.append(engine.get_template(each).render(context))
    return mark_safe("".join(shown))


@register.filter(name="offers")
def offers_verb(row: Any, verb: str) -> bool:
    """Whether a verb leads a record on from its status: {% if session|offers:"started" %}."""
    return offers(row, verb)


@register.simple_tag
def first_page() -> str:
    """The address of the page that an account sees first."""
    return resolve_url(settings.LOGIN_REDIRECT_URL)
