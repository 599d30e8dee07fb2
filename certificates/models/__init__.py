"""The promise: certificates, their numbers, blanks and designs, the keys that seal them, and the register's chain."""

from .blanks import BlankBatch, BlankUse
from .certificates import (
    EXPIRING_DAYS,
    Certificate,
    CertificateFile,
    CertificateQuerySet,
    Credential,
    Standing,
)
from .consents import RegisterConsent
from .designs import Design, DesignVersion, SchemeDesign
from .keys import SigningKey
from .numbers import NumberCounter, NumberPattern, VoidedNumber
from .register import DailyRoot, RegisterEntry
from .runs import IssuingItem, IssuingRun

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
