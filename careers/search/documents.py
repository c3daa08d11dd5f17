"""What of the public content goes into the index: a document for each page that a search may lead to.

Only published content is read, and no table that only staff see. Rows come as plain values: the whole of O*NET is some 90,000.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field

from django.db.models import TextChoices
from django.urls import reverse
from django.utils.html import strip_tags

from careers.codes import EntryEducation
from careers.fields import items
from careers.models import (
    AlternateTitle,
    CareerCluster,
    CareerPathway,
    Collection,
    EducationProgram,
    Occupation,
    Resource,
    School,
    Task,
)


class Kind(TextChoices):
    """What a search may find, in the order in which the results stand."""

    CAREER = "career", "Careers"
    CLUSTER = "cluster", "Career clusters"
    COLLECTION = "collection", "Collections"
    PROGRAM = "program", "Programs of study"
    SCHOOL = "school", "Schools"
    RESOURCE = "resource", "Resources"


_PAGES = {
    Kind.CAREER: "careers:occupation_detail",
    Kind.CLUSTER: "careers:cluster_detail",
    Kind.COLLECTION: "careers:collection_detail",
    Kind.PROGRAM: "careers:program_detail",
    Kind.SCHOOL: "careers:school_detail",
}


@dataclass(frozen=True, slots=True)
class Document:
    """One page, or one entry of the directory, that can be found."""

    kind: Kind
    pk: int
    address: str
    """The last part of its page's address; of a resource the whole address elsewhere."""
    title: str
    names: tuple[str, ...] = ()
    """Other names it goes by, which a result may show."""
    hidden_names: tuple[str, ...] = ()
    """Names that only help to find it."""
    codes: tuple[str, ...] = ()
    note: str = ""
    """A line that tells it from others: how people get into a career, where a school is, how many careers a collection holds."""
    is_broken: bool = False
    """Whether it is elsewhere and its link is known not to work."""
    slug: str = ""
    """Of a resource, which has no page here: what a shared list calls it by."""
    text: str = field(default="", repr=False)
    """What it is about, in sentences."""

    @property
    def url(self) -> str:
        return reverse(_PAGES[self.kind], args=[self.address]) if self.kind in _PAGES else self.address

    def other_names(self) -> tuple[str, ...]:
        """Every name but the title."""
        return self.names + self.hidden_names

    def all_names(self) -> tuple[str, ...]:
        return (self.title, *self.other_names())


def documents() -> dict[Kind, list[Document]]:
    """Everything public that can be found, by kind. Ten queries."""
    collected = {
        Kind.CAREER: careers(),
        Kind.CLUSTER: clusters(),
        Kind.COLLECTION: collections(),
        Kind.PROGRAM: programs(),
        Kind.SCHOOL: schools(),
        Kind.RESOURCE: resources(),
    }
    return {kind: list(found) for kind, found in collected.items()}


def careers() -> Iterator[Document]:
    """Published careers with every name they go by, their codes, their summary and their tasks."""
    published = Occupation.objects.published()
    names, hidden = defaultdict(list), defaultdict(list)
    titles = AlternateTitle.objects.filter(occupation__in=published).order_by("position", "pk")
    columns = titles.values_list("occupation", "title", "short_title", "search_only")
    for career, title, short, is_hidden in columns.iterator():
        of_career = (hidden if is_hidden else names)[career]
        of_career.append(title)
        if short:
            of_career.append(short)
    tasks = defaultdict(list)
    for career, statement in (
        Task.objects.filter(occupation__in=published).order_by().values_list("occupation", "statement").iterator()
    ):
        tasks[career].append(statement)
    rows = published.order_by("pk").values_list(
        "pk", "slug", "title", "singular_title", "entry_education", "summary", "onet_soc_code", "soc__code", "dot_code"
    )
    for pk, slug, title, singular, education, summary, *codes in rows:
        yield Document(
            Kind.CAREER, pk, slug, title, tuple(names[pk]), (singular, *hidden[pk]), tuple(filter(None, codes)),
            EntryEducation(education).label if education else "", text=" ".join([strip_tags(summary), *tasks[pk]]),
        )  # fmt: skip


def clusters() -> Iterator[Document]:
    """Career clusters; the names of their pathways find them too."""
    pathways = defaultdict(list)
    for cluster, name in CareerPathway.objects.values_list("cluster", "name"):
        pathways[cluster].append(name)
    for pk, slug, name, introduction in CareerCluster.objects.values_list("pk", "slug", "name", "introduction"):
        yield Document(Kind.CLUSTER, pk, slug, name, tuple(pathways[pk]), text=strip_tags(introduction))


def collections() -> Iterator[Document]:
    """Lists of careers that staff keep."""
    for one in Collection.objects.listed():
        count = len(one.entries_shown)
        note = "1 career" if count == 1 else f"{count} careers"
        yield Document(
            Kind.COLLECTION,
            one.pk,
            one.slug,
            one.title,
            note=note,
            text=strip_tags(one.introduction.replace("<", " <")),
        )


def programs() -> Iterator[Document]:
    """Programs of study, without the families and series that sort them."""
    rows = EducationProgram.objects.of_study().order_by("pk").values_list("pk", "cip_code", "name", "description")
    for pk, code, name, description in rows:
        # The code of its series and its family find it too.
        codes = (code, code[:5], code[:2])
        yield Document(Kind.PROGRAM, pk, code, name, codes=codes, note=f"CIP {code}", text=description)


def schools() -> Iterator[Document]:
    """Schools that are open."""
    rows = School.objects.listed().order_by("pk")
    for pk, slug, name, others, city, state in rows.values_list("pk", "slug", "name", "other_names", "city", "state"):
        place = ", ".join(filter(None, (city, state)))
        yield Document(Kind.SCHOOL, pk, slug, name, tuple(items(others)), note=place, text=place)


def resources() -> Iterator[Document]:
    """Entries of the directory."""
    rows = (
        Resource.objects.published()
        .order_by("pk")
        .values_list("pk", "url", "slug", "name", "subtitle", "kind", "link_state")
    )
    for pk, url, slug, name, subtitle, kind, state in rows:
        names, is_broken = (subtitle,) if subtitle else (), state == Resource.LinkState.BROKEN
        yield Document(
            Kind.RESOURCE, pk, url, name, names, note=Resource.Kind(kind).label, is_broken=is_broken, slug=slug
        )
