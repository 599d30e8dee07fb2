"""What the register needs from the first day: a design, the patterns of the two numbers, and its chain.

Certificates issued before there was a chain enter it in the order of their issue.
"""

import hashlib
import json
import secrets
from datetime import UTC, date

from django.db import migrations

PATTERNS = (
    ("certificate", "{kbli} {kbji} {level} {serial:7} {year}", "KBLI 2020, KBJI 2014", "never"),
    ("registration", "{field} {licence} {serial:5} {year}", "", "yearly"),
)


# The chain as it was on that day: an entry of then is hashed as it was then, whatever becomes of the code.
def canonical(value):
    return json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def sha256(data):
    return hashlib.sha256(data).hexdigest()


def content_of(number, old, file, salt):
    return {
        "number": number,
        "act": "issued",
        "status": "active",
        "certificate": sha256(old.token.encode()),
        "replaces": "",
        "on": old.issued_on.isoformat(),
        "at": old.issued_at.astimezone(UTC).isoformat(timespec="microseconds"),
        "file": file or "",
        "snapshot": sha256(canonical(old.snapshot)),
        "detail": sha256(canonical([salt, "", "", old.issued_by_id])),
    }


def fill(apps, _schema_editor):
    model = {name: apps.get_model("certificates", name) for name in (
        "Design", "DesignVersion", "NumberPattern", "NumberCounter", "Certificate", "CertificateFile", "RegisterEntry"
    )}  # fmt: skip
    design = model["Design"].objects.create(name="Klasik", is_default=True)
    look = model["DesignVersion"].objects.create(
        design=design, number=1, status="in_use", family="klasik", languages="id en", in_use_from=date(2020, 1, 1)
    )
    for series, pattern, classification, restart in PATTERNS:
        model["NumberPattern"].objects.create(
            series=series, pattern=pattern, classification=classification, restart=restart, valid_from=date(2020, 1, 1)
        )
    previous, number = "0" * 64, 0
    for number, old in enumerate(model["Certificate"].objects.order_by("issued_at", "pk"), start=1):
        file = model["CertificateFile"].objects.filter(certificate=old).values_list("sha256", flat=True).first()
        salt = secrets.token_hex(16)
        content = content_of(number, old, file, salt)
        digest = sha256(previous.encode() + canonical(content))
        model["RegisterEntry"].objects.create(
            number=number, certificate=old, act="issued", status_after="active", on=old.issued_on, at=old.issued_at,
            by_id=old.issued_by_id, salt=salt, content=content, previous=previous, digest=digest,
        )  # fmt: skip
        model["Certificate"].objects.filter(pk=old.pk).update(design=look, status_index=number - 1)
        previous = digest
    if number:
        for series in ("register", "status list"):
            model["NumberCounter"].objects.create(series=series, last=number)


class Migration(migrations.Migration):
    dependencies = [("certificates", "0003_life")]
    operations = [migrations.RunPython(fill, migrations.RunPython.noop)]
