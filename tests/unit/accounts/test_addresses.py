"""One field, one address, and the one that the mail server will be given."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.addresses import LONGEST, ascii_domain, mail_address


@pytest.mark.parametrize(
    ("written", "stored"),
    [
        ("hr@xyz.example", "hr@xyz.example"),
        (" hr@xyz.example ", "hr@xyz.example"),
        ("Ann.Smith+jobs@XYZ.Example", "Ann.Smith+jobs@xyz.example"),
        ("o'brien@xyz.example", "o'brien@xyz.example"),
        ("a!#$%&'*+-/=?^_`{|}~@b.example", "a!#$%&'*+-/=?^_`{|}~@b.example"),
        ("1@2.example", "1@2.example"),
        ("hr@a-b.c.d.example", "hr@a-b.c.d.example"),
        ("hr@bücher.example", "hr@xn--bcher-kva.example"),
        ("hr@BÜCHER.example", "hr@xn--bcher-kva.example"),
        ("hr@bu\u0308cher.example", "hr@xn--bcher-kva.example"),
        ("hr@xn--bcher-kva.example", "hr@xn--bcher-kva.example"),
        ("hr@例え.jp", "hr@xn--r8jz45g.jp"),
        ("hr@gооgle.com", "hr@xn--ggle-55da.com"),  # Cyrillic o: it shows in the ASCII form
        (f"{'a' * 64}@b.example", f"{'a' * 64}@b.example"),
    ],
)
def test_an_address(written: str, stored: str) -> None:
    assert mail_address(written) == stored
    assert mail_address(stored) == stored


@pytest.mark.parametrize(
    "written",
    [
        "",
        " ",
        "hr",
        "@xyz.example",
        "hr@",
        "hr@xyz",
        "hr@localhost",
        "hr@.example",
        "hr@xyz.",
        "hr@xyz.example.",
        "hr@xyz..example",
        "hr@-xyz.example",
        "hr@xyz-.example",
        "hr@xyz_a.example",
        "hr@xyz.123",
        "hr@127.0.0.1",
        "hr@[127.0.0.1]",
        "hr@[IPv6:::1]",
        ".hr@xyz.example",
        "hr.@xyz.example",
        "h..r@xyz.example",
        "h r@xyz.example",
        "hr @xyz.example",
        "hr@ xyz.example",
        "hr@xyz.example, boss@xyz.example",
        "hr@xyz.example;boss@xyz.example",
        "hr@xyz.example boss@xyz.example",
        "HR: hr@xyz.example;",
        "hr@xyz.example (x@evil.example)",
        "hr@xyz.example(comment)",
        "HR <hr@xyz.example>",
        "<hr@xyz.example>",
        '"hr@xyz.example"@evil.example',
        '"h r"@xyz.example',
        "hr@xyz.example@evil.example",
        "hr@evil.example%xyz.example@",
        "@relay.example:hr@xyz.example",
        "hr\\@xyz@evil.example",
        "hr@xyz.example\n",
        "hr@xyz.example\r\nBcc: x@y.example",
        "hr\x00@xyz.example",
        "hr@xyz\x00.example",
        "hr\t@xyz.example",
        "hr\u200b@xyz.example",
        "hr@xyz\u202e.example",
        "hr@xyz.example\u2028",
        "hr\ud800@xyz.example",
        "hr@xyz\ud800.example",
        "härr@xyz.example",
        "hr＠xyz.example",
        "hr@straße.example",
        "hr@xyz。example",
        "hr@ｘyz.example",
        f"{'a' * 65}@b.example",
        f"hr@{'a' * 64}.example",
        f"hr@{'.'.join(['a' * 60] * 5)}.example",
    ],
)
def test_what_is_not_one_address(written: str) -> None:
    with pytest.raises(ValueError, match=r"address|domain|@|ASCII"):
        mail_address(written)


@given(st.text(max_size=80) | st.text('ab.@-_"<>(), \r\n:;ä', max_size=30))
def test_whatever_is_taken_is_fit_for_the_envelope(written: str) -> None:
    try:
        stored = mail_address(written)
    except ValueError:
        return
    assert stored.isascii()
    assert stored.isprintable()
    assert stored.count("@") == 1
    assert not set(stored) & set(' ,;<>"()[]\\:')
    assert len(stored) <= LONGEST
    assert mail_address(stored) == stored


@pytest.mark.parametrize("domain", ["straße.example", "faß.de", "βόλος.example", "نامه\u200cای.example"])
def test_a_domain_that_would_turn_into_another_is_not_guessed(domain: str) -> None:
    with pytest.raises(ValueError, match=r"ASCII form|not a domain"):
        ascii_domain(domain)
