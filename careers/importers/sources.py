"""Every source there is, in the order in which they are imported: what others hang on comes first."""

from careers.importers import (
    cip,
    crosswalks,
    edd,
    esd,
    etpl,
    ipeds,
    oews,
    onet,
    perkins,
    projections,
    projections_central,
    resources,
    soc,
    templates,
)
from careers.importers.source import Importer
from careers.importers.tables import Layout

IMPORTERS: tuple[Importer, ...] = (
    soc.IMPORTER,
    onet.IMPORTER,
    cip.IMPORTER,
    *crosswalks.IMPORTERS,
    perkins.IMPORTER,
    oews.IMPORTER,
    esd.IMPORTER,
    projections.IMPORTER,
    projections_central.IMPORTER,
    edd.IMPORTER,
    ipeds.IMPORTER,
    etpl.IMPORTER,
    *resources.IMPORTERS,
    *templates.IMPORTERS,
)

OFFICIAL = [importer.name for importer in IMPORTERS if importer not in templates.IMPORTERS]
"""What people are told that they can bring."""

ASIDE: tuple[Layout, ...] = (*onet.ASIDE, cip.CODE_CHANGES, *crosswalks.ASIDE, *etpl.ASIDE)
"""Tables that are known and not needed, each with the reason."""
