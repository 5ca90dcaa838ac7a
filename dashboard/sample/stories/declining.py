"""The two declines under way: one with hours left, one late."""

from dashboard.sample.plan import (
    APPLIED,
    FIRST,
    SCREENING,
    SECOND,
    Day,
    Hours,
    Meeting,
    Person,
    Reader,
    Refusal,
    Said,
    Story,
)
from dashboard.sample.stories.recruiters import KARTIKA, VEGA

SMITH = Person(
    "Eleanor Smith",
    "hiring_manager",
    "e.smith@xyz-corporation.example",
    honorific="ms",
    title="Head of Marketing",
    source="invitation",
    source_note="From her invitation to the second interview.",
    phone="+65 5550 0104",
)
RIVERA = Person(
    "Tomás Rivera",
    "interviewer",
    "t.rivera@xyz-corporation.example",
    honorific="mr",
    title="Events Manager",
    source="correspondence",
)
HOLLIS = Person(
    "Graham Hollis",
    "hiring_manager",
    "graham.hollis@brightwaterfoods.example",
    honorific="mr",
    title="Brand Director",
    source="invitation",
)

DECLINING = (
    Story(
        "Marketing Associate",
        "XYZ Corporation",
        (
            (APPLIED, Day(-26, "09:02")),
            (SCREENING, Day(-21, "14:10")),
            (FIRST, Day(-17, "11:30")),
            (SECOND, Day(-2, "11:20")),
        ),
        source="recruiter",
        place="Singapore, hybrid, three days",
        pay="SGD 5,200 a month",
        people=(SMITH, KARTIKA, RIVERA),
        meetings=(
            Meeting(
                1,
                "completed",
                Day(-17, "11:30"),
                Day(-11, "11:00"),
                zone="Asia/Singapore",
                minutes=55,
                with_whom="Tomás Rivera and Ms. Smith",
                notes="Two answers worth keeping.",
            ),
            Meeting(
                2,
                "invited",
                Day(-2, "11:20"),
                Day(3, "11:00"),
                zone="Asia/Singapore",
                place="https://meet.xyz-corporation.example/nadia",
                with_whom="Ms. Smith and the regional team",
                subject="Second interview, Marketing Associate",
                message_id="<20-second@xyz-corporation.example>",
            ),
        ),
        said=(
            Said(
                "in",
                Day(-21, "14:10"),
                "Ibu Kartika, dua belas menit. Seleksi awal selesai; berkasnya beliau kirim ke Ms. Smith hari"
                " ini. Minta saya tidak melamar dua kali.",
                KARTIKA,
                channel="phone",
                language="id",
            ),
            Said(
                "out",
                Day(-11, "16:31"),
                "Dear Mr. Rivera,\n\nThank you for this morning. I enjoyed hearing how the spring fair came"
                " together.\n\nKind regards,\nNadia Prameswari",
                RIVERA,
                subject="Thank you",
            ),
            Said(
                "in",
                Day(-2, "11:20"),
                "Dear Nadia,\n\nWe enjoyed meeting you and would love to have you back on {day} at eleven, our"
                " time, to meet the regional team.\n\nEleanor Smith",
                SMITH,
                subject="Second interview, Marketing Associate",
                message_id="<20-second@xyz-corporation.example>",
            ),
        ),
        notes=(
            (
                Day(-10, "21:05"),
                "The role is two thirds events, which the advert never said. Tomás was kind about it. Talk to"
                " Rina before deciding anything.",
            ),
        ),
        refusal=Refusal(
            Hours(-2.5),
            Reader(SMITH),
            Reader(KARTIKA, "id", "warm"),
            put_off=("role",),
            put_off_by="employer",
            talked_with="Rina, who worked with me for three years",
            they_said="You were tired before you even started there.",
            private_reasons="Two thirds events, which the advert never said. Bluebell’s offer is closer to what"
            " I want to do.",
            reason="another_offer",
            answer="I have accepted another opportunity that fits my goals more closely.",
            roles_welcome="merek atau konten",
        ),
    ),
    Story(
        "Brand Executive",
        "Brightwater Foods",
        ((APPLIED, Day(-21, "10:15")), (SCREENING, Day(-14, "15:00")), (FIRST, Day(-4, "13:10"))),
        source="recruiter",
        place="Jakarta",
        people=(HOLLIS, VEGA),
        meetings=(
            Meeting(
                1,
                "confirmed",
                Day(-4, "13:10"),
                Day(3, "15:00"),
                with_whom="Graham Hollis",
                changed=Day(-3, "16:30"),
                invited_by="recruiter",
            ),
        ),
        said=(
            Said(
                "in",
                Day(-4, "13:10"),
                "Brightwater would like to see you on {day}. Mr. Hollis will be alone, and he is easy to talk to.",
                VEGA,
                subject="Brightwater Foods: first interview",
            ),
        ),
        refusal=Refusal(
            Hours(-26),
            Reader(HOLLIS, how="elsewhere", at=Hours(-20)),
            Reader(VEGA, tone="warm"),
            was_confirmed=True,
            put_off=("another_offer",),
            talked_with="My brother",
            they_said="Then say so today, and say it kindly.",
            private_reasons="It would be a step sideways.",
            answer="My plans have changed since I applied.",
        ),
    ),
)
