"""The staff desk: Django's admin under the agency's name, its index in the groups that editors think in.

It stands outside `admin/`, whose modules register with it while they are imported.
"""

from typing import Any

from django.conf import settings
from django.contrib import admin
from django.http import HttpRequest
from django.utils.text import slugify

GROUPS = {
    "Careers and what is on their pages": (
        "Occupation",
        "AlternateTitle",
        "Task",
        "WorkRequirement",
        "OccupationWording",
        "PreviousSlug",
    ),
    "Collections": ("Collection",),
    "Clusters, codes and areas": ("CareerCluster", "CareerPathway", "SocGroup", "Area"),
    "Wages and outlook": ("DataRelease", "WageStat", "OutlookStat"),
    "Programs and schools": ("EducationProgram", "School", "ProgramOffering", "CipSocPair"),
    "Resources": ("Resource", "ResourceTopic", "LinkCheck"),
    "Official data": ("ImportRun", "RemovedRow"),
    "Notes and records": ("EditorialNote", "SearchMiss", "PageFeedback", "Edition"),
}


class Desk(admin.AdminSite):
    """The admin under the agency's name."""

    site_header = settings.AGENCY_NAME
    site_title = settings.AGENCY_NAME
    index_title = "Staff desk"
    empty_value_display = "–"

    def get_app_list(self, request: HttpRequest, app_label: str | None = None) -> list[dict[str, Any]]:
        """Django's list of apps, with the one long app of this portal cut into groups, which come first."""
        groups, others = [], []
        for app in super().get_app_list(request, app_label):
            if app["app_label"] != "careers":
                others.append(app)
                continue
            models = {model["object_name"]: model for model in app["models"]}
            for title, names in GROUPS.items():
                if shown := [models[name] for name in names if name in models]:
                    # The sidebar marks every group whose address is part of the page's; a fragment keeps the marks off.
                    groups.append(
                        {**app, "name": title, "app_url": f"{app['app_url']}#{slugify(title)}", "models": shown}
                    )
        return [*groups, *others]
