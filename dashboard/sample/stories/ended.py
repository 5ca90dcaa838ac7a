"""What ended otherwise: rejected, never answered, closed by them, and one that was accepted."""

from dashboard.sample.plan import (
    APPLIED,
    FINAL,
    FIRST,
    OFFER,
    SAVED,
    SCREENING,
    SECOND,
    Day,
    Meeting,
    Person,
    Said,
    Story,
)

ADEYEMI = Person(
    "Tunde Adeyemi",
    "hiring_manager",
    "t.adeyemi@calderbank.example",
    honorific="mr",
    source="correspondence",
)
WINATA = Person(
    "Lina Winata",
    "hr",
    "lina.winata@bumihijau.example",
    honorific="ms",
    salutation="Lina",
    source="correspondence",
)

ENDED = (
    Story(
        "Marketing Officer",
        "Calder Bank",
        ((APPLIED, Day(-58, "09:00")), (SCREENING, Day(-51, "09:00")), (FIRST, Day(-45, "09:00"))),
        source="referral",
        place="Jakarta Pusat",
        people=(ADEYEMI,),
        meetings=(Meeting(1, "completed", Day(-45, "09:00"), Day(-39, "10:00"), with_whom="Tunde Adeyemi"),),
        said=(
            Said(
                "in",
                Day(-31, "15:00"),
                "Dear Nadia, it was a close decision, and in the end we chose somebody with more years in"
                " finance. Please do apply again. Tunde Adeyemi",
                ADEYEMI,
                subject="Marketing Officer",
            ),
        ),
        closed=("rejected", Day(-31, "15:20")),
    ),
    Story(
        "Events Marketer",
        "Ridgeway Motors",
        ((APPLIED, Day(-71, "09:00")), (FIRST, Day(-62, "09:00"))),
        source="job_board",
        place="Karawang",
        meetings=(
            Meeting(
                1,
                "missed",
                Day(-62, "09:00"),
                Day(-55, "08:30"),
                kind="on_site",
                place="Karawang Barat",
                changed=Day(-55, "12:00"),
            ),
        ),
        notes=((Day(-55, "12:05"), "The train stood still for two hours. I phoned; they had moved on."),),
        closed=("rejected", Day(-52, "09:00")),
    ),
    Story(
        "Spesialis Kampanye",
        "PT Bumi Hijau",
        ((SAVED, Day(-75, "20:00")), (APPLIED, Day(-70, "09:00")), (SCREENING, Day(-61, "09:00"))),
        source="their_site",
        place="Bogor",
        people=(WINATA,),
        said=(
            Said(
                "in",
                Day(-54, "16:00"),
                "Yth. Ibu Nadia, terima kasih atas minat Ibu. Dengan menyesal kami sampaikan bahwa kami"
                " melanjutkan proses dengan kandidat lain. Salam hangat, Lina Winata",
                WINATA,
                subject="Hasil seleksi – Spesialis Kampanye",
                language="id",
            ),
        ),
        closed=("rejected", Day(-54, "16:30")),
    ),
    Story(
        "Senior Copywriter",
        "Alder & Finch",
        ((APPLIED, Day(-66, "09:00")), (FIRST, Day(-56, "09:00")), (SECOND, Day(-46, "09:00"))),
        source="recruiter",
        place="Remote",
        meetings=(
            Meeting(1, "completed", Day(-56, "09:00"), Day(-50, "16:00")),
            Meeting(2, "completed", Day(-46, "09:00"), Day(-40, "16:00")),
        ),
        closed=("rejected", Day(-35, "11:00")),
    ),
    Story(
        "Insights Marketer",
        "Quill Analytics",
        ((APPLIED, Day(-80, "09:00")),),
        source="job_board",
        place="Remote",
        closed=("no_response", Day(-38, "20:00")),
        notes=((Day(-38, "20:01"), "Six weeks, two reminders, nothing. Closing it for my own peace."),),
    ),
    Story(
        "Manajer Media",
        "PT Arus Digital",
        ((APPLIED, Day(-65, "09:00")), (SCREENING, Day(-58, "09:00"))),
        source="job_board",
        place="Jakarta",
        closed=("no_response", Day(-29, "20:00")),
        notes=((Day(-29, "20:02"), "Tidak ada kabar sejak telepon pertama."),),
    ),
    Story(
        "Audience Manager",
        "Harbour Arts",
        ((APPLIED, Day(-48, "09:00")), (SCREENING, Day(-41, "09:00")), (FIRST, Day(-34, "09:00"))),
        source="their_site",
        place="Singapore",
        meetings=(
            Meeting(
                1,
                "cancelled",
                Day(-34, "09:00"),
                Day(-26, "10:00"),
                zone="Asia/Singapore",
                changed=Day(-28, "17:00"),
            ),
        ),
        said=(
            Said(
                "in",
                Day(-28, "17:00"),
                "Dear Nadia, I am sorry to say that the post has been withdrawn for lack of funds, so there"
                " will be no interview. We were looking forward to it.",
                subject="Audience Manager",
            ),
        ),
        closed=("position_closed", Day(-28, "17:30")),
    ),
    Story(
        "Interim Copywriter",
        "Foxglove Theatre",
        (
            (APPLIED, Day(-260, "09:00")),
            (FIRST, Day(-250, "09:00")),
            (FINAL, Day(-242, "09:00")),
            (OFFER, Day(-232, "09:00")),
        ),
        source="network",
        place="Remote",
        pay="Three months, part time",
        meetings=(
            Meeting(1, "completed", Day(-250, "09:00"), Day(-246, "10:00"), kind="phone"),
            Meeting(0, "completed", Day(-242, "09:00"), Day(-238, "10:00")),
        ),
        closed=("accepted", Day(-229, "12:00")),
        notes=((Day(-229, "12:02"), "Yes! Until the summer."),),
    ),
)
