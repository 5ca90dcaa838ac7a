"""First and second interviews: to answer, and just held."""

from dashboard.sample.plan import (
    APPLIED,
    FIRST,
    SAVED,
    SCREENING,
    SECOND,
    Day,
    Hours,
    Meeting,
    Person,
    Said,
    Story,
)
from dashboard.sample.stories.recruiters import HENDRA

BAMBANG = Person(
    "Bambang Hartono",
    "hiring_manager",
    "bambang.hartono@samudraniaga.example",
    honorific="mr",
    salutation="Bambang",
    title="Direktur Pemasaran",
    source="invitation",
)
SARI = Person(
    "Sari Nuraini",
    "hr",
    "rekrutmen@cahayarempah.example",
    honorific="ms",
    salutation="Sari",
    source="reception",
    source_note="Resepsionis, lewat telepon.",
)
FERRARI = Person(
    "Giulia Ferrari",
    "hiring_manager",
    "giulia@lumenandloom.example",
    honorific="ms",
    title="Head of Content",
    source="invitation",
)
DEWANTO = Person(
    "Arif Dewanto",
    "interviewer",
    "arif.dewanto@arkaenergi.example",
    honorific="dr",
    title="Kepala Komunikasi",
    source="themselves",
)

INTERVIEWING = (
    Story(
        "Manajer Pemasaran Digital",
        "PT Samudra Niaga",
        ((APPLIED, Day(-17, "09:00")), (SCREENING, Day(-8, "14:20")), (FIRST, Hours(-6))),
        source="job_board",
        place="Jakarta Utara",
        pay="Rp28 juta per bulan",
        people=(BAMBANG,),
        meetings=(
            Meeting(
                1,
                "invited",
                Hours(-6),
                Day(4, "09:30"),
                kind="on_site",
                place="Menara Samudra lantai 12, Jakarta Utara",
                with_whom="Bapak Bambang Hartono",
                respond_by=Hours(42),
                subject="Undangan wawancara – Manajer Pemasaran Digital",
                message_id="<undangan-0417@samudraniaga.example>",
            ),
        ),
        said=(
            Said(
                "in",
                Hours(-6),
                "Yth. Ibu Nadia,\n\nDengan hormat, kami mengundang Ibu untuk wawancara pertama pada {day}"
                " pukul 09.30 di kantor kami. Mohon konfirmasi kehadirannya.\n\nHormat kami,\nBambang Hartono",
                BAMBANG,
                subject="Undangan wawancara – Manajer Pemasaran Digital",
                language="id",
                message_id="<undangan-0417@samudraniaga.example>",
            ),
        ),
    ),
    Story(
        "Brand Manager",
        "PT Cahaya Rempah",
        ((APPLIED, Day(-29, "10:30")), (SCREENING, Day(-20, "15:00")), (FIRST, Day(-13, "09:40"))),
        source="recruiter",
        place="Semarang",
        people=(SARI, HENDRA),
        next_step="Ask what came of it",
        meetings=(
            Meeting(
                1,
                "completed",
                Day(-13, "09:40"),
                Day(-8, "13:00"),
                kind="phone",
                minutes=45,
                with_whom="Ibu Sari Nuraini",
                notes="Siapkan contoh peluncuran produk rempah.",
            ),
        ),
        said=(
            Said(
                "out",
                Day(-8, "16:10"),
                "Yth. Ibu Sari,\n\nTerima kasih atas waktu dan obrolan yang hangat hari ini. Saya senang"
                " mendengar rencana peluncuran tahun depan.\n\nHormat saya,\nNadia Prameswari",
                SARI,
                subject="Terima kasih",
                language="id",
            ),
        ),
        notes=((Day(-8, "20:15"), "Obrolannya enak. Saya bilang akan menulis lagi setelah seminggu."),),
    ),
    Story(
        "Content Strategist",
        "Lumen & Loom",
        (
            (SAVED, Day(-38, "21:00")),
            (APPLIED, Day(-33, "08:30")),
            (SCREENING, Day(-24, "16:00")),
            (FIRST, Day(-16, "10:00")),
            (SECOND, Hours(-44)),
        ),
        source="referral",
        place="Remote",
        people=(FERRARI,),
        meetings=(
            Meeting(1, "completed", Day(-16, "10:00"), Day(-9, "15:00"), with_whom="Giulia Ferrari"),
            Meeting(
                2,
                "invited",
                Hours(-44),
                Day(2, "14:00"),
                zone="Europe/London",
                place="https://meet.lumenandloom.example/second",
                with_whom="Ms. Ferrari and two editors",
                respond_by=Hours(4),
                subject="Could you meet the editors?",
                message_id="<7f31@lumenandloom.example>",
            ),
        ),
        said=(
            Said(
                "in",
                Hours(-44),
                "Dear Nadia, we would like you to meet two of our editors on {day}, two o'clock our time. A word"
                " within two days would help us hold the room. Giulia Ferrari",
                FERRARI,
                subject="Could you meet the editors?",
                message_id="<7f31@lumenandloom.example>",
            ),
        ),
        notes=((Day(-9, "17:30"), "They edit by reading aloud. I liked that more than I expected."),),
    ),
    Story(
        "Communications Manager",
        "Arka Energi",
        (
            (APPLIED, Day(-31, "11:20")),
            (SCREENING, Day(-25, "10:00")),
            (FIRST, Day(-18, "13:30")),
            (SECOND, Day(-10, "09:10")),
        ),
        source="network",
        place="Jakarta Selatan",
        pay="Rp30 juta per bulan",
        people=(DEWANTO,),
        next_step="They decide this week",
        meetings=(
            Meeting(1, "completed", Day(-18, "13:30"), Day(-14, "10:00"), kind="phone", with_whom="Dr. Arif Dewanto"),
            Meeting(
                2,
                "completed",
                Day(-10, "09:10"),
                Day(-3, "10:00"),
                kind="on_site",
                minutes=90,
                place="Gedung Arka, lantai 5",
                with_whom="Dr. Arif Dewanto dan tim",
            ),
        ),
        said=(
            Said(
                "in",
                Day(-3, "11:40"),
                "On the way out Dr. Dewanto said that they will decide within a week, and that it is between two"
                " of us.",
                DEWANTO,
                channel="in_person",
            ),
        ),
    ),
)
