"""Checks that any letter must pass: every seeded mistake is caught, and no good letter is stopped."""

from __future__ import annotations

import random
from dataclasses import replace

import pytest

from correspondence.checks import Finding, Others, blocks, check_letter, prose, same_employer, word_count

OTHERS = Others(
    employers=(
        "Lumen & Loom",
        "PT Nusantara Jaya Tbk",
        "Café Bücher GmbH",
        "Target",
        "Indeed",
        "Tokopedia",
        "IBM",
        "EY",
        "IT",
        "X",
        "XYZ Corp.",
        "XYZ Media",
        "Kita Bersama",
        "Smith",
        "ASK",
        "Acme Inc",
        "McDonald's",
        "Coca-Cola",
        "Bright Future",
    ),
    positions=(
        "Data Analyst",
        "Associate",
        "Manager",
        "Marketing Associate",
        "Senior Marketing Associate",
        "UX Designer",
        "Human Resources",
    ),
    people=(
        "Daniel Rivera",
        "Ms. Rina Kusuma, S.E.",
        "Tim Cook",
        "Will Hope",
        "Dewi",
        "Grace",
        "Eleanor Vance",
        "Jan van Dijk",
        "O’Brien",
    ),
    domains=(
        ("lumen-loom.example", "Lumen & Loom"),
        ("gmail.com", "Lumen & Loom"),
        ("mail.xyz.example", "XYZ Corporation Ltd"),
    ),
    own_employer="XYZ Corporation",
    own_names=("Marketing Associate", "Eleanor Smith", "Rekan Karier", "Nadia Prameswari"),
    own_domains=("xyz-corporation.example",),
)

GOOD = """Dear Ms. Smith,

Thank you for inviting me to a second interview for the Marketing Associate position with XYZ Corporation. {}

I would like to decline the interview on 26 November, and wish you well with the search.

Kind regards,
Nadia Prameswari
+62 812 3456 7890"""


def found_in(sentence: str, subject: str = "Declining the second interview") -> list[Finding]:
    return check_letter(subject, GOOD.format(sentence), "e.smith@xyz-corporation.example", others=OTHERS)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("I am joining Lumen & Loom.", "Lumen & Loom"),
        ("I am joining lumen and loom.", "lumen and loom"),
        ("I am joining LUMEN\n& LOOM.", "LUMEN\n& LOOM"),
        ("Lumen & Loom’s offer is closer.", "Lumen & Loom’s"),
        ("I have learnt much about Nusantara Jaya.", "Nusantara Jaya"),
        ("PT NUSANTARA JAYA is a fine company.", "NUSANTARA JAYA"),
        ("I will work for Cafe Bucher.", "Cafe Bucher"),
        ("I will work for Cafe\u0301 Bu\u0308cher.", "Cafe\u0301 Bu\u0308cher"),
        ("I have an offer from Target.", "Target"),
        ("I have an offer from Indeed and like it.", "Indeed"),
        ("tokopedia has made me an offer.", "tokopedia"),
        ("Tokopedia’s offer came first.", "Tokopedia’s"),
        ("I have an offer from IBM.", "IBM"),
        ("I have an offer from EY.", "EY"),
        ("I have an offer from ACME.", "ACME"),
        ("I am going to XYZ Media.", "XYZ Media"),
        ("I am going to Kita Bersama.", "Kita Bersama"),
        ("I am going to McDonald’s.", "McDonald’s"),
        ("I am going to Coca Cola.", "Coca Cola"),
        ("I am going to Bright Future.", "Bright Future"),
        ("I have an offer from ASK.", "ASK"),
    ],
)
def test_another_employer_is_never_named(sentence: str, found: str) -> None:
    (finding,) = found_in(sentence)
    assert (finding.code, finding.level, finding.found) == ("other_employer", "block", found)
    body = GOOD.format(sentence)
    assert body[finding.start : finding.end] == found


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("I mean the Data Analyst position.", "Data Analyst"),
        ("I mean the data analyst position.", "data analyst"),
        ("I mean the Senior Marketing Associate.", "Senior Marketing Associate"),
        ("I mean the Manager position.", "Manager"),
        ("I mean the role of manager.", "manager"),
        ("I mean posisi UX Designer.", "UX Designer"),
    ],
)
def test_another_position_is_never_named(sentence: str, found: str) -> None:
    (finding,) = found_in(sentence)
    assert (finding.code, finding.level, finding.found) == ("other_position", "block", found)


@pytest.mark.parametrize(
    ("sentence", "found"),
    [
        ("Please greet Daniel Rivera.", "Daniel Rivera"),
        ("Please greet daniel rivera.", "daniel rivera"),
        ("Please greet Mr. Rivera.", "Rivera"),
        ("Mr. Rivera’s questions were good.", "Rivera’s"),
        ("Please greet Ibu Rina.", "Rina"),
        ("Please greet Rina Kusuma.", "Rina Kusuma"),
        ("Please greet Mr. Cook.", "Cook"),
        ("Please greet Mr. van Dijk.", "van Dijk"),
        ("Please greet Tim Cook.", "Tim Cook"),
        ("I have spoken with Dewi.", "Dewi"),
        ("I have spoken with Grace about it.", "Grace"),
        ("I have spoken with Eleanor Vance.", "Eleanor Vance"),
        ("I have spoken with Ms. Vance.", "Vance"),
        ("I have spoken with Mr. OBrien.", "OBrien"),
    ],
)
def test_somebody_else_is_never_named(sentence: str, found: str) -> None:
    (finding,) = found_in(sentence)
    assert (finding.code, finding.level, finding.found) == ("other_person", "block", found)


def test_a_greeting_to_somebody_else_is_stopped() -> None:
    body = GOOD.format("").replace("Ms. Smith", "Daniel")
    (finding,) = check_letter("Hello", body, "e.smith@xyz-corporation.example", others=OTHERS)
    assert (finding.code, finding.found, finding.start) == ("other_person", "Daniel", 5)


@pytest.mark.parametrize(
    "sentence",
    [
        "",
        "Indeed, I enjoyed it.",
        "It was on target for me.",
        "The target was clear, and we discussed it together.",
        "I ask for your understanding.",
        "You asked about IT, and I work in it.",
        "With grace and goodwill, I will hope for the best.",
        "Please thank the hiring manager and every manager whom I met.",
        "I associate it with good people and a bright future.",
        "The X factor is yours.",
        "XYZ is a fine company, and so is XYZ Corp.",
        "I met Eleanor and Ms. Smith.",
        "Mr. Acme and Ibu Tokopedia were kind.",
        "My profile is at linkedin.com/in/acme and https://tokopedia.example/me.",
        "Write to me at nadia@ibm.example.",
        "Rekan Karier has been told.",
        "Terima kasih kepada Ibu dan tim.",
        "Yours is a lumen of hope; the loom is another matter.",
        "I have human resources to thank, and data; analyst reports helped.",
        "We spoke of tokopedians.",
        "He may grant it in May.",
    ],
)
def test_a_good_letter_is_never_stopped(sentence: str) -> None:
    assert found_in(sentence) == []


@pytest.mark.parametrize(
    "greeting",
    ["Dear Hiring Manager,", "Dear Human Resources,", "Yth. Tim Rekrutmen XYZ Corporation,", "Dear HR Manager,"],
)
def test_a_job_title_in_a_greeting_is_the_reader_s(greeting: str) -> None:
    body = GOOD.format("").replace("Dear Ms. Smith,", greeting)
    assert check_letter("Hello", body, "e.smith@xyz-corporation.example", others=OTHERS) == []


@pytest.mark.parametrize(
    ("subject", "code", "found"),
    [
        ("Declining the interview at Lumen & Loom", "other_employer", "Lumen & Loom"),
        ("Declining the interview – Data Analyst", "other_position", "Data Analyst"),
        ("Declining the interview – [position]", "placeholder", "[position]"),
        ("Re: [Name of company] interview", "placeholder", "[Name of company]"),
        ("Declining – {{ position }}", "placeholder", "{{ position }}"),
    ],
)
def test_the_subject_is_read_too(subject: str, code: str, found: str) -> None:
    (finding,) = found_in("", subject)
    assert (finding.code, finding.found, finding.where, finding.start) == (code, found, "subject", None)


def test_tags_that_others_put_into_a_thread_s_subject_are_no_leftovers() -> None:
    assert found_in("", "Re: [EXTERNAL] Second interview [#4711]") == []


def test_an_empty_subject_is_only_advised_against() -> None:
    (finding,) = found_in("", " ")
    assert (finding.code, finding.level) == ("no_subject", "warn")


@pytest.mark.parametrize(
    "leftover",
    [
        "[name]",
        "[Company Name",
        "{{ employer }}",
        "{% if met %}",
        "{position}",
        "<position>",
        "<your name>",
        "«Nama»",
        "$name",
        "${company}",
        "%(name)s",
        "XXX",
        "xxxx",
        "TODO",
        "TODO:",
        "TBD",
        "T.B.C",
        "FIXME",
        "Lorem ipsum",
        "(your name)",
        "(insert date)",
        "(namamu)",
        "(nama)",
        "your name here",
        "____",
        "......",
        "undefined",
        "None",
        "placeholder",
        "thanks, , again",
    ],
)
def test_leftovers_of_a_template_are_stopped(leftover: str) -> None:
    found = found_in(f"It was {leftover} and good.")
    assert [finding.code for finding in found] == ["placeholder"]
    assert blocks(found)
    body = GOOD.format(f"It was {leftover} and good.")
    assert body[found[0].start : found[0].end].strip() == found[0].found


def test_a_greeting_without_a_name_is_a_leftover() -> None:
    for greeting in ("Dear ,", "Yth. ,"):
        body = GOOD.format("").replace("Dear Ms. Smith,", greeting)
        assert [one.code for one in check_letter("Hello", body, "e@xyz.example", others=OTHERS)] == ["placeholder"]


@pytest.mark.parametrize(
    "sentence",
    [
        "None of this was your doing.",
        "It costs 5 % or $5 (or less).",
        "I wrote on 26/11 … and again.",
        "See <https://example.com/nadia> or <nadia@example.com>.",
        "(I am away on Friday.)",
        "My name is Nadia; the date and the company suit me.",
    ],
)
def test_ordinary_signs_are_no_leftovers(sentence: str) -> None:
    assert found_in(sentence) == []


def test_signs_in_this_letter_s_own_names_are_meant() -> None:
    own = replace(OTHERS, own_employer="{code} Academy", own_names=("Analyst [remote]", "TODO Group"))
    body = "Dear all,\n\nThank you, {code} Academy. I liked the Analyst [remote] role at the TODO Group."
    assert check_letter("Analyst [Remote]", body, "e@code.example", others=own) == []


@pytest.mark.parametrize(
    "body",
    [
        "",
        " \n\n ",
        "Kind regards,\nNadia",
        "Dear Ms. Smith,\n\nKind regards,\nNadia Prameswari\n+62 812 3456 7890",
        "Yth. Ibu Smith,\n\nDengan hormat,\n\nHormat saya,\nNadia",
        "Dear Ms. Smith,\n\nThank you.\n\nBest wishes,\nNadia",
    ],
)
def test_an_empty_letter_is_stopped(body: str) -> None:
    (finding,) = check_letter("Hello", body, "e.smith@xyz-corporation.example", others=OTHERS)
    assert (finding.code, finding.level) == ("empty", "block")


@pytest.mark.parametrize(
    ("email", "code"),
    [
        ("", "no_recipient"),
        ("  ", "no_recipient"),
        ("e.smith", "bad_address"),
        ("e.smith@xyz-corporation.example, b@c.example", "bad_address"),
        ("hr@gооgle.com", "bad_address"),
        ("hr@lumen-loom.example", "recipient_elsewhere"),
        ("hr@jakarta.Lumen-Loom.example", "recipient_elsewhere"),
        ("e.smith@xyz-corporati0n.example", "look_alike"),
        ("e.smith@xyzcorporation.example", "look_alike"),
        ("e.smith@xyz-corporatíon.example", "look_alike"),
    ],
)
def test_a_letter_to_nobody_or_to_the_wrong_address_is_stopped(email: str, code: str) -> None:
    found = check_letter("Hello", GOOD.format(""), email, others=OTHERS)
    assert [(finding.code, finding.level, finding.where) for finding in found] == [(code, "block", "recipient")]
    assert found[0].detail


@pytest.mark.parametrize(
    "email",
    [
        "e.smith@xyz-corporation.example",
        "e.smith@sub.xyz-corporation.example",
        "smith@gmail.com",
        "smith@mail.xyz.example",
        "smith@elsewhere.example",
    ],
)
def test_a_right_address_passes(email: str) -> None:
    assert check_letter("Hello", GOOD.format(""), email, others=OTHERS) == []


def test_without_other_records_nothing_is_anybody_else_s() -> None:
    assert check_letter("Hello", GOOD.format("Lumen & Loom"), "a@b.example", others=Others()) == []


def test_spellings_of_one_employer() -> None:
    assert same_employer("PT XYZ Indonesia", "xyz Corp.")
    assert same_employer("The Acme Company, Inc.", "ACME")
    assert not same_employer("XYZ Media", "XYZ")
    assert not same_employer("Group", "PT")


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Dear Ms. Smith,\n\nOne two three.\n\nKind regards,\nNadia", "One two three."),
        ("Dear Ms. Smith, one two three.\n\nBest,\nNadia", "one two three.\n\nBest,\nNadia"),
        ("Yth. Ibu Smith,\n\nDengan hormat,\n\nSatu dua.\n\nHormat saya,\nNadia", "Satu dua."),
        ("One.\n\nThank you,\n\nSincerely,\nNadia", "One."),
        ("Dear all,\r\n\r\nOne – two.\r\n\r\nYours sincerely\r\nNadia", "One – two."),
        ("No greeting and no closing", "No greeting and no closing"),
    ],
)
def test_the_prose_of_a_letter(body: str, words: str) -> None:
    assert prose(body) == words


def test_words_are_counted_in_the_prose_alone() -> None:
    assert word_count("Dear Ms. Smith,\n\nOne – two-and three’s.\n\nKind regards,\nNadia") == 3


def test_one_name_is_found_among_thousands_of_other_records() -> None:
    chance = random.Random(7)  # noqa: S311

    def name() -> str:
        return "".join(chance.choices(["ba", "ri", "to", "ke", "na", "lu", "sé", "mo", "pra"], k=3)).title()

    many = replace(
        OTHERS,
        employers=tuple(f"PT {name()} {name()} Tbk" for _ in range(2_000)),
        positions=tuple(f"{name()} Manager" for _ in range(2_000)),
        people=tuple(f"{name()} {name()}" for _ in range(4_000)),
        domains=tuple((f"{name().lower()}.example", name()) for _ in range(4_000)),
    )
    body = GOOD.format(f"I am joining {many.employers[1234]}.")
    found = check_letter("Hello", body, "e.smith@xyz-corporation.example", others=many)
    assert [finding.code for finding in found] == ["other_employer"]


@pytest.mark.timeout(10)  # minutes or hours, if a pattern ever backtracks
@pytest.mark.parametrize("piece", ["{{", "[", "_", "a", "é", "...", "a.b.c.", "$a", " ", "\n", "ms. ", "A & ", "'"])
def test_no_text_however_odd_ties_a_check_up(piece: str) -> None:
    body = GOOD.format((piece * 20_000)[:20_000])
    check_letter("Hello", body, "e.smith@xyz-corporation.example", others=OTHERS)
