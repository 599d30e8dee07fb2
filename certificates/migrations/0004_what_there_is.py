"""What the register needs from the first day: a design, the patterns of the two numbers, and its chain.

Certificates issued before there was a chain enter it in the order of their issue.
"""

import secrets
from datetime import date

from django.db import migrations

from certificates.register import chain

PATTERNS = (
    ("certificate", "{kbli} {kbji} {level} {serial:7} {year}", "KBLI 2020, KBJI 2014", "never"),
    ("registration", "{field} {licence} {serial:5} {year}", "", "yearly"),
)


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
    previous, number = chain.GENESIS, 0
    for number, old in enumerate(model["Certificate"].objects.order_by("issued_at", "pk"), start=1):
        file = model["CertificateFile"].objects.filter(certificate=old).values_list("sha256", flat=True).first()
        salt = secrets.token_hex(16)
        content = chain.content_of(
            number=number, act="issued", status="active", token=old.token, replaces="", on=old.issued_on,
            at=old.issued_at, file=file or "", snapshot=old.snapshot,
            detail=chain.detail_of(salt, reason="", letter_number="", by=old.issued_by_id),
        )  # fmt: skip
        digest = chain.digest_of(previous, content)
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
