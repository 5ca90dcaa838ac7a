"""What to say on the phone, at reception and if asked."""

from __future__ import annotations

from itertools import islice
from typing import get_args

import pytest

from declines.words import IF_PRESSED, Person, notice, phone_script, prepared_answer, reception_script
from declines.words.facts import Reason
from tests.unit.declines.letter_facts import SMITH, every_letter, facts


def test_the_phone_script_in_english() -> None:
    assert phone_script(facts()) == [
        "Hello, this is Nadia Prameswari. Could I speak to Ms. Smith, please?",
        "It is about the second interview for the Marketing Associate position, on Thursday, 26 November.",
        "Thank you for taking the time to meet me. I have decided not to continue, and wanted you to know "
        "at once, so that the time can go to someone else.",
        "[If asked why] I have accepted another opportunity that fits my goals more closely.",
        "[If pressed] I’d rather not go into detail, but it is a firm decision.",
        "I will confirm it by e-mail today. Thank you, and good luck with the search.",
    ]


def test_the_phone_script_in_indonesian() -> None:
    assert phone_script(facts(language="id"), answer="Saya sudah menerima kesempatan lain.") == [
        "Halo, saya Nadia Prameswari. Apakah saya bisa berbicara dengan Ibu Eleanor Smith?",
        "Saya menelepon mengenai wawancara kedua untuk posisi Marketing Associate, pada Kamis, 26 November.",
        "Terima kasih atas waktu yang Ibu luangkan untuk bertemu dengan saya. Mohon maaf, saya "
        "memutuskan untuk tidak melanjutkan, dan ingin segera mengabarkannya agar jadwal tersebut dapat diisi "
        "oleh kandidat lain.",
        "[Jika ditanya alasannya] Saya sudah menerima kesempatan lain.",
        f"[Jika didesak] {IF_PRESSED['id']}",
        "Saya akan mengirim konfirmasi melalui e-mail hari ini. Terima kasih, semoga proses seleksinya "
        "berjalan lancar.",
    ]


def test_a_recruiter_hears_on_the_phone_that_the_employer_is_told() -> None:
    tan = {"audience": "recruiter", "recipient": Person("Wei Tan", "mr", "Tan"), "employer_person": SMITH}
    for told, english, indonesian in (
        ("writing", "I am letting Ms. Smith know myself,", "Saya juga mengabari Ibu Eleanor Smith"),
        ("told", "I have told Ms. Smith myself,", "Saya sudah mengabari Ibu Eleanor Smith"),
        ("not_told", "Could you please let Ms. Smith know?", "untuk mengabari Ibu Eleanor Smith?"),
    ):
        assert english in phone_script(facts(**tan, told=told))[-1]
        assert indonesian in phone_script(facts(**tan, told=told, language="id"))[-1]


def test_every_script_can_be_read_aloud() -> None:
    for one in islice(every_letter(), 0, None, 11):  # 11 shares no factor with any axis: all values come by
        for text in (*phone_script(one), reception_script(one), notice(one)):
            assert text
            assert text == " ".join(text.split())
            assert "{" not in text
            assert " ," not in text
            assert " ." not in text
        assert len(phone_script(one)) == 6


@pytest.mark.parametrize(
    ("changes", "english", "indonesian"),
    [
        (
            {},
            "Could you give me the direct e-mail address of Ms. Smith? It concerns an interview on 26 November.",
            "Mohon bantuannya, boleh saya minta alamat e-mail langsung Ibu Eleanor Smith? "
            "Ini mengenai wawancara pada 26 November.",
        ),
        (
            {"recipient": None, "interview_on": None},
            "Could you give me the direct e-mail address of the hiring manager for the Marketing Associate "
            "position? It concerns an interview.",
            "Mohon bantuannya, boleh saya minta alamat e-mail langsung manajer perekrutan untuk posisi "
            "Marketing Associate? Ini mengenai undangan wawancara.",
        ),
    ],
)
def test_what_to_ask_reception(changes: dict[str, object], english: str, indonesian: str) -> None:
    assert reception_script(facts(**changes)) == english
    assert reception_script(facts(**changes, language="id")) == indonesian


def test_a_notice_says_only_that_a_letter_was_sent() -> None:
    assert notice(facts()) == (
        "Hello Ms. Smith, I have just sent you an e-mail about the second interview for the Marketing "
        "Associate position on 26 November. Thank you, and kind regards, Nadia Prameswari"
    )
    assert notice(facts(language="id")).startswith("Selamat siang, Ibu Eleanor Smith. Saya baru saja mengirim e-mail")


def test_there_is_an_answer_for_every_reason_in_both_languages() -> None:
    for language in ("en", "id"):
        answers = {reason: prepared_answer(reason, language) for reason in get_args(Reason)}
        assert answers["never_said"] == answers[""]
        assert len(set(answers.values())) == len(answers) - 1
        assert IF_PRESSED[language]


def test_no_answer_for_what_is_unknown() -> None:
    for reason, language in (("boss", "en"), ("role", "fr")):
        with pytest.raises(ValueError, match="No answer"):
            prepared_answer(reason, language)
