"""What a design version prints: its part of a snapshot, and the specimen that shows it."""

import logging
from datetime import date

from assessments.models import CertificationBody
from kit.printable import as_printed

from ..models import DesignVersion
from ..printing.previews import refusal
from ..printing.specimen import USUAL, specimen
from ..snapshots.copying import body_snapshot, picture_uri
from ..snapshots.snapshot import DesignSnapshot, Snapshot

logger = logging.getLogger(__name__)


def design_snapshot(design: DesignVersion) -> DesignSnapshot:
    """How a certificate of this version is printed; also of a version that is not saved yet."""
    return DesignSnapshot(
        family=design.family,
        name=design.design.name,
        version=design.number,
        paper=DesignVersion.Family(design.family).paper,
        languages=design.languages.split(),
        texts={key: as_printed(text) for key, text in design.texts.items()},
        art=design.art,
        logo=picture_uri(design.logo),
        signature=picture_uri(design.signature),
    )


def specimen_of(version: DesignVersion, *, on: date, sample: str = USUAL) -> Snapshot:
    """The specimen of a version, saved or not, with the LSP as it is today. Refuses "proof" for a lost picture."""
    body = CertificationBody.current()
    try:
        return specimen(design_snapshot(version), body_snapshot(body) if body else None, on=on, sample=sample)
    except OSError:
        logger.exception("a picture of %s cannot be read", version)
        raise refusal() from None
