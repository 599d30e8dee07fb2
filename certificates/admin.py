"""Inspection of the register for superusers: nothing is changed here."""

from django.contrib import admin

from assessments.admin import ReadOnlyAdmin

from .models import Certificate, CertificateFile, NumberCounter


@admin.register(Certificate)
class CertificateAdmin(ReadOnlyAdmin):
    fields = ["number", "registration_number", "holder_name", "scheme_title", "issued_on", "expires_on", "issued_by"]
    list_display = ["number", "holder_name", "scheme_title", "issued_on", "expires_on"]
    search_fields = ["number", "registration_number", "holder_name"]


@admin.register(CertificateFile)
class CertificateFileAdmin(ReadOnlyAdmin):
    """What is kept, not the file."""

    fields = ["certificate", "sha256", "size"]
    list_display = ["certificate", "size"]
    list_select_related = ["certificate"]


@admin.register(NumberCounter)
class NumberCounterAdmin(ReadOnlyAdmin):
    list_display = ["series", "last"]
