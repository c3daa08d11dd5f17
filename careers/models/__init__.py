"""All models, by noun: classification, occupation, collections, education, labor market, resources, editorial, feedback, edition."""

from careers.models.classification import Area, CareerCluster, CareerPathway, SocGroup
from careers.models.collections import Collection, CollectionEntry, PreviousCollectionSlug
from careers.models.edition import Edition
from careers.models.editorial import EditorialNote, ImportRun, SearchMiss
from careers.models.education import (
    CipSocPair,
    EducationProgram,
    ProgramAward,
    ProgramLink,
    ProgramLinkKind,
    ProgramOffering,
    School,
)
from careers.models.feedback import PageFeedback
from careers.models.imported import Imported, RemovedRow, as_said, owner_label
from careers.models.labor_market import (
    PERCENTILES,
    DataRelease,
    Dataset,
    OutlookStat,
    StatQuerySet,
    WageStat,
    monthly_wage,
)
from careers.models.occupation import (
    AlternateTitle,
    Occupation,
    OccupationWording,
    PreviousSlug,
    RelatedOccupation,
    Task,
    WorkRequirement,
)
from careers.models.resources import LinkCheck, OccupationResource, Resource, ResourceTopic

__all__ = [
    "PERCENTILES",
    "AlternateTitle",
    "Area",
    "CareerCluster",
    "CareerPathway",
    "CipSocPair",
    "Collection",
    "CollectionEntry",
    "DataRelease",
    "Dataset",
    "Edition",
    "EditorialNote",
    "EducationProgram",
    "ImportRun",
    "Imported",
    "LinkCheck",
    "Occupation",
    "OccupationResource",
    "OccupationWording",
    "OutlookStat",
    "PageFeedback",
    "PreviousCollectionSlug",
    "PreviousSlug",
    "ProgramAward",
    "ProgramLink",
    "ProgramLinkKind",
    "ProgramOffering",
    "RelatedOccupation",
    "RemovedRow",
    "Resource",
    "ResourceTopic",
    "School",
    "SearchMiss",
    "SocGroup",
    "StatQuerySet",
    "Task",
    "WageStat",
    "WorkRequirement",
    "as_said",
    "monthly_wage",
    "owner_label",
]

PUBLIC_MODELS = (
    AlternateTitle, Area, CareerCluster, CareerPathway, CipSocPair, Collection, CollectionEntry, DataRelease, EducationProgram,
    Occupation, OccupationResource, OccupationWording, OutlookStat, PreviousCollectionSlug, PreviousSlug, ProgramAward, ProgramLink,
    ProgramOffering, RelatedOccupation, Resource, ResourceTopic, School, SocGroup, Task, WageStat, WorkRequirement,
)  # fmt: skip
"""The models public pages are made of. A change of any of them raises the edition."""

STAFF_MODELS = (EditorialNote, ImportRun, LinkCheck, PageFeedback, RemovedRow, SearchMiss)
"""The models no public query may touch. `Edition` is neither: it is only a number."""
