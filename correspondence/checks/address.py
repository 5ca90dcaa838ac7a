"""One address, and nothing but an address.

Mail libraries let comments, quoted local parts, groups, lists and look-alike domains through. A letter goes
to one person, so one plain addr-spec (RFC 5321, 4.1.2, dot-atoms only) is all that is taken here.
"""

from __future__ import annotations

import contextlib
import re
import unicodedata

from django.utils.translation import gettext as _

_LOCAL = re.compile(r"[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*")
# Scripts that belong together in one label: Japanese, Korean and Chinese mix theirs, also with Latin letters.
_EAST_ASIAN = frozenset({"CJK", "HIRAGANA", "KATAKANA", "HANGUL", "BOPOMOFO", "LATIN", "KATAKANA-HIRAGANA"})
# Letters of other scripts that look like Latin ones (Unicode TS 39, the common cases in domain names).
_LOOK_ALIKES = str.maketrans(
    "аԁеһіјӏкмоԛрсѕтԝхуѵгпαβγεηικνορτυχωɡıօսհոցյ", "adehijlkmoqpcstwxyvrnabyenikvoptuxwgiouhngj"
)


def parse_address(text: str) -> str:
    """The address in `text`, its domain in lower case and as A-labels (IDNA 2008).

    Raises ValueError, with a message for the person who typed it.
    """
    address = text.strip(" ")
    if not address:
        raise ValueError(_("There is no address."))
    if any(unicodedata.category(char) in {"Cc", "Cf", "Cs", "Zl", "Zp"} for char in address):
        raise ValueError(_("The address holds an invisible character. Type it again rather than paste it."))
    if any(char in address for char in ",;"):
        raise ValueError(_("One address only: a letter goes to one person."))
    if any(char in address for char in '<>()":[]\\') or any(char.isspace() for char in address):
        raise ValueError(_("Only the address itself, such as name@company.example, without a name around it."))
    if address.count("@") != 1:
        raise ValueError(_("An address has one @, such as name@company.example."))
    local, domain = address.split("@")
    if not local.isascii():
        raise ValueError(_("The part before the @ may hold only plain letters, digits and signs."))
    if not _LOCAL.fullmatch(local) or len(local) > 64:
        raise ValueError(_("The part before the @ is not right."))
    encoded = _encoded_domain(domain)
    if len(local) + 1 + len(encoded) > 254:
        raise ValueError(_("The address is too long."))
    return f"{local}@{encoded}"


def looks_like(domain: str, known: str) -> bool:
    """Whether `domain` could be taken for `known` without being it (“examp1e.com”, “exarnple.com”)."""
    return domain != known and _skeleton(domain) == _skeleton(known)


def _encoded_domain(domain: str) -> str:
    labels = unicodedata.normalize("NFC", domain.lower()).split(".")
    if len(labels) < 2 or not all(labels):
        raise ValueError(_("The part after the @ is not a complete domain, such as company.example."))
    encoded = [_encoded_label(label, is_latin_top=labels[-1].isascii()) for label in labels]
    if encoded[-1].isdigit():
        raise ValueError(_("The part after the @ must be a name, not a number."))
    return ".".join(encoded)


def _encoded_label(label: str, *, is_latin_top: bool) -> str:
    """One label in its ASCII form, refused if it is malformed or made to look like another."""
    wrong = ValueError(_("The part after the @ is not a right domain."))
    shown = label
    if label.startswith("xn--"):
        try:
            shown = label[4:].encode("ascii").decode("punycode")
        except (UnicodeError, ValueError):
            raise wrong from None
        if shown.isascii() or shown != unicodedata.normalize("NFC", shown.lower()):
            raise wrong
    if shown.startswith("-") or shown.endswith("-") or shown[2:4] == "--":
        raise wrong
    if not all(char == "-" or unicodedata.category(char) in {"Ll", "Lo", "Lm", "Mn", "Mc", "Nd"} for char in shown):
        raise wrong
    if shown != unicodedata.normalize("NFKC", shown):  # wide, ligated or raised forms of other letters
        raise wrong
    if not shown.isascii():
        _refuse_disguise(shown, is_latin_top=is_latin_top)
    encoded = shown if shown.isascii() else f"xn--{shown.encode('punycode').decode('ascii')}"
    if len(encoded) > 63:
        raise wrong
    return encoded


def _refuse_disguise(label: str, *, is_latin_top: bool) -> None:
    scripts = {unicodedata.name(char, "UNKNOWN").split()[0] for char in label if char.isalpha()}
    if len(scripts) > 1 and not scripts <= _EAST_ASIAN:
        raise ValueError(_("The domain mixes letters of several alphabets, as forged addresses do."))
    if "LATIN" not in scripts and is_latin_top and label.translate(_LOOK_ALIKES).isascii():
        raise ValueError(_("The domain only looks like Latin letters, as forged addresses do."))


def _skeleton(domain: str) -> str:
    labels = []
    for label in domain.lower().split("."):
        if label.startswith("xn--"):
            with contextlib.suppress(UnicodeError, ValueError):
                label = label[4:].encode("ascii").decode("punycode")
        labels.append(label)
    plain = unicodedata.normalize("NFD", ".".join(labels).translate(_LOOK_ALIKES))
    plain = "".join(char for char in plain if not unicodedata.combining(char))
    for seen, meant in (("rn", "m"), ("vv", "w"), ("cl", "d"), ("0", "o"), ("1", "l"), ("i", "l"), ("-", "")):
        plain = plain.replace(seen, meant)
    return plain
