"""The code is written and published on its own pages; here it is read."""

from django.contrib import admin
from django.http import HttpRequest

from assessments.admin import ReadOnlyAdmin

from .models import Clause, Code


class ClauseInline(admin.TabularInline):
    model = Clause
    extra = 0
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: Code | None = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: Code | None = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: Code | None = None) -> bool:
        return False


@admin.register(Code)
class CodeAdmin(ReadOnlyAdmin):
    list_display = ["title", "decree", "in_force_from", "published_at"]
    inlines = [ClauseInline]
