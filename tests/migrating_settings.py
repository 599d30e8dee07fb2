"""The portal with one more migration, which fails: `crispy_forms` has none of its own."""

from lsp_portal.settings import *  # noqa: F403

MIGRATION_MODULES = {"crispy_forms": "tests.failing"}
