"""The guards of who took whose data away: the links of an export, whose table Django makes, are a log as well."""

from kit.guards import Guard, Guarded

from .models import Export

LINKS = Guarded("assessments_export_candidates", append_only="a log is only added to")
GUARDS: tuple[Guard, ...] = tuple(LINKS.guards(Export.candidates.through))
