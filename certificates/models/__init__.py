"""The promise: certificates, their numbers, blanks and designs, the keys that seal them, and the register's chain."""

from certificates.certificates.models.files import CertificateFile, Credential

from ..blanks.models import BlankBatch, BlankUse
from ..certificates.models.certificates import EXPIRING_DAYS, Certificate, CertificateQuerySet, Standing
from ..consents.models import RegisterConsent
from ..designs.models import Design, DesignVersion, SchemeDesign
from ..keys.models import SigningKey
from ..numbers.models import NumberCounter, NumberPattern, VoidedNumber
from ..register.models import DailyRoot, RegisterEntry
from ..runs.models import IssuingItem, IssuingRun

__all__ = [
    "EXPIRING_DAYS",
    "BlankBatch",
    "BlankUse",
    "Certificate",
    "CertificateFile",
    "CertificateQuerySet",
    "Credential",
    "DailyRoot",
    "Design",
    "DesignVersion",
    "IssuingItem",
    "IssuingRun",
    "NumberCounter",
    "NumberPattern",
    "RegisterConsent",
    "RegisterEntry",
    "SchemeDesign",
    "SigningKey",
    "Standing",
    "VoidedNumber",
]
