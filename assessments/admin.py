"""Inspection for superusers. The work itself has its own screens; here only public reference texts can be changed."""

from typing import Any

from django.contrib import admin
from django.http import HttpRequest

from . import models


class ReadOnlyAdmin(admin.ModelAdmin):
    """Shows rows; adds, changes and deletes none."""

    show_full_result_count = False

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(models.Definition, models.LegalBasis)
class TextAdmin(admin.ModelAdmin):
    """Public texts of the LSP."""

    list_display = ["__str__", "position"]

    def has_delete_permission(self, request: HttpRequest, obj: Any = None) -> bool:
        return False


@admin.register(models.Person)
class PersonAdmin(ReadOnlyAdmin):
    """Without the identity number, the address and the photo: nobody inspects those in passing."""

    fields = ["name", "identity_kind", "nationality", "email", "account", "created_at"]
    list_display = ["name", "email", "account", "created_at"]
    list_select_related = ["account"]
    search_fields = ["name", "email"]


@admin.register(models.Candidate, models.Assessor)
class RoleAdmin(ReadOnlyAdmin):
    list_display = ["person"]
    list_select_related = ["person"]
    search_fields = ["person__name"]


@admin.register(models.Event)
class EventAdmin(ReadOnlyAdmin):
    """Without the data and the reason: they tell what somebody was called, where he lived."""

    fields = ["at", "verb", "subject_type", "subject_id", "actor", "on"]
    list_display = ["at", "verb", "subject_type", "subject_id", "actor", "on"]
    list_filter = ["subject_type", "verb"]
    list_select_related = ["actor"]


@admin.register(models.Upload)
class UploadAdmin(ReadOnlyAdmin):
    """What is kept, not the picture."""

    fields = ["key", "kind", "content_type", "size", "sha256", "uploaded_by", "uploaded_at"]
    list_display = ["key", "kind", "size", "uploaded_at"]


@admin.register(models.AssessmentSession, models.Assessment)
class StatusAdmin(ReadOnlyAdmin):
    list_display = ["__str__", "status"]
    list_filter = ["status"]

    def get_queryset(self, request: HttpRequest) -> Any:
        rows: Any = super().get_queryset(request)
        return rows.for_list()


@admin.register(models.Verdict, models.Decision, models.Training)
class FactAdmin(ReadOnlyAdmin):
    list_display = ["pk", "__str__"]
    list_per_page = 25


@admin.register(
    models.CertificationBody, models.Standard, models.Unit, models.Scheme, models.SchemeVersion, models.Venue
)
class ReferenceAdmin(ReadOnlyAdmin):
    list_display = ["__str__"]
