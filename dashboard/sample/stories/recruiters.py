"""The recruiters, who each stand between several employers."""

from dashboard.sample.plan import Person

KARTIKA = Person(
    "Kartika Wulandari",
    "recruiter",
    "kartika.w@rekankarier.example",
    honorific="ms",
    salutation="Kartika",
    title="Konsultan Senior",
    agency="Rekan Karier",
    phone="+62 21 5550 0142",
    source="reception",
    source_note="Given by phone; the website has only a shared inbox.",
    notes="Lebih suka ditelepon sebelum jam makan siang.",
)
VEGA = Person(
    "Lucía Vega",
    "recruiter",
    "lucia.vega@marlowsearch.example",
    honorific="ms",
    title="Principal Consultant",
    agency="Marlow Search",
    phone="+44 20 7946 0188",
    source="correspondence",
    notes="Answers within the hour, and always says which client it is before sending a CV.",
)
HENDRA = Person(
    "Hendra Gunawan",
    "recruiter",
    "hendra@tunastalenta.example",
    honorific="mr",
    salutation="Hendra",
    agency="Tunas Talenta",
    phone="+62 812 5550 0177",
    source="themselves",
)
OKAFOR = Person(
    "Robin Okafor",
    "recruiter",
    "robin@brightpath.example",
    honorific="mx",
    agency="Bright Path",
    source="invitation",
    notes="Signs as Mx. Okafor.",
)
