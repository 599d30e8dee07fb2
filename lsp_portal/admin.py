"""Inspection of accounts for superusers; roles are given on the portal's own pages, where the reason is kept."""

from django.contrib import admin

from assessments.admin import ReadOnlyAdmin

from .models import Invitation, User


@admin.register(User)
class UserAdmin(ReadOnlyAdmin):
    fields = [
        "username",
        "email",
        "is_active",
        "is_lsp_admin",
        "is_decision_maker",
        "is_ethics_officer",
        "is_superuser",
        "last_login",
    ]
    list_display = [
        "username",
        "email",
        "is_active",
        "is_lsp_admin",
        "is_decision_maker",
        "is_ethics_officer",
        "last_login",
    ]
    search_fields = ["username", "email"]


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    fields = [
        "person",
        "email",
        "is_lsp_admin",
        "is_decision_maker",
        "is_ethics_officer",
        "reason",
        "invited_by",
        "invited_at",
        "sent_at",
        "used_at",
    ]
    list_display = ["person", "email", "invited_at", "used_at", "revoked_at"]
    list_select_related = ["person"]
