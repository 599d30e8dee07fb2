"""What is shown as a badge says its tone where it is declared: nobody forgets one in a table elsewhere."""

import re
from pathlib import Path
from typing import Any, get_type_hints

import pytest
from django.apps import apps
from django.db.models import Model
from django.template import Context, Template

from assessments.models import SchemeVersion
from certificates.certificates.models.certificates import Certificate, Standing
from kit.states import Statuses, StatusField
from kit.tones import TONES
from tests.architecture.source import APPS, ROOT, modules, templates

# Columns of these names that no page shows as a badge: they are told in words.
TOLD_IN_WORDS = {
    "assessments.Remark.outcome",
    "certificates.IssuingItem.state",
    "ethics.CertificateMeasure.outcome",
    "ethics.Conflict.outcome",
    "ethics.PanelDecision.outcome",
    "ethics.PeerRemark.outcome",
}
NAMED = re.compile(r'(?:status_badge [\w.]+|StatusColumn\()\s*"(\w+)"')
MODELS = [model for model in apps.get_models() if model._meta.app_label in APPS]


def shown() -> set[str]:
    """The names of what is shown as a badge; "status" where none is said."""
    return {"status"} | {name for path in [*modules(), *templates()] for name in NAMED.findall(read(path))}


def read(path: Path) -> str:
    return path.read_text() if path.suffix in (".py", ".html") else ""


def has_tone(model: type[Model], name: str) -> bool:
    """Whether each value of a column or a property is of `Statuses`."""
    found: Any = getattr(model, name)
    if isinstance(found, property):
        told = get_type_hints(found.fget).get("return")
        return isinstance(told, type) and issubclass(told, Statuses)
    return isinstance(model._meta.get_field(name), StatusField)


def test_whatever_is_shown_as_a_badge_has_a_tone():
    names = shown()
    assert {"status", "standing", "outcome", "fate"} <= names
    toneless = {f"{model._meta.label}.{name}" for model in MODELS for name in names if hasattr(model, name)
                and not has_tone(model, name)}  # fmt: skip
    assert toneless == TOLD_IN_WORDS


@pytest.mark.parametrize("label", ["assessments.Remark", "certificates.IssuingItem"])
def test_a_badge_of_what_has_no_tone_is_refused(label):
    model = apps.get_model(label)
    field = next(name.rpartition(".")[2] for name in TOLD_IN_WORDS if name.startswith(label))
    with pytest.raises(TypeError, match="no tone"):
        Template("{% status_badge record field %}").render(Context({"record": model(), "field": field}))


@pytest.mark.parametrize("statuses", [Standing, Certificate.Status, SchemeVersion.Status])
def test_what_is_withdrawn_does_not_look_like_what_is_replaced(statuses):
    assert (statuses.WITHDRAWN.tone, statuses.REPLACED.tone) == ("bad", "ended")


def test_every_tone_has_its_colour_and_its_symbol():
    tokens = (ROOT / "static" / "css" / "tokens.css").read_text()
    assert all(f"--{tone}:" in tokens for tone in TONES)
    sprite = (ROOT / "static" / "icons" / "sprite.svg").read_text()
    assert all(f'id="{symbol}"' in sprite for symbol in TONES.values())
