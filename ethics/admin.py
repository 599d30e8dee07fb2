"""The code is reference data: read in the admin, changed by a new edition."""

from django.contrib import admin
from django.http import HttpRequest

from .models import Clause, Code


class ClauseInline(admin.TabularInline):
    model = Clause
    extra = 0


@admin.register(Code)
class CodeAdmin(admin.ModelAdmin):
    list_display = ["title", "decree", "in_force_from"]
    inlines = [ClauseInline]

    def has_delete_permission(self, request: HttpRequest, obj: Code | None = None) -> bool:
        return False
