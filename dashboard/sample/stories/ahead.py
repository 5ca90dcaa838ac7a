"""Positions put aside, and applications that nobody has answered yet."""

from dashboard.sample.plan import APPLIED, SAVED, Day, Person, Said, Story
from dashboard.sample.stories.recruiters import HENDRA

AHEAD = (
    Story(
        "Content Lead",
        "Pelikan Studio",
        ((SAVED, Day(-5, "21:10")),),
        source="job_board",
        place="Remote",
        next_step="Send it before it closes",
        follow_up=Day(4, "09:00"),
        notes=((Day(-5, "21:12"), "A studio of nine. They answer every applicant, says their page."),),
    ),
    Story(
        "Marketing Manager",
        "Mosswood Health",
        ((SAVED, Day(-4, "12:30")),),
        source="network",
        place="Jakarta Selatan",
        next_step="Ask Rina about the team",
        notes=((Day(-4, "12:31"), "Rina worked with their head of brand until last year."),),
    ),
    Story(
        "Brand Partner",
        "Oak & Ember",
        ((SAVED, Day(-3, "19:45")),),
        source="their_site",
        place="Bandung",
        next_step="Tailor the CV",
    ),
    Story(
        "Kepala Media Sosial",
        "Kopi Tujuh",
        ((SAVED, Day(-2, "08:20")),),
        source="job_board",
        place="Jakarta Pusat",
        pay="Rp18 juta per bulan",
        next_step="Siapkan portofolio",
        notes=((Day(-2, "08:22"), "Minta tiga contoh kampanye. Pakai yang untuk festival kopi."),),
    ),
    Story(
        "Campaign Manager",
        "Tern & Tide",
        ((SAVED, Day(-19, "20:00")), (APPLIED, Day(-14, "09:15"))),
        source="their_site",
        place="Singapore",
        next_step="Ask how it is going",
        said=(
            Said(
                "in",
                Day(-14, "09:16"),
                "Thank you for applying to Tern & Tide. We read every application ourselves and will be in"
                " touch within two weeks.",
                subject="We have your application",
            ),
        ),
    ),
    Story(
        "Product Marketer",
        "Wren Software",
        ((APPLIED, Day(-5, "10:05")),),
        source="their_site",
        place="Remote",
        pay="SGD 6,000 a month",
        next_step="Nothing until they write",
    ),
    Story(
        "Marketing Analyst",
        "Northgate Rail",
        ((APPLIED, Day(-6, "16:40")),),
        source="job_board",
        place="Jakarta",
        notes=((Day(-6, "16:45"), "Wants SQL. Mine is fine for what they list."),),
    ),
    Story(
        "Editor, Newsletter",
        "Ellery Books",
        ((SAVED, Day(-12, "22:05")), (APPLIED, Day(-6, "08:50"))),
        source="job_board",
        place="Remote",
        people=(
            Person(
                "Harriet Boyle",
                "hiring_manager",
                "h.boyle@ellerybooks.example",
                title="Editor in Chief",
                source="online",
                source_note="Her page at the publisher's. It does not say how she likes to be addressed.",
            ),
        ),
    ),
    Story(
        "Brand Manager",
        "Fable Toys",
        ((APPLIED, Day(-9, "11:00")),),
        source="job_board",
        place="Surabaya",
        follow_up=Day(-1, "09:00"),
        next_step="Write to ask whether it is still open",
    ),
    Story(
        "Spesialis Konten",
        "PT Lintas Awan",
        ((SAVED, Day(-13, "19:00")), (APPLIED, Day(-6, "13:20"))),
        source="job_board",
        place="Jakarta Barat",
        pay="Rp15–17 juta per bulan",
        next_step="Tunggu kabar",
        said=(
            Said(
                "in",
                Day(-6, "13:25"),
                "Terima kasih atas lamaran Anda untuk posisi Spesialis Konten. Tim kami akan menghubungi Anda"
                " apabila profil Anda sesuai dengan kebutuhan kami.",
                subject="Konfirmasi penerimaan lamaran",
                language="id",
            ),
        ),
    ),
    Story(
        "Staf Hubungan Masyarakat",
        "PT Sinar Pelita",
        ((APPLIED, Day(-4, "15:10")),),
        source="recruiter",
        place="Tangerang",
        people=(HENDRA,),
        said=(
            Said(
                "out",
                Day(-4, "15:12"),
                "Selamat siang, Pak Hendra. Lamaran untuk PT Sinar Pelita sudah saya kirim, CV terlampir."
                " Terima kasih sudah mengabari saya.",
                HENDRA,
                channel="text",
                language="id",
            ),
        ),
        notes=((Day(-4, "15:30"), "Pak Hendra bilang keputusannya biasanya cepat, seminggu."),),
    ),
)
