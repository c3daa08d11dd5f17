"""The two crosswalks one after the other, together, and beside lists that editors wrote."""

import pytest

from careers.importers import crosswalks
from careers.importers.apply import write
from careers.importers.plan import Plan
from careers.importers.readers import read
from careers.models import DataRelease, Occupation, ProgramLink, RemovedRow
from careers.official import take_over
from tests import builders, official

pytestmark = pytest.mark.django_db

ONET, CIP_SOC = crosswalks.IMPORTERS
CIP_FOLDER = official.FOLDER / "data/cip"
CHIEFS_BY_GROUP = (
    "SOC2018Code,SOC2018Title,CIP2020Code,CIP2020Title\n11-1011,Chiefs,01.0101,Farms.\n11-1011,Chiefs,02.0202,Soil.\n"
)
CHIEFS_BY_ONET = "CIP,CIP_Title,SOC,SOC_Title\n01.0101,Farms.,11-1011.00,Chiefs\n03.0303,Woods.,11-1011.00,Chiefs\n"


@pytest.fixture
def by_group(tmp_path):
    return CIP_SOC, written(tmp_path / "group.csv", CHIEFS_BY_GROUP)


@pytest.fixture
def by_onet(tmp_path):
    return ONET, written(tmp_path / "onet.csv", CHIEFS_BY_ONET)


def written(path, content):
    path.write_text(content)
    return path


def chiefs(**values) -> Occupation:
    return builders.occupation("Chiefs", soc=builders.soc_group("11-1011"), onet_soc_code="11-1011.00", **values)


def run(*given) -> Plan:
    """Import files together, and write what was planned."""
    plan, releases = Plan(), []
    for importer, path in given:
        tables = [
            table
            for sheet in read(path).sheets
            if (table := next((found for layout in importer.layouts if (found := layout.match(sheet))), None))
        ]
        values = importer.release(importer.vintage(tables))
        release = DataRelease.objects.filter(**values["known"]).first()
        releases.append(release or DataRelease(**values["known"], **values["new"]))
        importer.plan(tables, releases[-1], plan)
    plan.settle()
    write(plan, releases, None, publish=False)
    return plan


def links() -> list[tuple[str, str, str]]:
    rows = ProgramLink.objects.order_by("program__cip_code")
    return list(rows.values_list("program__cip_code", "source_key", "release__source"))


BY_ONET = [(code, f"onet|{code}", ONET.source) for code in ("01.0101", "03.0303")]
BY_GROUP = [(code, f"soc|{code}", CIP_SOC.source) for code in ("01.0101", "02.0202")]


@pytest.mark.parametrize("imports", [["onet+group"], ["group", "onet"], ["onet", "group"], ["group", "onet+group"]])
def test_career_has_onets_programs_in_whatever_order_the_files_came(by_group, by_onet, imports):
    chiefs()
    given = {"group": [by_group], "onet": [by_onet], "onet+group": [by_onet, by_group]}
    for names in imports:
        run(*given[names])
    assert links() == BY_ONET
    assert not run(*given[imports[-1]]).writes_anything()


def test_career_that_onet_does_not_list_keeps_the_programs_of_its_group(by_group, tmp_path):
    chiefs()
    other = written(tmp_path / "other.csv", CHIEFS_BY_ONET.replace("11-1011.00", "11-1021.00"))
    run(by_group)
    plan = run((ONET, other))
    assert links() == BY_GROUP
    assert plan.remarks == ["O*NET education crosswalk: 1 occupations in it are no careers here."]


def test_program_that_an_editor_put_elsewhere_stays_when_onet_does_not_list_it(by_group, by_onet):
    chiefs()
    run(by_group)
    ProgramLink.objects.filter(program__cip_code="02.0202").update(kind="consider")
    run(by_onet)
    assert links() == [BY_ONET[0], ("02.0202", "", CIP_SOC.source), BY_ONET[1]]


@pytest.mark.parametrize(("first", "then"), [("group", "onet"), ("onet", "group")])
def test_program_an_editor_deleted_does_not_come_back_from_the_other_crosswalk(by_group, by_onet, first, then):
    """Both have 01.0101; the deleted link was of one of them."""
    chiefs()
    given = {"group": by_group, "onet": by_onet}
    run(given[first])
    ProgramLink.objects.exclude(program__cip_code="01.0101").delete()
    RemovedRow.objects.all().delete()
    ProgramLink.objects.get().delete()
    plan = run(given[then])
    others = {"onet": [BY_ONET[1]], "group": [BY_GROUP[1]]}
    assert (links(), plan.counts()["programs of careers"]["kept"]) == (others[then], 1)
    RemovedRow.objects.all().delete()
    run(given[then])
    assert links() == {"onet": BY_ONET, "group": BY_GROUP}[then]


@pytest.mark.parametrize(("groups", "kind"), [(5, "direct"), (6, "consider")])
def test_program_is_direct_by_the_whole_crosswalk_and_not_by_the_careers_here(tmp_path, groups, kind):
    chiefs()
    rows = "".join(f"52.0101,Business.,11-10{11 + number}.00,Title\n" for number in range(groups))
    run((ONET, written(tmp_path / "onet.csv", "CIP,CIP_Title,SOC,SOC_Title\n" + rows)))
    assert list(ProgramLink.objects.values_list("kind", flat=True)) == [kind]


def test_details_of_one_soc_group_count_once(tmp_path):
    chiefs()
    rows = "".join(f"52.0101,Business.,11-1011.{number:02},Title\n" for number in range(6))
    run((ONET, written(tmp_path / "onet.csv", "CIP,CIP_Title,SOC,SOC_Title\n" + rows)))
    assert list(ProgramLink.objects.values_list("kind", flat=True)) == ["direct"]


def test_families_and_series_are_no_programs_of_a_career(tmp_path):
    chiefs()
    rows = "01,Agriculture.,11-1011.00,Chiefs\n01.01,Business.,11-1011.00,Chiefs\n01.0101,Farms.,11-1011.00,Chiefs\n"
    run((ONET, written(tmp_path / "onet.csv", "CIP,CIP_Title,SOC,SOC_Title\n" + rows)))
    assert links() == [BY_ONET[0]]


def test_editors_own_list_has_one_crosswalk_beside_it_and_can_be_taken_over(by_group, by_onet):
    career = chiefs()
    ProgramLink.objects.create(occupation=career, program=builders.program("09.0909", "Ours"))
    plan = run(by_onet, by_group)
    assert plan.counts()["programs of careers"]["kept"] == 2
    career.refresh_from_db()
    take_over(career, "list:programs of careers")
    assert [link.source_key for link in career.program_links.order_by("program__cip_code")] == [
        "onet|01.0101", "onet|03.0303"
    ]  # fmt: skip


@official.needed
def test_draft_and_published_crosswalk_hold_the_same_pairs():
    counted = []
    for name in ("CIP-SOC_Crosswalk_(Revised_Final_Draft).xlsx", "soc2018_cip2020_crosswalk.csv"):
        plan = run((CIP_SOC, CIP_FOLDER / name))
        counted.append((plan.counts()["CIP–SOC pairs"] | {"gone": 0}, plan.remarks))
    none = dict.fromkeys(("added", "changed", "unchanged", "kept", "gone", "rejected"), 0)
    remark = ["CIP–SOC crosswalk: 5,719 pairs, and 374 rows that say that there is no match."]
    assert counted == [(none | {"added": 5719}, remark), (none | {"unchanged": 5719}, remark)]


@official.needed
def test_onets_crosswalk_has_its_8500_rows():
    table = ONET.layouts[0].match(read(CIP_FOLDER / "ONET_CIP-SOC_Crosswalk.csv").sheets[0])
    assert len(list(table.rows())) == 8500
