"""One address and nothing but an address, or a sentence that says what is wrong."""

from __future__ import annotations

import pytest

from correspondence.checks import looks_like, parse_address

GOOD = [
    ("e.smith@xyz-corporation.example", "e.smith@xyz-corporation.example"),
    (" e.smith@xyz.example ", "e.smith@xyz.example"),
    ("E.Smith@XYZ.Example", "E.Smith@xyz.example"),
    ("o'brien@acme.com", "o'brien@acme.com"),
    ("a+b_c-d@acme.co.id", "a+b_c-d@acme.co.id"),
    ("a/b=c!#$%&*?^`{|}~@acme.com", "a/b=c!#$%&*?^`{|}~@acme.com"),
    ("1@2.example", "1@2.example"),
    ("info@müller.de", "info@xn--mller-kva.de"),
    ("info@MÜLLER.de", "info@xn--mller-kva.de"),
    ("info@mu\u0308ller.de", "info@xn--mller-kva.de"),
    ("info@xn--mller-kva.de", "info@xn--mller-kva.de"),
    ("info@straße.de", "info@xn--strae-oqa.de"),
    ("a@почта.рф", "a@xn--80a1acny.xn--p1ai"),
    ("a@почта.com", "a@xn--80a1acny.com"),
    ("a@日本語.jp", "a@xn--wgv71a119e.jp"),
    ("a@東京タワー.jp", "a@xn--5ck2eqb538s34z.jp"),
    (f"{'x' * 64}@b.co", f"{'x' * 64}@b.co"),
    (f"a@{'b' * 63}.co", f"a@{'b' * 63}.co"),
]

BAD = [
    ("", "no address"),
    ("   ", "no address"),
    ("e.smith", "one @"),
    ("e.smith@", "complete domain"),
    ("@xyz.example", "before the @"),
    ("a@@b.co", "one @"),
    ("a@b@c.co", "one @"),
    ("a@b", "complete domain"),
    ("a@localhost", "complete domain"),
    ("a@b..co", "complete domain"),
    ("a@.b.co", "complete domain"),
    ("a@b.co.", "complete domain"),
    (".a@b.co", "before the @"),
    ("a.@b.co", "before the @"),
    ("a..b@b.co", "before the @"),
    (f"{'x' * 65}@b.co", "before the @"),
    (f"a@{'b' * 64}.co", "right domain"),
    (f"a@{'.'.join(['b' * 60] * 5)}", "too long"),
    ("müller@acme.com", "plain letters"),
    ("用户@acme.com", "plain letters"),
    ("a b@c.com", "Only the address"),
    ("a@b c.com", "Only the address"),
    ("Name <a@b.co>", "Only the address"),
    ("<a@b.co>", "Only the address"),
    ("c@d (x@y)", "Only the address"),
    ("a(comment)@b.co", "Only the address"),
    ('"c@d"@evil.org', "Only the address"),
    ('"a b"@c.com', "Only the address"),
    ("group: a@b.co", "Only the address"),
    ("group: a@b.co;", "One address only"),
    ("a@b.co, c@d.co", "One address only"),
    ("a@b.co;c@d.co", "One address only"),
    ("mailto:a@b.co", "Only the address"),
    ("a\\b@c.co", "Only the address"),
    ("a@[127.0.0.1]", "Only the address"),
    ("a@127.0.0.1", "not a number"),
    ("a@b.123", "not a number"),
    ("a@-b.co", "right domain"),
    ("a@b-.co", "right domain"),
    ("a@b_c.co", "right domain"),
    ("a@ab--c.com", "right domain"),
    ("a@b.co?subject=x", "right domain"),
    ("a@xn--.com", "right domain"),
    ("a@xn--abc.com", "right domain"),
    ("a@ＥＸＡＭＰＬＥ.com", "right domain"),
    ("a@exａmple.com", "right domain"),
    ("a@b。com", "complete domain"),
    ("a@☃.com", "right domain"),
    ("hr@gооgle.com", "several alphabets"),
    ("hr@xn--ggle-55da.com", "several alphabets"),
    ("a@раypal.com", "several alphabets"),
    ("a@аррӏе.com", "only looks like"),
    ("a@xn--80ak6aa92e.com", "only looks like"),
    ("a@b.co\n", "invisible"),
    ("a@b.co\r\nBcc: x@y.z", "invisible"),
    ("a\x00@b.co", "invisible"),
    ("a@b.co\t", "invisible"),
    ("a@b.co\u2028", "invisible"),
    ("a@exa\u200bmple.com", "invisible"),
    ("\u202ea@b.co", "invisible"),
    ("a\ud800@b.co", "invisible"),
]


@pytest.mark.parametrize(("text", "address"), GOOD)
def test_an_address(text: str, address: str) -> None:
    assert parse_address(text) == address
    assert parse_address(address) == address


@pytest.mark.parametrize(("text", "complaint"), BAD, ids=ascii)
def test_no_address(text: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=complaint):
        parse_address(text)


@pytest.mark.parametrize("domain", ["examp1e.com", "exarnple.com", "exampIe.com", "example-.com", "exämple.com"])
def test_a_domain_in_disguise(domain: str) -> None:
    assert looks_like(domain, "example.com")


@pytest.mark.parametrize("domain", ["example.com", "example.org", "sample.com", "examples.com"])
def test_a_domain_of_its_own(domain: str) -> None:
    assert not looks_like(domain, "example.com")
