"""The template tags of the design system; `docs/design.md` shows each of them in use."""

from datetime import date
from functools import cache, lru_cache
from typing import Any

from crispy_forms.helper import FormHelper
from crispy_forms.utils import render_crispy_form
from django import template
from django.db.models import Model
from django.template.context import Context
from django.template.loader import render_to_string
from django.template.loader_tags import BLOCK_CONTEXT_KEY
from django.templatetags.static import static
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from kit.days import written_day
from kit.roles import named, registered
from kit.states import Statuses, StatusField
from kit.tones import TONES
from lsp_portal.work.navigation import Link

register = template.Library()

DASH = "–"
QUIET = "ended"  # of a value that no status has any more


@cache
def _icon(name: str) -> tuple[SafeString, SafeString]:
    """What draws an icon, and the icon as mere decoration. A page has fifty of them, a process always the same."""
    use = format_html('<use href="{}#{}"></use>', static("icons/sprite.svg"), name)
    return use, format_html('<svg class="icon" aria-hidden="true" focusable="false">{}</svg>', use)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """One icon of the sprite: decoration unless `label` says what it means."""
    use, decoration = _icon(name)
    return format_html('<svg class="icon" role="img" aria-label="{}">{}</svg>', label, use) if label else decoration


@register.filter
def day(value: date | str | None, form: str = "j M Y") -> str:
    """The day of a date or a moment; "" for none. What is written already stays as it is."""
    if isinstance(value, str):
        return value
    return written_day(value, form) if value else ""


@register.filter
def until(value: date) -> str:
    """The last day of something, said as such."""
    return _("sampai %(day)s") % {"day": day(value)}


@register.simple_tag
def badge(tone: str, text: Any, symbol: str = "") -> SafeString:
    """A status in words, tint and symbol: tone is waiting, good, bad, suspended, ended or info."""
    return _badge(tone, str(text), symbol or TONES[tone])


@lru_cache(maxsize=1024, typed=True)
def _badge(tone: str, text: str, symbol: str) -> SafeString:
    """A list shows the same few badges in every row. `typed`: markup and plain text of the same letters are two."""
    return format_html('<span class="badge-status tone-{}">{}<span>{}</span></span>', tone, icon(symbol), text)


@register.simple_tag
def menu(links: tuple[Link, ...]) -> SafeString:
    """The entries of a menu."""
    return _menu(links, get_language())


@lru_cache(maxsize=1024)
def _menu(links: tuple[Link, ...], _language: str | None) -> SafeString:
    """A menu differs by role, language and the page one is on: a process meets the same few all day."""
    return mark_safe("".join(render_to_string("layouts/nav_entry.html", {"entry": link}) for link in links))


@register.simple_tag
def role_badges(account: Model) -> SafeString:
    """A badge for each role of an account."""
    names = [role.name for role in registered() if getattr(account, role.flag or f"has_{role.record}_record")]
    return _role_badges(tuple(names), get_language())


@lru_cache(maxsize=64)
def _role_badges(names: tuple[str, ...], _language: str | None) -> SafeString:
    """A list of accounts repeats the same few sets of roles."""
    held = [named(name) for name in names]
    return format_html_join(" ", "{}", ((badge("info", role.label, role.symbol),) for role in held))


@register.simple_tag
def status_badge(record: Model, field: str = "status") -> SafeString:
    """The badge of a record's status field (or of a property such as `current_status`)."""
    value = getattr(record, field)
    status = value if isinstance(value, Statuses) else _statuses(type(record), field).get(value)
    return badge(status.tone, status.label) if status else badge(QUIET, value)


@cache
def _statuses(model: type[Model], field: str) -> dict[str, Statuses]:
    """The statuses that a column may hold. TypeError for what is no status: nobody said how it looks."""
    column = model._meta.get_field(field)
    if not isinstance(column, StatusField) or column.statuses is None:
        raise TypeError(f"{model.__name__}.{field} is no StatusField: its values have no tone")
    return {status.value: status for status in column.statuses}


@register.simple_tag(takes_context=True)
def repeat_block(context: Context, name: str) -> str:
    """Render a block a second time: the page title is also the heading. Only directly in a layout.

    What a block renders is escaped already; stripping makes a plain text of it, which would be escaped once more.
    """
    blocks = context.render_context.get(BLOCK_CONTEXT_KEY)
    block = blocks.get_block(name) if blocks else None
    return mark_safe(block.render(context).strip()) if block else ""


@register.simple_block_tag
def facts(content: str, narrow: bool = False) -> SafeString:
    """A definition list of two columns; filled with `fact` and `factblock`."""
    return format_html('<dl class="facts{}">{}</dl>', " facts-narrow" if narrow else "", content)


@register.simple_tag
def fact(label: str, value: Any = None, suffix: str = "") -> SafeString:
    """One line of `facts`; an empty value is shown as a dash, never left out silently."""
    if value in (None, ""):
        return format_html('<div><dt>{}</dt><dd class="quiet">{}</dd></div>', label, DASH)
    return format_html("<div><dt>{}</dt><dd>{}{}</dd></div>", label, value, f" {suffix}" if suffix else "")


@register.simple_block_tag
def factblock(content: str, label: str) -> SafeString:
    """One line of `facts` whose value is markup."""
    return format_html("<div><dt>{}</dt><dd>{}</dd></div>", label, content)


@register.simple_block_tag
def panel(
    content: str,
    title: str = "",
    id: str = "",  # noqa: A002 - named after the attribute it becomes
    note: str = "",
    level: int = 2,
    flush: bool = False,
) -> SafeString:
    """A section on a surface with its heading; `flush` lets a table reach the edges."""
    head = format_html(
        "<header><h{0}>{1}</h{0}>{2}</header>", level, title, format_html("<p>{}</p>", note) if note else ""
    )
    return format_html(
        '<section class="panel{}"{}>{}<div class="panel-body">{}</div></section>',
        " panel-flush" if flush else "",
        format_html(' id="{}"', id) if id else "",
        head if title else "",
        content,
    )


@register.simple_block_tag
def notice(content: str, tone: str = "info", title: str = "") -> SafeString:
    """A notice on the page itself (not a message that passes)."""
    head = format_html("<p class='notice-title'>{}</p>", title) if title else ""
    return format_html('<div class="notice tone-{}">{}<div>{}{}</div></div>', tone, icon(TONES[tone]), head, content)


@register.simple_block_tag
def sticky_bar(content: str) -> SafeString:
    """The bar at the foot of a long form: state at the left, the one action at the right."""
    return format_html('<div class="sticky-bar">{}</div>', content)


@register.simple_tag
def lines(text: Any) -> SafeString:
    """Text of several lines as paragraphs, escaped."""
    parts = [part.strip() for part in str(text or "").splitlines() if part.strip()]
    return format_html_join("", "<p>{}</p>", ((part,) for part in parts))


@register.simple_tag
def form_errors(form: Any) -> SafeString:
    """The summary above a form: every error, linked to its field. Empty when there is none."""
    if not form.is_bound or not form.errors:
        return mark_safe("")
    entries = [("", conditional_escape(error), "") for error in form.non_field_errors()]
    for bound in form:
        entries += [(bound.id_for_label or bound.auto_id, bound.label, error) for error in bound.errors]
    return mark_safe(render_to_string("components/form_errors.html", {"entries": entries}))


@register.simple_tag(takes_context=True)
def form_body(context: Context, form: Any) -> SafeString:
    """The fields of a form through crispy: its helper's layout if it has one, else every field in order."""
    helper = getattr(form, "helper", None) or FormHelper(form)
    helper.form_tag = helper.include_media = False
    helper.disable_csrf = helper.render_hidden_fields = True
    return render_crispy_form(form, helper, context.flatten())
