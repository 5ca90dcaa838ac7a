"""First calls: somebody has answered, and no interview has been set."""

from dashboard.sample.plan import APPLIED, SAVED, SCREENING, Day, Hours, Person, Said, Story
from dashboard.sample.stories.recruiters import OKAFOR, VEGA

VERHEY = Person(
    "Joost Verhey",
    "hr",
    "joost.verhey@haldenpress.example",
    honorific="mr",
    title="People Partner",
    source="correspondence",
)
MAYA = Person(
    "Maya Lestari",
    "hr",
    "maya@sableaudio.example",
    honorific="ms",
    salutation="Maya",
    source="invitation",
    phone="+62 21 5550 0119",
)
RATNA = Person(
    "Ratna Kusuma",
    "hr",
    "sdm@batiklestari.example",
    honorific="mrs",
    salutation="Ratna",
    title="Manajer SDM",
    source="online",
    source_note="Alamat bagian SDM di situs mereka.",
)

SCREENINGS = (
    Story(
        "Marketing Lead",
        "Halden Press",
        ((APPLIED, Day(-20, "10:00")), (SCREENING, Day(-9, "14:00"))),
        source="referral",
        place="Remote",
        people=(VERHEY,),
        next_step="Ask when they decide",
        said=(
            Said(
                "in",
                Day(-8, "14:00"),
                "Mr. Verhey, twenty minutes. Liked the newsletter numbers, asked about notice. He will talk to"
                " the publisher and come back within the week.",
                VERHEY,
                channel="phone",
            ),
        ),
    ),
    Story(
        "Growth Associate",
        "Sable Audio",
        ((APPLIED, Day(-15, "09:30")), (SCREENING, Day(-5, "11:10"))),
        source="job_board",
        place="Jakarta Selatan",
        people=(MAYA,),
        next_step="Call with Maya",
        follow_up=Day(2, "16:00"),
        said=(
            Said(
                "in",
                Day(-5, "11:10"),
                "Hi Nadia, thanks for applying. Could I call you for a quarter of an hour this week?",
                MAYA,
                subject="A short call",
            ),
            Said(
                "out",
                Day(-5, "12:02"),
                "Dear Maya, with pleasure. Any time after four suits me well.",
                MAYA,
                subject="Re: A short call",
            ),
        ),
    ),
    Story(
        "Partnerships Manager",
        "Meridian Maps",
        ((APPLIED, Day(-18, "17:30")), (SCREENING, Day(-4, "10:20"))),
        source="recruiter",
        place="Singapore, hybrid",
        pay="SGD 6,400 a month",
        people=(OKAFOR,),
        next_step="Waiting for a time",
        said=(
            Said(
                "in",
                Day(-4, "10:20"),
                "Good news: Meridian Maps would like to speak with you. I am asking them for two times.",
                OKAFOR,
                subject="Meridian Maps",
            ),
        ),
    ),
    Story(
        "Manajer Merek",
        "Batik Lestari",
        ((SAVED, Day(-19, "20:40")), (APPLIED, Day(-13, "08:45")), (SCREENING, Day(-5, "09:15"))),
        source="their_site",
        place="Yogyakarta",
        people=(RATNA,),
        next_step="Telepon dari Ibu Ratna",
        follow_up=Day(3, "11:00"),
        said=(
            Said(
                "in",
                Day(-5, "09:15"),
                "Selamat pagi, Mbak Nadia. Terima kasih atas lamarannya. Apakah berkenan kami telepon minggu"
                " ini untuk perkenalan singkat? Salam, Ratna Kusuma.",
                RATNA,
                subject="Perkenalan singkat – Manajer Merek",
                language="id",
            ),
            Said(
                "out",
                Day(-5, "10:05"),
                "Yth. Ibu Ratna,\n\nTerima kasih atas kabarnya. Dengan senang hati, saya dapat dihubungi setiap"
                " hari sesudah pukul sepuluh.\n\nHormat saya,\nNadia Prameswari",
                RATNA,
                subject="Re: Perkenalan singkat – Manajer Merek",
                language="id",
            ),
        ),
        notes=((Day(-5, "10:10"), "Pindah ke Yogyakarta? Bicarakan dulu dengan Ibu."),),
    ),
    Story(
        "Lifecycle Marketer",
        "Copperline",
        ((APPLIED, Day(-11, "13:00")), (SCREENING, Hours(-30))),
        source="recruiter",
        place="Remote",
        people=(VEGA,),
        next_step="Send Ms. Vega three free hours",
        said=(
            Said(
                "in",
                Hours(-30),
                "Copperline are keen. Would you send me three hours that suit you next week?",
                VEGA,
                subject="Copperline would like to talk",
            ),
        ),
    ),
)
