"""One mail address, strictly: what is stored is what the envelope carries, and nothing that only looks like
it."""

from __future__ import annotations

import re
import unicodedata

from django.utils.translation import gettext as _

LONGEST = 254  # characters of an address (RFC 5321, 4.5.3.1.3)
# RFC 5321 dot-string. The quoted form ("a b"@host) is legal and, in practice, always a mistake or a trick.
LOCAL_PART = re.compile(r"(?=.{1,64}\Z)[\w!#$%&'*+/=?^`{|}~-]+(\.[\w!#$%&'*+/=?^`{|}~-]+)*", re.ASCII)
DOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?(\.[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?)+")


def mail_address(written: str) -> str:
    """`written` as an envelope address: local part as it is, domain in lower case and ASCII (`xn--…`).

    Raises ValueError with a sentence for the person: for anything but one bare address, for a local part
    beyond ASCII, and for a domain that its ASCII form would change into another one (`straße.de` into
    `strasse.de`).
    """
    written = written.strip(" ")
    local, at, domain = written.rpartition("@")
    if not at or not local or not domain or set(written) & set(' ,;<>"()[]\\\t\r\n'):
        raise ValueError(_("Enter one mail address, such as name@example.com."))
    if not local.isascii():
        raise ValueError(_("The part before the @ may only have unaccented letters, digits and signs."))
    if not LOCAL_PART.fullmatch(local):
        raise ValueError(_("Enter one mail address, such as name@example.com."))
    address = f"{local}@{ascii_domain(domain)}"
    if len(address) > LONGEST:
        raise ValueError(_("A mail address has at most %(count)s characters.") % {"count": LONGEST})
    return address


def ascii_domain(written: str) -> str:
    """The form in which DNS knows a domain. Raises ValueError with a sentence for the person."""
    domain = unicodedata.normalize("NFC", written).lower()
    wrong = _("“%(domain)s” is not a domain such as example.com.") % {"domain": written}
    try:
        ascii_form = domain.encode("idna").decode("ascii")
        came_back = ascii_form.encode("ascii").decode("idna")
    except UnicodeError as error:
        raise ValueError(wrong) from error
    if not DOMAIN.fullmatch(ascii_form) or ascii_form.rpartition(".")[2].isdecimal():
        raise ValueError(wrong)
    if domain not in {came_back, ascii_form}:
        raise ValueError(
            _("Write “%(domain)s” in its ASCII form (xn--…): it could be read as another domain.") % {"domain": written}
        )
    return ascii_form
