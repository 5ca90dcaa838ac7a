"""Which mail servers a person may name: none inside our own network.

The host of a mailbox is typed by a user and dialled by our machine, so it must not become a way to knock at
doors that only our machine can reach. The addresses that were checked are the ones to connect to: a second
look-up could answer differently.
"""

from __future__ import annotations

import ipaddress
import re
import socket

from django.conf import settings
from django.utils.translation import gettext as _

SMTP_PORTS = (25, 465, 587, 2525)
MOST_ADDRESSES = 4  # of one host, tried in turn
HOST_NAME = re.compile(r"(?=.{1,253}\Z)[a-z0-9_-]{1,63}(\.[a-z0-9_-]{1,63})*\.?", re.IGNORECASE)
NAT64 = ipaddress.IPv6Network("64:ff9b::/96")

# What the internet gives out in IPv6; everything else there is local, reserved or a way to write IPv4.
IPV6_IN_USE = ipaddress.IPv6Network("2000::/3")
# Ranges that some versions of Python call global although no mail server of the world lives there.
NEVER_PUBLIC = tuple(
    ipaddress.IPv4Network(network)
    for network in (
        "100.64.0.0/10",  # carrier-grade NAT
        "192.0.0.0/24",  # protocol assignments
        "192.88.99.0/24",  # 6to4 relays
        "224.0.0.0/4",  # multicast
        "240.0.0.0/4",  # reserved
    )
)


def check_smtp_host(host: str, port: int) -> list[str]:
    """The addresses of `host`, at most four, to be connected to as they are.

    Unless `settings.MAIL_ALLOW_PRIVATE_HOSTS`, every address of it must be a public one and the port one of
    `SMTP_PORTS`. Raises ValueError with a sentence for the person. Asks DNS, which can take seconds.
    """
    host = host.strip()
    private_allowed: bool = settings.MAIL_ALLOW_PRIVATE_HOSTS
    if not private_allowed and port not in SMTP_PORTS:
        raise ValueError(
            _("Port %(port)s is not used for mail. Choose one of %(ports)s.")
            % {"port": port, "ports": ", ".join(map(str, SMTP_PORTS))}
        )
    addresses = _resolve(host, port)
    if not private_allowed and not all(map(is_public, addresses)):
        raise ValueError(_("%(host)s is not a mail server on the public internet.") % {"host": host})
    return addresses[:MOST_ADDRESSES]


def is_public(address: str) -> bool:
    """Whether an IP address can only mean a machine on the public internet, also when it is wrapped in
    IPv6."""
    try:
        ip = ipaddress.ip_address(address)
    except ValueError:
        return False
    wrapped = _wrapped(ip)
    if wrapped is not None:
        return is_public(str(wrapped))
    if isinstance(ip, ipaddress.IPv6Address):
        return ip.is_global and ip in IPV6_IN_USE
    return ip.is_global and not any(ip in network for network in NEVER_PUBLIC)


def _wrapped(ip: ipaddress.IPv4Address | ipaddress.IPv6Address) -> ipaddress.IPv4Address | None:
    """The IPv4 address that an IPv6 address carries inside: mapped, 6to4, Teredo, NAT64."""
    if isinstance(ip, ipaddress.IPv4Address):
        return None
    if ip in NAT64:
        return ipaddress.IPv4Address(int(ip) & 0xFFFF_FFFF)
    teredo = ip.teredo
    return ip.ipv4_mapped or ip.sixtofour or (teredo[1] if teredo else None)


def _resolve(host: str, port: int) -> list[str]:
    unknown = _("No mail server named “%(host)s” was found.") % {"host": host}
    try:
        literal = str(ipaddress.ip_address(host))
    except ValueError:
        literal = ""
    if literal:
        return [literal]
    try:
        ascii_host = host.encode("idna").decode("ascii")
        if not HOST_NAME.fullmatch(ascii_host):
            raise ValueError(unknown)
        found = socket.getaddrinfo(ascii_host, port, type=socket.SOCK_STREAM)
    except (OSError, UnicodeError) as error:
        raise ValueError(unknown) from error
    # One address once, in the order in which the system prefers them.
    return list(dict.fromkeys(str(entry[4][0]) for entry in found))
