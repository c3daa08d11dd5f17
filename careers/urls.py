"""Public addresses. Once published they are kept for ever; what a visitor chose is in the query string."""

from django.urls import path, re_path

from careers.views import (
    cards,
    clusters,
    collections,
    compare,
    feedback,
    interests,
    lists,
    machines,
    occupations,
    pages,
    programs,
    resources,
    schools,
    search,
    styleguide,
)

app_name = "careers"

urlpatterns = [
    path("", pages.home, name="home"),
    # /careers/
    path("careers/", occupations.occupation_list, name="occupation_list"),
    re_path(
        r"^careers/(?P<code>[0-9]{2}-[0-9]{4}(?:\.[0-9]{2})?|[0-9]{3}\.[0-9]{3}-[0-9]{3})/$",
        occupations.occupation_by_code,
        name="occupation_by_code",
    ),
    path("careers/<slug:slug>/", occupations.occupation_detail, name="occupation_detail"),
    path("careers/<slug:slug>/card.png", cards.occupation_card, name="occupation_card"),
    # /clusters/
    path("clusters/", clusters.cluster_list, name="cluster_list"),
    path("clusters/<slug:slug>/", clusters.cluster_detail, name="cluster_detail"),
    # /collections/
    path("collections/", collections.collection_list, name="collection_list"),
    path("collections/<slug:slug>/", collections.collection_detail, name="collection_detail"),
    # /programs/ and /schools/
    path("programs/", programs.program_list, name="program_list"),
    re_path(
        r"^programs/(?P<code>[0-9]{2}(?:[.]?[0-9]{2}(?:[0-9]{2})?)?)/$", programs.program_detail, name="program_detail"
    ),
    path("schools/", schools.school_list, name="school_list"),
    path("schools/<slug:slug>/", schools.school_detail, name="school_detail"),
    # /resources/
    path("resources/", resources.resource_list, name="resource_list"),
    # /search/
    path("search/", search.search_page, name="search"),
    path("suggest/", search.suggestions, name="suggest"),
    # /compare/
    path("compare/", compare.comparison_page, name="compare"),
    # /interests/
    path("interests/", interests.interests, name="interests"),
    # /list/ and its short form
    path("list/", lists.shared_list, name="shared_list"),
    path("l/<str:code>/", lists.short_list, name="short_list"),
    # /about/
    path("about/", pages.about, name="about"),
    path("about/data/", pages.about_data, name="about_data"),
    path("about/terms/", pages.about_terms, name="about_terms"),
    path("about/accessibility/", pages.about_accessibility, name="about_accessibility"),
    path("about/privacy/", pages.about_privacy, name="about_privacy"),
    # /styleguide/, for staff
    path("styleguide/", styleguide.styleguide, name="styleguide"),
    path("styleguide/<slug:name>/", styleguide.component, name="styleguide_component"),
    # The answers to “Was this page useful?”
    path("useful/", feedback.useful, name="useful"),
    # For browsers
    path("agency.css", pages.agency_css, name="agency_css"),
    path("opensearch.xml", machines.opensearch, name="opensearch"),
    # For search engines and the previews of links
    path("card.png", cards.portal_card, name="portal_card"),
    path("robots.txt", machines.robots, name="robots"),
    path("sitemap.xml", machines.sitemap, name="sitemap"),
]
