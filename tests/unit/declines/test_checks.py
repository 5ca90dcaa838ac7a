"""Advice on a letter of decline: each seeded fault is seen, each good letter is praised and left alone."""

from __future__ import annotations

from typing import Any

import pytest

from correspondence.checks import Finding
from declines.checks import check_decline
from declines.words import Facts, Person, draft
from tests.unit.declines.letter_facts import RATNA, facts

ENGLISH = """Dear Ms. Smith,

Thank you for inviting me to a second interview for the Marketing Associate position with XYZ Corporation. {}

After careful consideration I would like to decline the interview on Thursday, 26 November, so that the time can \
go to someone else. I enjoyed our conversation. Thank you again for your time.

Kind regards,
Nadia Prameswari"""

INDONESIAN = """Yth. Ibu Smith,

Dengan hormat,

Terima kasih atas undangan wawancara kedua untuk posisi Marketing Associate di XYZ Corporation. {}

Setelah mempertimbangkannya, mohon maaf, saya tidak dapat menghadiri wawancara pada Kamis, 26 November. Semoga \
waktu tersebut dapat diberikan kepada kandidat lain. Sekali lagi, terima kasih.

Hormat saya,
Nadia Prameswari"""


def advice(body: str, **changes: Any) -> list[Finding]:
    return check_decline("Declining the second interview", body, facts(**changes))


def codes(findings: list[Finding]) -> list[str]:
    return [finding.code for finding in findings if finding.level != "ok"]


def praise(findings: list[Finding]) -> list[str]:
    return [finding.message for finding in findings if finding.level == "ok"]


def test_a_good_letter_is_praised_and_left_alone() -> None:
    found = advice(ENGLISH.format(""))
    assert codes(found) == []
    assert praise(found) == [
        "Names the position, the interview and its date",
        "Says thank you more than once",
        "Opens and closes as a letter does",
    ]


def test_a_good_indonesian_letter_is_praised_and_left_alone() -> None:
    found = advice(INDONESIAN.format(""), language="id")
    assert codes(found) == []
    assert praise(found) == [
        "Names the position, the interview and its date",
        "Says thank you more than once",
        "Opens “Yth.”, apologises, closes “Hormat saya,”",
    ]


def test_re_keeps_it_in_the_thread() -> None:
    found = check_decline("RE: Second interview", ENGLISH.format(""), facts())
    assert "“Re:” keeps it in their thread" in praise(found)


@pytest.mark.parametrize(
    ("body", "changes", "message"),
    [
        ("{}", {"interview_on": None}, "Names the position and the interview"),
        ("26/11", {}, "Names the position, the interview and its date"),
        ("November 26", {}, "Names the position, the interview and its date"),
        ("26th of November", {}, "Names the position, the interview and its date"),
        ("27 November", {}, "Names the position and the interview"),
    ],
)
def test_what_the_letter_names(body: str, changes: dict[str, Any], message: str) -> None:
    written = ENGLISH.format("").replace("Thursday, 26 November", body)
    assert message in praise(advice(written, **changes))


def test_a_withdrawal_names_position_and_employer() -> None:
    one = facts(declined="application", interview_on=None)
    letter = draft(one)
    found = check_decline(letter.subject, letter.body, one)
    assert codes(found) == []
    assert "Names the position and the employer" in praise(found)


@pytest.mark.parametrize(
    ("sentence", "code", "text"),
    [
        ("The interviewer was rude.", "criticism", "rude"),
        ("I found the process disorganised.", "criticism", "disorganised"),
        ("It was a waste of my time.", "criticism", "waste of my time"),
        ("I was disappointed by the team.", "criticism", "disappointed"),
        ("I was kept waiting for an hour.", "criticism", "kept waiting"),
        ("I did not like the office.", "criticism", "did not like"),
        ("It felt unprofessional.", "criticism", "unprofessional"),
        ("The salary is too low.", "pay", "salary"),
        ("The compensation did not suit me.", "pay", "compensation"),
        ("I am better paid elsewhere.", "pay", "better paid"),
        ("We regret to say so.", "other_side", "We regret"),
        ("Your application was impressive.", "other_side", "Your application was"),
        ("You have not been selected.", "other_side", "not been selected"),
        ("Thank you for applying.", "other_side", "Thank you for applying"),
        ("We will keep your details on file.", "other_side", "keep your details on file"),
        ("Maybe another time.", "hesitation", "Maybe"),
        ("I am not quite sure yet.", "hesitation", "not quite sure"),
        ("Perhaps I am wrong.", "hesitation", "Perhaps"),
        ("I am staying, unless you have more to offer.", "persuasion", "unless you"),
        ("I would be happy to reconsider.", "persuasion", "happy to reconsider"),
        ("A better offer is welcome.", "persuasion", "A better offer"),
        ("If you could match it, tell me.", "persuasion", "If you could match"),
        ("I have accepted an offer from Lumen & Loom.", "new_employer", "Lumen & Loom"),
        ("I am joining the team at Bluebell Studio in May.", "new_employer", "Bluebell Studio"),
    ],
)
def test_what_would_hurt_in_english(sentence: str, code: str, text: str) -> None:
    body = ENGLISH.format(sentence)
    seen = [finding for finding in advice(body) if finding.code == code]
    assert [finding.found for finding in seen] == [text]
    assert body[seen[0].start : seen[0].end] == text
    assert (seen[0].level, seen[0].where) == ("warn", "body")
    assert text in seen[0].detail


@pytest.mark.parametrize(
    ("sentence", "code", "text"),
    [
        ("Pewawancaranya kurang sopan.", "criticism", "kurang sopan"),
        ("Prosesnya mengecewakan.", "criticism", "mengecewakan"),
        ("Saya merasa tidak nyaman.", "criticism", "tidak nyaman"),
        ("Gajinya terlalu rendah.", "pay", "Gajinya"),
        ("Tunjangan yang ditawarkan kurang.", "pay", "Tunjangan"),
        ("Kami mohon maaf.", "other_side", "Kami mohon maaf"),
        ("Lamaran Anda sudah diterima.", "other_side", "Lamaran Anda"),
        ("Mungkin lain kali.", "hesitation", "Mungkin"),
        ("Saya belum yakin.", "hesitation", "belum yakin"),
        ("Kecuali jika ada perubahan.", "persuasion", "Kecuali jika"),
        ("Saya bersedia mempertimbangkan kembali.", "persuasion", "bersedia mempertimbangkan kembali"),
        ("Apakah kamu setuju?", "familiar", "kamu"),
        ("Ini surat pengunduran diri saya.", "resigning", "surat pengunduran diri"),
        ("Saya menerima tawaran dari Lumen & Loom.", "new_employer", "Lumen & Loom"),
        ("Saya telah memilih kesempatan lain di Bluebell.", "new_employer", "Bluebell"),
    ],
)
def test_what_would_hurt_in_indonesian(sentence: str, code: str, text: str) -> None:
    body = INDONESIAN.format(sentence)
    seen = [finding for finding in advice(body, language="id") if finding.code == code]
    assert [finding.found for finding in seen] == [text]
    assert body[seen[0].start : seen[0].end] == text


@pytest.mark.parametrize(
    "sentence",
    [
        "I paid close attention to what you said about the role.",
        "I might have said so earlier, and hope that we may meet again.",
        "Thank you for the interest that you have taken in my application.",
        "The terms are clear to me, and I appreciate the offer of a second meeting with Ms. Smith.",
        "I have accepted another opportunity.",
        "I will take the train from Monday on.",
        "My current employer has offered me a new role.",
    ],
)
def test_plain_sentences_are_left_alone(sentence: str) -> None:
    assert codes(advice(ENGLISH.format(sentence))) == []


@pytest.mark.parametrize(
    "sentence",
    [
        "Saya ingin mengabarkannya secepat mungkin.",
        "Hal ini tidak mungkin saya lakukan tanpa bantuan Ibu.",
        "Lokasinya kurang memungkinkan bagi saya.",
        "Saya menerima kesempatan lain pada Kamis yang lalu.",
        "Saya mengundurkan diri dari proses seleksi ini.",
    ],
)
def test_plain_indonesian_sentences_are_left_alone(sentence: str) -> None:
    assert codes(advice(INDONESIAN.format(sentence), language="id")) == []


def test_the_letter_s_own_names_are_no_complaint() -> None:
    changes = {"position": "Compensation Analyst", "employer": "Rude Health Salary Partners"}
    body = ENGLISH.replace("Marketing Associate", changes["position"]).replace("XYZ Corporation", changes["employer"])
    assert codes(advice(body.format(""), **changes)) == []


@pytest.mark.parametrize(
    ("taken_out", "put_in", "code"),
    [
        ("Thank you for inviting me", "You invited me", "no_thanks"),
        ("I would like to decline the interview", "I have thought about the interview", "no_decision"),
        ("Marketing Associate", "open", "no_position"),
        ("\nNadia Prameswari", "", "unsigned"),
        ("Dear Ms. Smith,\n\n", "", "no_greeting"),
        ("Ms. Smith", "Mrs. Smith", "honorific"),
        ("Ms. Smith", "Mr. Smith", "honorific"),
        ("Ms. Smith", "Ms. Jones", "greets_another"),
        ("Ms. Smith", "Daniel", "greets_another"),
    ],
)
def test_what_is_missing_or_wrong_in_english(taken_out: str, put_in: str, code: str) -> None:
    body = ENGLISH.format("").replace(taken_out, put_in).replace("Thank you again for your time.", "")
    assert codes(advice(body)) == [code]


@pytest.mark.parametrize(
    ("taken_out", "put_in", "code"),
    [
        ("mohon maaf, ", "", "no_apology"),
        ("saya tidak dapat menghadiri wawancara", "jadwal wawancara saya", "no_decision"),
        ("Yth. Ibu", "Kepada Yth. Ibu", "kepada"),
        ("Yth. Ibu", "Yth. Bapak", "honorific"),
        ("Sekali lagi, terima kasih.", "Sekali lagi, terima kasih atas waktu Bapak.", "honorific"),
        ("Yth. Ibu Smith", "Yth. Ibu Dr. Smith", "doubled_title"),
        ("Yth. Ibu Smith", "Yth. Ibu Ratna", "greets_another"),
    ],
)
def test_what_is_missing_or_wrong_in_indonesian(taken_out: str, put_in: str, code: str) -> None:
    body = INDONESIAN.format("").replace(taken_out, put_in)
    assert codes(advice(body, language="id")) == [code]


@pytest.mark.parametrize(
    "line",
    [
        "Dear Eleanor,",
        "Dear Eleanor Smith,",
        "Hello Ms Smith,",
        "Dear Hiring Manager,",
        "Dear Sir or Madam,",
        "Dear Head of Marketing,",
    ],
)
def test_other_right_greetings(line: str) -> None:
    smith = Person("Eleanor Smith", "ms", job_title="Head of Marketing")
    assert codes(advice(ENGLISH.format("").replace("Dear Ms. Smith,", line), recipient=smith)) == []


def test_an_honorific_that_nobody_recorded_is_the_writer_s_to_know() -> None:
    assert codes(advice(ENGLISH.format(""), recipient=Person("Eleanor Smith"))) == []
    assert codes(advice(ENGLISH.format(""), recipient=None)) == []


def test_a_recruiter_s_letter_may_speak_of_a_bapak() -> None:
    body = INDONESIAN.format("Hari ini saya juga mengabari Bapak Hartono.").replace("Ibu Smith", "Ibu Ratna")
    found = advice(body, language="id", audience="recruiter", recipient=RATNA, employer_person=Person("Hartono", "mr"))
    assert codes(found) == []


def test_too_long_and_too_short() -> None:
    assert codes(advice(ENGLISH.format("It was good. " * 25))) == ["too_long"]
    (finding,) = [one for one in advice(ENGLISH.format("It was good. " * 25)) if one.code == "too_long"]
    assert finding.message == "125 words are long."
    short = "Dear Ms. Smith,\n\nThank you, but I decline the Marketing Associate interview.\n\nRegards,\nNadia"
    assert codes(advice(short)) == ["too_short"]


def test_the_wrong_language_is_seen() -> None:
    assert "wrong_language" in codes(advice(INDONESIAN.format("")))
    assert "wrong_language" in codes(advice(ENGLISH.format(""), language="id"))
    half = ENGLISH.format("Saya mohon maaf karena tidak dapat menghadiri wawancara ini dan menarik lamaran saya.")
    assert "wrong_language" in codes(advice(half))
    russian = "Dear Ms. Smith,\n\n" + "Спасибо большое за приглашение " * 10 + "\n\nRegards,\nNadia"
    assert "wrong_language" in codes(advice(russian))


def test_under_a_day_before_the_interview_one_phones_first() -> None:
    found = check_decline("Hello", ENGLISH.format(""), facts(), today_interview_within_24h_no_call=True)
    assert codes(found) == ["phone_first"]


def test_an_empty_letter_is_not_scolded_for_each_thing_it_lacks() -> None:
    assert len(codes(advice(""))) == 0


def test_the_same_letter_gets_the_same_advice() -> None:
    one: Facts = facts()
    letter = draft(one)
    first, second = (check_decline(letter.subject, letter.body, one) for _ in range(2))
    assert first == second
