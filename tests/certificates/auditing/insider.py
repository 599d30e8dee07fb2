"""Somebody with the whole database: SQL with every guard out of the way, and the chain made anew to fit."""

import json
import re
from contextlib import contextmanager

from django.db import connection

from assessments.decisions import operations as decisions
from certificates.auditing import of_rows
from certificates.issuing.operations.issuing import issue
from certificates.models import Certificate, CertificateFile, RegisterEntry
from certificates.register import chain
from kit.guards import guards_of, install, remove
from tests.world import K

ALL_GUARDS = guards_of("assessments") + guards_of("certificates")


@contextmanager
def unguarded(statement):
    """Guards of the tables that are named are taken away, and put back as if nothing had been."""
    in_the_way = [guard for guard in ALL_GUARDS if re.search(rf"\b{guard.table}\b", statement)]
    assert in_the_way, statement
    remove(connection, in_the_way)
    yield
    install(connection, in_the_way)


def sql(statement, *values):
    """One raw statement, unguarded; a list or dictionary is written as JSON."""
    said = [json.dumps(value) if isinstance(value, dict | list) else value for value in values]
    with unguarded(statement), connection.cursor() as cursor:
        cursor.execute(statement, said)
        return cursor.rowcount


def rewrite(certificate, said=None, **columns):
    """Give a certificate other columns and another snapshot, and make the chain fit."""
    if said is not None:
        columns["snapshot"] = said
    for name, value in columns.items():
        sql(f"UPDATE certificates_certificate SET {name} = %s WHERE id = %s", value, certificate.pk)
    certificate.refresh_from_db()
    forge_chain()


def forge_chain():
    """Every content and digest anew from the columns, so that the chain contradicts nothing."""
    previous = chain.GENESIS
    with unguarded(RegisterEntry._meta.db_table):
        for entry in RegisterEntry.objects.order_by("number"):
            about = Certificate.objects.get(pk=entry.certificate_id)
            file = CertificateFile.objects.filter(certificate=about).values_list("sha256", flat=True).first()
            entry.content = chain.content_of(
                number=entry.number, act=entry.act, status=entry.status_after, token=about.token,
                replaces=about.replaces.token if about.replaces else "", on=entry.on, at=entry.at, file=file or "",
                snapshot=about.snapshot,
                detail=chain.detail_of(
                    entry.salt, reason=entry.reason, letter_number=entry.letter_number, by=entry.by_id
                ),
            )  # fmt: skip
            entry.previous, entry.digest = previous, chain.digest_of(previous, entry.content)
            entry.save()
            previous = entry.digest


def found(certificate=None):
    """What the audit finds in the rows: of this certificate alone, and nothing of any other or of the register."""
    findings = list(of_rows())
    if certificate is not None:
        assert {finding.about for finding in findings} <= {certificate.number}, findings
    return {finding.problem for finding in findings}


def second(world):
    """Another holder's certificate from the same session."""
    place = world.enrol(world.yohanes_candidate)
    world.record(place, K, K, K)
    world.sign(place)
    decisions.grant(by=world.komang, on=world.today, assessment=place)
    return issue(assessment=place, by=world.ratna, on=world.today)
