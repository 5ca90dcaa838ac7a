"""Final interviews, and what is on offer."""

from dashboard.sample.plan import (
    APPLIED,
    FINAL,
    FIRST,
    OFFER,
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
from dashboard.sample.stories.recruiters import OKAFOR

RAMAN = Person(
    "Priya Raman",
    "hiring_manager",
    "priya@orchardrow.example",
    honorific="ms",
    title="Chief Marketing Officer",
    source="invitation",
    phone="+44 20 7946 0121",
)
ASHBY = Person("Tom Ashby", "interviewer", "tom.ashby@orchardrow.example", honorific="mr", source="other")
LINDQVIST = Person(
    "Astrid Lindqvist",
    "hiring_manager",
    "astrid.lindqvist@vantageferries.example",
    honorific="ms",
    title="Commercial Director",
    source="correspondence",
)
OLUWOLE = Person(
    "Femi Oluwole",
    "hiring_manager",
    "f.oluwole@harrowdairy.example",
    honorific="prof",
    title="Editorial Director",
    source="invitation",
)
TAN = Person(
    "Wei Ling Tan",
    "hr",
    "people@bluebellinsurance.example",
    honorific="mrs",
    salutation="Tan",
    title="Head of People",
    source="correspondence",
)
YULIA = Person(
    "Yulia Anggraini",
    "referrer",
    "yulia@rumahbaca.example",
    honorific="ms",
    salutation="Yulia",
    source="themselves",
    notes="Teman kuliah. Dia yang memberi tahu lowongan ini.",
)

LAST_ROUNDS = (
    Story(
        "Growth Marketing Manager",
        "Orchard Row",
        (
            (APPLIED, Day(-42, "09:00")),
            (SCREENING, Day(-36, "15:30")),
            (FIRST, Day(-30, "11:00")),
            (SECOND, Day(-20, "12:00")),
            (FINAL, Day(-7, "08:05")),
        ),
        source="referral",
        place="London or remote",
        pay="GBP 52,000 a year",
        people=(RAMAN, ASHBY, OKAFOR),
        meetings=(
            Meeting(1, "completed", Day(-30, "11:00"), Day(-24, "16:00"), with_whom="Tom Ashby"),
            Meeting(2, "completed", Day(-20, "12:00"), Day(-14, "16:00"), with_whom="Priya Raman"),
            Meeting(
                0,
                "confirmed",
                Day(-7, "08:05"),
                Day(1, "13:00", is_exact=True),
                place="https://meet.orchardrow.example/final",
                with_whom="Priya Raman and Tom Ashby",
                notes="Three campaigns, one number each. Ask who owned this before. Ask what happened to the"
                " loyalty scheme.",
                changed=Day(-6, "09:10"),
            ),
        ),
        said=(
            Said(
                "in",
                Day(-7, "08:05"),
                "Dear Nadia, we would be delighted to see you once more, for a last conversation with Tom and"
                " me on {day}. Priya Raman",
                RAMAN,
                subject="A last conversation",
            ),
            Said(
                "out",
                Day(-6, "09:08"),
                "Dear Ms. Raman, thank you. I will be there, and I look forward to it.",
                RAMAN,
                subject="Re: A last conversation",
            ),
        ),
    ),
    Story(
        "Head of Brand",
        "Vantage Ferries",
        (
            (APPLIED, Day(-49, "14:00")),
            (SCREENING, Day(-43, "09:30")),
            (FIRST, Day(-37, "10:00")),
            (SECOND, Day(-27, "10:00")),
            (FINAL, Day(-12, "15:20")),
        ),
        source="their_site",
        place="Batam",
        pay="Rp35 juta per bulan",
        people=(LINDQVIST,),
        meetings=(
            Meeting(1, "completed", Day(-37, "10:00"), Day(-32, "14:00"), with_whom="HR"),
            Meeting(2, "completed", Day(-27, "10:00"), Day(-21, "14:00"), with_whom="Astrid Lindqvist"),
            Meeting(
                0,
                "confirmed",
                Day(-12, "15:20"),
                Day(7, "15:00"),
                kind="on_site",
                minutes=120,
                place="Terminal 2, Batam Centre",
                with_whom="Astrid Lindqvist and the board",
                changed=Day(-11, "16:10"),
            ),
        ),
        refusal=Refusal(
            Day(-9, "20:00"),
            Reader(LINDQVIST),
            Reader(None),
            was_confirmed=True,
            reconsidered=Day(-6, "08:30"),
            put_off=("process", "role"),
            put_off_by="unsure",
            talked_with="Rina",
            they_said="You are afraid of the ferry, not of the job.",
            private_reasons="Four rounds, and every time somebody new who has not read the notes.",
        ),
        notes=((Day(-6, "08:32"), "Slept on it, more than once. I will go after all, and ask about the four rounds."),),
    ),
    Story(
        "Audience Editor",
        "Harrow Dairy",
        (
            (APPLIED, Day(-40, "10:00")),
            (SCREENING, Day(-34, "10:00")),
            (FIRST, Day(-28, "10:00")),
            (SECOND, Day(-17, "10:00")),
            (FINAL, Hours(-20)),
        ),
        source="referral",
        place="Remote",
        people=(OLUWOLE,),
        meetings=(
            Meeting(1, "completed", Day(-28, "10:00"), Day(-22, "11:00"), with_whom="Professor Oluwole"),
            Meeting(2, "completed", Day(-17, "10:00"), Day(-4, "11:00"), with_whom="the newsletter team"),
            Meeting(0, "invited", Hours(-20), Day(6, "16:00"), zone="Europe/London"),
        ),
        said=(
            Said(
                "in",
                Hours(-20),
                "Professor Oluwole phoned: a last talk on {day}, by video. No hurry with the answer.",
                OLUWOLE,
                channel="phone",
            ),
        ),
    ),
    Story(
        "Marketing Manager",
        "Bluebell Insurance",
        (
            (APPLIED, Day(-54, "09:00")),
            (SCREENING, Day(-47, "09:00")),
            (FIRST, Day(-41, "09:00")),
            (SECOND, Day(-30, "09:00")),
            (FINAL, Day(-19, "09:00")),
            (OFFER, Day(-3, "16:45")),
        ),
        source="recruiter",
        place="Jakarta, hybrid",
        pay="Rp33 juta per bulan",
        people=(TAN, OKAFOR),
        meetings=(
            Meeting(1, "completed", Day(-41, "09:00"), Day(-35, "10:00"), with_whom="Mrs. Tan"),
            Meeting(2, "completed", Day(-30, "09:00"), Day(-24, "10:00"), with_whom="the brand team"),
            Meeting(0, "completed", Day(-19, "09:00"), Day(-11, "10:00"), with_whom="the chief executive"),
        ),
        next_step="Answer the offer",
        follow_up=Day(3, "09:00"),
        said=(
            Said(
                "in",
                Day(-3, "16:45"),
                "Dear Nadia, we are very happy to offer you the position. You will find the terms attached;"
                " please let us know within a week. Wei Ling Tan",
                TAN,
                subject="Our offer",
            ),
            Said(
                "out",
                Day(-3, "17:20"),
                "Dear Mrs. Tan, thank you very much. I will read it with care and answer within the week.",
                TAN,
                subject="Re: Our offer",
            ),
        ),
    ),
    Story(
        "Koordinator Konten",
        "Yayasan Rumah Baca",
        (
            (APPLIED, Day(-36, "19:00")),
            (FIRST, Day(-22, "13:00")),
            (OFFER, Day(-2, "10:30")),
        ),
        source="referral",
        place="Depok",
        pay="Rp14 juta per bulan",
        people=(YULIA,),
        meetings=(
            Meeting(
                1,
                "completed",
                Day(-22, "13:00"),
                Day(-15, "13:00"),
                kind="on_site",
                place="Jalan Margonda, Depok",
                with_whom="Yulia dan ketua yayasan",
            ),
        ),
        next_step="Jawab tawaran mereka",
        follow_up=Day(5, "09:00"),
        said=(
            Said(
                "in",
                Day(-2, "10:30"),
                "Nad, ketua bilang tempatnya untukmu kalau mau. Gajinya memang tidak besar, tapi kamu tahu"
                " sendiri orang-orangnya. Pikirkan saja dulu.",
                YULIA,
                channel="text",
                language="id",
            ),
        ),
    ),
)
