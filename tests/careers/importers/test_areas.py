"""Areas that imports make: all of them, or with --state those of the states asked for and the nation."""

import json

import pytest

from careers.models import Area
from tests.careers.importers.test_import_official import run
from tests.careers.importers.test_wage_sources import ESD_HEAD, HEAD, central, oews_row

pytestmark = pytest.mark.django_db

OEWS = HEAD + "".join(
    oews_row(area=area)
    for area in (
        "99,U.S.,1,US",
        "53,Washington,2,WA",
        "41,Oregon,2,OR",
        '49420,"Yakima, WA",4,WA',
        '13460,"Bend, OR",4,OR',
        "4100006,Coast Oregon,6,OR",
    )
)
ESD = (
    f"{ESD_HEAD}1,2022,000053,Washington,11-1011,Chief executives,10,50,40,50,60,104000\n"
    '2,2022,038900,"Portland-Vancouver-Hillsboro, OR-WA",11-1011,Chief executives,10,50,40,50,60,104000\n'
)
CENTRAL = json.dumps({"rows": [central(), central(Area="Washington", STFIPS="53")]})
EDD = json.dumps(
    {
        "occupations": {
            "11-3021": {
                "soc_code": "11-3021", "title": "Managers", "period": "2024-2034", "base_employment": 10.0,
                "projected_employment": 11.0, "percent_change": 10.0, "total_job_openings": 10.0, "regions": [],
            }
        }
    }
)  # fmt: skip
TEMPLATE = (
    "source,period,as_of,area_kind,area_code,area_name,state,soc_code,soc_title,hourly_median,annual_median\n"
    "Agency,2024,2024,state,53,Washington,WA,11-1011,Chief executives,25.75,53560\n"
    'Agency,2024,2024,metro,13460,"Bend, OR",OR,11-1011,Chief executives,25.75,53560\n'
)
SITES = "state_fips,area,url\n41,Oregon,https://www.qualityinfo.org/\n53,Washington,https://esd.wa.gov/\n"


@pytest.mark.parametrize(
    ("name", "content", "washingtons", "others"),
    [
        ("oews_M2024.csv", OEWS, ["49420", "53", "US"], ["13460", "41", "4100006"]),
        ("esd.csv", ESD, ["38900", "53", "US"], []),
        ("central.json", CENTRAL, ["53", "US"], ["01"]),
        ("edd.json", EDD, [], ["06", "US"]),
        ("template.csv", TEMPLATE, ["53", "US"], ["13460", "41"]),
        ("sites.csv", SITES, ["53", "US"], ["41"]),
    ],
)
def test_areas_of_other_states_are_made_only_when_no_state_is_asked_for(tmp_path, name, content, washingtons, others):
    path = tmp_path / name
    path.write_text(content)
    run(path, publish=True, state=["WA"])
    assert sorted(Area.objects.values_list("code", flat=True)) == washingtons
    run(path, publish=True)
    assert sorted(Area.objects.values_list("code", flat=True)) == sorted(washingtons + others)


def test_washingtons_file_has_no_other_state(tmp_path):
    path = tmp_path / "esd.csv"
    rows = "".join(f"{n},2022,000053,Washington,11-{2000 + n},Chiefs,10,50,40,50,60,104000\n" for n in range(20))
    path.write_text(f"{ESD_HEAD}{rows}21,2022,000041,Oregon,11-1011,Chiefs,10,50,40,50,60,104000\n")
    assert "line 22, Area code: “000041” is the code of another state" in run(path)
