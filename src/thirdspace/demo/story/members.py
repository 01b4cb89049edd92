"""The organizations and people of the Harbor Leaders Partnership."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, datetime

STARTED = date(2024, 8, 19)
#: The demo's present.
TODAY = datetime(2026, 6, 16, 9, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class Organization:
    """A member of the partnership, or a school of one."""

    key: str
    name: str
    short_name: str
    kind: str
    domain: str = ""
    district: str = ""


ORGANIZATIONS = (
    Organization("harbor", "Harbor County Schools", "Harbor County", "district", "harbor.example"),
    Organization(
        "northfield", "Northfield University", "Northfield", "university", "northfield.example"
    ),
    Organization("lakeside", "Lakeside State", "Lakeside", "university", "lakeside.example"),
    Organization(
        "state", "State Education Office", "State Office", "state", "education-office.example"
    ),
    Organization(
        "parents", "Parents' Alliance", "Parents' Alliance", "community", "parents.example"
    ),
    Organization("fund", "Bright Harbor Fund", "Bright Harbor", "funder", "brightharbor.example"),
)

SCHOOLS = tuple(
    Organization(key, name, "", "school", district="harbor")
    for key, name in (
        ("pier", "Pier Street Middle"),
        ("lighthouse", "Lighthouse Middle"),
        ("breakwater", "Breakwater Middle"),
        ("dune", "Dune Road Middle"),
        ("seaview", "Seaview Elementary"),
        ("high", "Harbor High"),
    )
)


@dataclass(frozen=True, slots=True)
class Person:
    """A person with one seat."""

    key: str
    name: str
    email: str
    organization: str
    role: str
    title: str
    since: date
    until: date | None = None
    backup: str = ""


#: key | name | role | title | since | until, under the organization they sit for.
_SEATS = {
    "harbor": """
marcus | Marcus Bell | coordinator | Partnership coordinator | 2025-08-28 |
helen | Helen Marsh | coordinator | Partnership coordinator | 2024-08-19 | 2025-08-29
renee | Renée Castillo | sponsor | Superintendent | 2024-08-19 |
carol | Carol Jennings | sponsor | Assistant superintendent | 2024-08-19 |
ana | Ana Lindqvist | member | Talent lead | 2024-08-19 |
joel | Joel Okafor | member | Improvement lead | 2024-09-03 |
tamsin | Tamsin Reyes | researcher | Research and evaluation | 2025-08-11 |
luis | Luis Ferrer | member | Data analyst | 2024-09-03 |
gloria | Gloria Haskins | member | Principal, Pier Street Middle | 2024-09-03 |
peter | Peter Novak | member | Principal, Lighthouse Middle | 2024-09-03 |
yolanda | Yolanda Price | member | Principal, Breakwater Middle | 2025-01-06 |
darnell | Darnell Wicks | member | Principal, Dune Road Middle | 2025-08-11 |
sunmi | Park Sun-mi | member | Principal, Seaview Elementary | 2024-09-03 |
victor | Victor Almeida | member | Principal, Harbor High | 2024-09-03 |
nadia | Nadia Hassan | candidate | Assistant principal, candidate | 2025-08-25 |
owen | Owen Fields | candidate | Teacher leader, candidate | 2025-08-25 |
""",
    "northfield": """
ingrid | Ingrid Halloran | coordinator | Program director | 2024-08-19 |
samir | Samir Patel | researcher | Assistant professor | 2025-08-11 |
beth | Beth Oduya | facilitator | Field coach | 2024-09-03 |
adaeze | Adaeze Okoye | sponsor | Dean of education | 2024-08-19 |
harriet | Harriet Sloane | member | Professor | 2024-09-03 |
miles | Miles Conway | member | Lecturer | 2024-09-03 |
grace | Grace Tan | member | Clinical faculty | 2025-01-13 |
ruth | Ruth Adler | member | Admissions | 2024-09-03 |
jamal | Jamal Dixon | candidate | Candidate | 2025-08-25 |
""",
    "lakeside": """
carla | Carla Mendes | coordinator | Program chair | 2024-08-26 |
tom | Tom Whitaker | member | Clinical faculty | 2024-08-26 |
gordon | Gordon Pike | sponsor | Interim dean | 2025-07-01 |
elena | Elena Ruiz | member | Associate professor | 2024-08-26 |
simon | Simon Lau | member | Field placement office | 2025-01-13 |
""",
    "state": """
priya | Priya Nair | coordinator | Policy lead | 2024-08-26 |
lowell | Lowell Tran | sponsor | Deputy commissioner | 2024-08-26 |
meera | Meera Joshi | member | Licensure | 2024-08-26 |
frank | Frank Doyle | member | Data office | 2025-02-03 |
""",
    "parents": """
dolores | Dolores Quintero | coordinator | Parent lead | 2024-08-26 |
rosa | Rosa Delgado | sponsor | Chair | 2024-08-26 |
thuy | Thuy Le | member | Parent, Lighthouse Middle | 2025-09-08 |
andre | Andre Baptiste | member | Parent, Harbor High | 2024-08-26 |
""",
    "fund": """
claire | Claire Whitfield | funder | Program officer | 2024-08-19 |
noel | Noel Strand | funder | Evaluation | 2025-01-13 |
""",
}
#: Who stands in for whom.
BACKUPS = {"marcus": "joel", "ingrid": "samir", "renee": "carol", "joel": "luis", "carla": "tom"}


def _person(organization: Organization, line: str) -> Person:
    key, name, role, title, since, until = (cell.strip() for cell in line.split("|"))
    plain = name.encode("ascii", "ignore").decode().lower().replace("-", "").split()
    return Person(
        key=key,
        name=name,
        email=f"{plain[0][0]}{plain[-1]}@{organization.domain}",
        organization=organization.key,
        role=role,
        title=title,
        since=date.fromisoformat(since),
        until=date.fromisoformat(until) if until else None,
        backup=BACKUPS.get(key, ""),
    )


PEOPLE = tuple(
    _person(organization, line)
    for organization in ORGANIZATIONS
    for line in _SEATS[organization.key].strip().splitlines()
)

#: For whom each person sits.
SEAT_OF = {person.key: person.organization for person in PEOPLE}

#: One log-in for each role: person, and what the demo calls them.
LOG_INS = (
    ("marcus", "Coordinator, district"),
    ("ingrid", "Program director, coordinator for the university"),
    ("beth", "Coach and facilitator"),
    ("ana", "HR lead, district"),
    ("samir", "Researcher"),
    ("renee", "Sponsor, superintendent"),
    ("adaeze", "Sponsor, dean"),
    ("claire", "Funder"),
)
