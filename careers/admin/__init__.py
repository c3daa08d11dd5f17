"""The staff desk: Django's admin, one module a noun. Importing a module registers its models."""

from careers.admin import (
    classification,
    collections,
    editorial,
    education,
    feedback,
    imports,
    labor_market,
    occupations,
    resources,
    search_misses,
)

__all__ = [
    "classification",
    "collections",
    "editorial",
    "education",
    "feedback",
    "imports",
    "labor_market",
    "occupations",
    "resources",
    "search_misses",
]
