"""Every source there is, in the order in which they are imported: what others hang on comes first."""

from careers.importers import edd, esd, oews, onet, projections, projections_central, soc
from careers.importers.source import Importer
from careers.importers.tables import Layout

IMPORTERS: tuple[Importer, ...] = (
    soc.IMPORTER, onet.IMPORTER, oews.IMPORTER, esd.IMPORTER, projections.IMPORTER, projections_central.IMPORTER, edd.IMPORTER,
)  # fmt: skip

ASIDE: tuple[Layout, ...] = (*onet.ASIDE,)
"""Tables that are known and not needed, each with the reason."""
