"""Letters, in every combination, read as a careful person would have written them."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date
from typing import get_args

import pytest

from correspondence.checks import Others, check_letter, prose, word_count
from declines.checks import WORDS, check_decline
from declines.words import Draft, Facts, Person, draft
from declines.words.facts import Audience, Language, Tone
from declines.words.letters import paragraphs
from tests.unit.declines.letter_facts import RATNA, SMITH, every_letter, facts

NEVER_WRITTEN = re.compile(
    r"(?i)regret|your application was|maybe|perhaps|unless|salary|\bpay\b|persuade|kamu\b|gaji|mungkin\b"
    r"|pengunduran|\bkami\b|lamaran anda|never_said|\{|\}|\[|\]|<|>|None"
)
UNTIDY = re.compile(r" {2,}|\s[,.;:]|,\s*,|\.\.|\ba [aeiou]|\ban [^aeiou\W]| \n|\n{3,}|[,.;][^\s\d]")
NOT_TOLD_EN, NOT_TOLD_ID = "pass this on to|let .* know", "(?:bantuan|Mohon).* untuk meneruskan kabar ini kepada"
TOLD = {
    "en": {"writing": "I am writing to .* myself", "told": "I have told .* myself", "not_told": NOT_TOLD_EN},
    "id": {"writing": "juga saya sampaikan", "told": "sudah saya sampaikan", "not_told": NOT_TOLD_ID},
}

# Other records of the same person, chosen to be easily mistaken for words of a letter.
OTHERS = Others(
    employers=(
        "Lumen & Loom",
        "Target",
        "Indeed",
        "Kita",
        "Grab",
        "PT Karya Bersama",
        "Waktu",
        "The Opportunity Co",
    ),
    positions=("Associate", "Marketing", "Manager", "Data Analyst", "Content Marketing Lead"),
    people=("Tim Cook", "Will Hope", "Grace", "Surya", "Nadia Hartati", "Dewi Smithson"),
    domains=(("lumen.example", "Lumen & Loom"),),
    own_employer="XYZ Corporation",
    own_names=("Marketing Associate", "Nadia Prameswari", "Eleanor Smith", "Rahmat Hidayat", "Hartono"),
)


def problems_of(one: Facts, letter: Draft) -> list[str]:
    """Everything that would make a careful reader wince."""
    body = letter.body
    fewest, most = WORDS[one.tone]
    told: dict[str, Callable[[], bool]] = {
        "length": lambda: not fewest <= word_count(body) <= most,
        "employer": lambda: body.count("XYZ Corporation") < 1,
        "position": lambda: "Marketing Associate" not in prose(body),
        "thanks first": lambda: not prose(body).startswith(("Thank you", "Terima kasih")),
        "subject": lambda: "Marketing Associate" not in letter.subject or "Nadia" not in letter.subject,
        "forbidden": lambda: bool(NEVER_WRITTEN.search(f"{letter.subject}\n{body}")),
        "untidy": lambda: bool(UNTIDY.search(_without_titles(body))),
        "date": lambda: (one.interview_on is not None and not one.is_withdrawal) != ("26 November" in body),
        "meeting": lambda: (
            not one.have_met
            and bool(re.search(r"(?i)enjoyed|pleasure to meet|first meeting|berkenalan|pertemuan|perbincangan", body))
        ),
        "interview": lambda: (
            one.is_withdrawal and bool(re.search(r"(?i)interview on|declin|menghadiri|mengikuti|memenuhi", body))
        ),
        "withdrawal": lambda: not re.search(r"withdraw(?:ing)? my application|menarik lamaran saya", body),
        "told": lambda: (
            one.audience == "recruiter"
            and [told for told, says in TOLD[one.language].items() if re.search(says, body)] != [one.told]
        ),
        "apology": lambda: one.language == "id" and "maaf" not in body,
        "signed": lambda: "\nNadia Prameswari" not in body,
        "phone": lambda: bool(one.sender_phone) != body.endswith("+62 812 3456 7890"),
        "checks": lambda: bool(_warnings(one, letter)),
    }
    return [name for name, is_wrong in told.items() if is_wrong()]


def _without_titles(body: str) -> str:
    """Greetings hold full stops inside (“Prof. Dr. Ir.”) and no prose."""
    return body.split("\n\n", 1)[1].replace("+62 812 3456 7890", "")


def _warnings(one: Facts, letter: Draft) -> list[str]:
    found = check_decline(letter.subject, letter.body, one)
    found += check_letter(letter.subject, letter.body, "reader@xyz.example", others=OTHERS)
    return [finding.code for finding in found if finding.level != "ok"]


@pytest.mark.parametrize("language", ["en", "id"])
@pytest.mark.parametrize("audience", ["employer", "recruiter"])
def test_every_combination_is_a_letter_worth_sending(language: Language, audience: Audience) -> None:
    wrong = []
    count = 0
    for one in every_letter(language, audience):
        count += 1
        letter = draft(one)
        if problems := problems_of(one, letter):
            wrong.append(f"{problems}\n{letter.subject}\n{letter.body}")
    assert count > 3_000
    assert not wrong, f"{len(wrong)} of {count}, such as\n\n" + "\n\n---\n\n".join(wrong[:3])


def test_the_tester_sees_what_is_wrong() -> None:
    """The checks above can fail."""
    one = facts()
    letter = draft(one)
    spoilt = Draft("Hello", letter.body.replace("Thank you", "We regret,  maybe").replace("26 Nov", "27 Nov"))
    assert {"thanks first", "subject", "forbidden", "untidy", "date", "checks"} <= set(problems_of(one, spoilt))


def test_the_article_s_own_case_in_english() -> None:
    assert draft(facts()) == Draft(
        subject="Declining the second interview – Marketing Associate – Nadia Prameswari",
        body="""Dear Ms. Smith,

Thank you for inviting me to a second interview for the Marketing Associate position with XYZ \
Corporation, and for the time that you and your team gave me at our first meeting.

After careful consideration I have accepted another opportunity, one closer to where I want my work \
to go. I would therefore like to decline the interview on Thursday, 26 November and withdraw my \
application, so that you can offer the time to someone else.

I enjoyed our conversation and hope that our paths will cross again. Thank you once more, and every \
success with the search.

Sincerely,
Nadia Prameswari""",
    )


def test_the_article_s_own_case_in_indonesian() -> None:
    smith = Person("Eleanor Smith", "ms", salutation_name="Smith")
    assert draft(facts(language="id", recipient=smith, sender_phone="0812 3456")) == Draft(
        subject="Konfirmasi undangan wawancara kedua – Marketing Associate – Nadia Prameswari",
        body="""Yth. Ibu Smith,

Dengan hormat,

Terima kasih atas undangan wawancara kedua untuk posisi Marketing Associate di XYZ Corporation, \
serta atas waktu yang Ibu dan tim luangkan pada pertemuan pertama kita.

Setelah mempertimbangkannya dengan saksama, saya memutuskan untuk menerima kesempatan lain yang \
lebih sejalan dengan rencana karier saya. Karena itu, mohon maaf, saya tidak dapat menghadiri \
wawancara pada Kamis, 26 November dan dengan ini menarik lamaran saya. Semoga waktu tersebut dapat \
diberikan kepada kandidat lain.

Saya sangat menghargai perbincangan kita dan berharap dapat bertemu kembali pada kesempatan lain. \
Sekali lagi, terima kasih atas perhatian Ibu. Semoga Ibu segera menemukan kandidat yang tepat.

Hormat saya,
Nadia Prameswari
0812 3456""",
    )


def test_the_recruiter_hears_that_the_employer_is_told_whichever_letter_leaves_first() -> None:
    letter = draft(facts(audience="recruiter", recipient=Person("Wei Tan", "mr", "Tan"), employer_person=SMITH))
    assert letter.body.startswith("Dear Mr. Tan,")
    assert "I am writing to Ms. Smith myself, so that you need not pass on the news." in letter.body
    assert letter.subject == (
        "Declining the second interview – Marketing Associate, XYZ Corporation – Nadia Prameswari"
    )
    indonesian = draft(facts(language="id", audience="recruiter", recipient=RATNA, employer_person=SMITH))
    assert "Kabar ini juga saya sampaikan langsung kepada Ibu Eleanor Smith" in indonesian.body


def test_without_a_person_at_the_employer_the_employer_itself_is_told() -> None:
    body = draft(facts(audience="recruiter", recipient=RATNA)).body
    assert "I am writing to XYZ Corporation myself" in body
    body = draft(facts(language="id", audience="recruiter", recipient=RATNA)).body
    assert "langsung kepada pihak XYZ Corporation" in body


@pytest.mark.parametrize("tone", get_args(Tone))
def test_the_recruiter_is_told_only_what_is_true_of_the_employer(tone: Tone) -> None:
    """No letter says that the employer has been told, or will be, when the person tells nobody there."""
    given = {"audience": "recruiter", "recipient": RATNA, "employer_person": SMITH, "tone": tone}
    for language, told, not_told in (
        ("en", "I have told Ms. Smith myself", "Ms. Smith (?:know|, with)|to Ms. Smith, with my thanks"),
        ("id", "Kabar ini sudah saya sampaikan langsung kepada Ibu", "meneruskan kabar ini kepada Ibu Eleanor Smith"),
    ):
        assert told in draft(facts(**given, language=language, told="told")).body
        body = draft(facts(**given, language=language, told="not_told")).body
        assert re.search(not_told, body)
        assert not re.search("I am writing|I have told|myself|saya sampaikan|tidak perlu meneruskan|need not", body)


@pytest.mark.parametrize("tone", get_args(Tone))
@pytest.mark.parametrize("audience", get_args(Audience))
def test_a_wrong_time_is_no_clash_of_dates(audience: Audience, tone: Tone) -> None:
    """Another day for the interview would not help: the person leaves the process."""
    for language, says, never in (
        ("en", "not the right time (?:for me )?to start a new job", "commitments|timing|clash"),
        ("id", "bukan waktu yang tepat bagi saya untuk memulai pekerjaan baru", "komitmen|belum|waktunya kurang"),
    ):
        body = draft(facts(language=language, audience=audience, tone=tone, reason="timing")).body
        assert re.search(f"(?i){says}", body)
        assert not re.search(f"(?i){never}", body)
        assert re.search("withdraw(?:ing)? my application|menarik lamaran saya", body)


@pytest.mark.parametrize("audience", get_args(Audience))
def test_a_brief_letter_speaks_of_the_role_and_never_of_the_company(audience: Audience) -> None:
    for reason, says in (("role", "that the role is not the right match"), ("pay", "as a whole, the role is not")):
        assert says in draft(facts(audience=audience, tone="brief", reason=reason)).body


def test_the_two_letters_of_one_decline_differ() -> None:
    for language in ("en", "id"):
        for tone in ("formal", "warm", "brief"):
            one = draft(facts(language=language, tone=tone))
            other = draft(facts(language=language, tone=tone, audience="recruiter", employer_person=SMITH))
            assert one.subject != other.subject
            shared = set(re.split(r"(?<=[.])\s+", prose(one.body))) & set(re.split(r"(?<=[.])\s+", prose(other.body)))
            assert len(shared) <= 1


def test_what_is_never_said_gives_no_reason() -> None:
    assert draft(facts(reason="never_said")) == draft(facts(reason=""))


@pytest.mark.parametrize(
    ("declined", "round_", "english", "indonesian"),
    [
        ("interview", 1, "Declining the interview", "Konfirmasi undangan wawancara"),
        ("second_interview", 2, "Declining the second interview", "Konfirmasi undangan wawancara kedua"),
        ("second_interview", 5, "Declining the second interview", "Konfirmasi undangan wawancara kedua"),
        ("interview", 3, "Declining the third interview", "Konfirmasi undangan wawancara ketiga"),
        ("interview", 8, "Declining the eighth interview", "Konfirmasi undangan wawancara kedelapan"),
        ("interview", 12, "Declining the next interview", "Konfirmasi undangan wawancara lanjutan"),
        ("interview", 0, "Declining the final interview", "Konfirmasi undangan wawancara akhir"),
        ("application", 1, "Withdrawing my application", "Penarikan lamaran"),
    ],
)
def test_the_subject_says_what_is_declined(declined: str, round_: int, english: str, indonesian: str) -> None:
    for language, begins in (("en", english), ("id", indonesian)):
        subject = draft(facts(language=language, declined=declined, round=round_)).subject
        assert subject == f"{begins} – Marketing Associate – Nadia Prameswari"


def test_an_eighth_interview_takes_an() -> None:
    assert "to an eighth interview for" in draft(facts(declined="interview", round=8)).body


@pytest.mark.parametrize(
    ("invitation", "reply"),
    [
        ("Second interview, Marketing Associate", "Re: Second interview, Marketing Associate"),
        ("Re: Second interview", "Re: Second interview"),
        ("RE: re: AW: Second interview", "Re: Second interview"),
        ("Bls: Undangan wawancara", "Re: Undangan wawancara"),
        ("Re[2]: Undangan", "Re: Undangan"),
        ("Reminder: second interview", "Re: Reminder: second interview"),
        ("Two\r\nBcc: x@y.example", "Re: Two Bcc: x@y.example"),
    ],
)
def test_an_answer_to_an_invitation_keeps_its_subject(invitation: str, reply: str) -> None:
    assert draft(facts(reply_subject=invitation)).subject == reply


@pytest.mark.parametrize(
    ("position", "phrase"),
    [
        ("Marketing Associate", "the Marketing Associate position"),
        ("Head of Sales role", "the Head of Sales role"),
        ("Summer Internship", "the Summer Internship"),
        ("The Designer", "the Designer position"),
        ("C++ & .NET Developer", "the C++ & .NET Developer position"),
        ("  Data\tAnalyst ", "the Data Analyst position"),
    ],
)
def test_the_position_reads_once(position: str, phrase: str) -> None:
    assert f"for {phrase} with XYZ" in draft(facts(position=position)).body


def test_names_stand_as_they_are_written() -> None:
    """Nothing is escaped, nothing in a name is a template, and an abbreviation ends a sentence once."""
    body = draft(facts(employer="O’Neil & Söhne {{ 1 }} Inc.", tone="warm")).body
    assert "at O’Neil & Söhne {{ 1 }} Inc. I appreciate" in body


def test_a_name_cannot_break_the_letter() -> None:
    body = draft(facts(employer="XYZ\n\n¶\nCorporation\u202e", sender_name="")).body
    assert "XYZ ¶ Corporation," in body
    assert body.endswith("Sincerely,")


@pytest.mark.parametrize("tone", ["formal", "warm"])
@pytest.mark.parametrize("audience", ["employer", "recruiter"])
def test_long_names_stay_within_the_length(tone: str, audience: str) -> None:
    letter = draft(
        facts(
            tone=tone,
            audience=audience,
            employer_person=SMITH if audience == "recruiter" else None,
            position="Senior Associate for Marketing and Communications",
            employer="Badan Pengembangan Nusantara Raya",
        )
    )
    assert word_count(letter.body) <= 110


def test_facts_refuse_what_no_letter_can_say() -> None:
    for wrong in (
        {"language": "fr"},
        {"tone": "rude"},
        {"reason": "boss"},
        {"told": "yes"},
        {"employer": " "},
        {"position": ""},
    ):
        with pytest.raises(ValueError, match=r"Unknown|needs"):
            facts(**wrong)
    with pytest.raises(ValueError, match="honorific"):
        Person("Smith", "sir")  # type: ignore[arg-type]


def test_a_misspelled_word_in_a_paragraph_file_would_be_stopped() -> None:
    """Every file asks only for words it is lent: an unknown one would show in braces."""
    for language in ("en", "id"):
        for name in ("subject", "closing", "phone", "reception", "notice"):
            assert "{{" not in " ".join(paragraphs(name, facts(language=language), answer="", if_pressed=""))


def test_a_date_is_named_in_the_language_of_the_letter() -> None:
    for day, english, indonesian in (
        (date(2026, 5, 1), "Friday, 1 May", "Jumat, 1 Mei"),
        (date(2027, 8, 15), "Sunday, 15 August", "Minggu, 15 Agustus"),
    ):
        assert f"on {english} and" in draft(facts(interview_on=day)).body
        assert f"pada {indonesian} dan" in draft(facts(interview_on=day, language="id")).body
