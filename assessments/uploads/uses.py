"""What the portal takes files in for (`kit.taking`)."""

from kit.taking import Use

from ..models import Upload

KIND = Upload.Kind
PORTRAIT = Use(KIND.PORTRAIT)
LOGO = Use(KIND.LOGO, as_png=True)
SIGNATURE = Use(KIND.SIGNATURE, as_png=True)
DOCUMENT = Use(KIND.EVIDENCE, longest=2400, pdfs=True)  # a photographed page stays readable
TESTIMONY = Use(KIND.EVIDENCE, longest=2400, pdfs=True, nameless=True)  # of people who may stay unnamed
