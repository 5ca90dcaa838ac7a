"""No mailbox setting lets our machine knock at a door of its own network."""

from __future__ import annotations

import socket
from typing import Any

import pytest
from pytest_django import Settings

from correspondence.hosts import check_smtp_host, is_public


@pytest.fixture
def guarded(settings: Settings) -> None:
    settings.MAIL_ALLOW_PRIVATE_HOSTS = False


def answer(monkeypatch: pytest.MonkeyPatch, *addresses: str) -> list[str]:
    """Let DNS answer with these addresses; returns the names that were asked for."""
    asked: list[str] = []

    def resolve(host: str, port: int, **_: Any) -> list[tuple[Any, ...]]:
        asked.append(host)
        return [(0, 0, 0, "", (address, port)) for address in addresses]

    monkeypatch.setattr(socket, "getaddrinfo", resolve)
    return asked


@pytest.mark.parametrize(
    "address",
    [
        "0.0.0.0",  # noqa: S104
        "0.1.2.3",
        "10.0.0.1",
        "100.64.0.1",
        "100.127.255.255",
        "127.0.0.1",
        "127.8.9.1",
        "169.254.169.254",
        "172.16.0.1",
        "172.31.255.255",
        "192.0.0.8",
        "192.0.0.9",
        "192.0.2.1",
        "192.88.99.1",
        "192.168.1.1",
        "198.18.0.1",
        "198.51.100.7",
        "203.0.113.9",
        "224.0.0.1",
        "239.255.255.250",
        "240.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "::127.0.0.1",
        "::8.8.8.8",
        "5f00::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::ffff:169.254.169.254",
        "64:ff9b::7f00:1",
        "64:ff9b::10.0.0.1",
        "64:ff9b:1::1",
        "100::1",
        "2001::1",
        "2001:0:102:304::80ff:fffe",  # Teredo, client 127.0.0.1
        "2001:db8::1",
        "2002:7f00:1::",
        "2002:a00:1::1",
        "fc00::1",
        "fd12:3456::1",
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "ff0e::1",
        "not an address",
    ],
)
def test_an_address_that_is_not_public(address: str, guarded: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert not is_public(address)
    answer(monkeypatch, address)
    with pytest.raises(ValueError, match="public internet"):
        check_smtp_host("mail.xyz.example", 587)


@pytest.mark.parametrize(
    "address",
    [
        "8.8.8.8",
        "142.250.1.108",
        "::ffff:8.8.8.8",
        "64:ff9b::808:808",
        "2002:808:808::1",
        "2a00:1450:4013:c00::6c",
    ],
)
def test_an_address_that_is_public(address: str, guarded: None, monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_public(address)
    answer(monkeypatch, address)
    assert check_smtp_host("mail.xyz.example", 587) == [address]


@pytest.mark.parametrize("port", [25, 465, 587, 2525])
def test_ports_of_mail(port: int, guarded: None) -> None:
    assert check_smtp_host("8.8.8.8", port) == ["8.8.8.8"]


@pytest.mark.parametrize("port", [0, 22, 80, 443, 6379, 5432, 26, 65536])
def test_any_other_port(port: int, guarded: None, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answer(monkeypatch, "8.8.8.8")
    with pytest.raises(ValueError, match="25, 465, 587, 2525"):
        check_smtp_host("mail.xyz.example", port)
    assert asked == []


@pytest.mark.parametrize(
    "host", ["127.0.0.1", "[::1]", "::1", "localhost", "127.1", "0x7f.1", "2130706433", "0177.0.0.1"]
)
def test_this_machine_however_it_is_written(host: str, guarded: None) -> None:
    with pytest.raises(ValueError, match=r"public internet|was found"):
        check_smtp_host(host, 25)


def test_one_private_address_among_public_ones_is_enough_to_refuse(
    guarded: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    answer(monkeypatch, "8.8.8.8", "10.0.0.5")
    with pytest.raises(ValueError, match="public internet"):
        check_smtp_host("mail.xyz.example", 587)


def test_the_addresses_come_once_each_in_order_and_not_too_many(guarded: None, monkeypatch: pytest.MonkeyPatch) -> None:
    answer(monkeypatch, "8.8.8.8", "8.8.8.8", *[f"8.8.4.{number}" for number in range(9)])
    assert check_smtp_host("mail.xyz.example", 587) == ["8.8.8.8", "8.8.4.0", "8.8.4.1", "8.8.4.2"]


def test_a_name_beyond_ascii_is_asked_for_in_the_form_dns_knows(guarded: None, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answer(monkeypatch, "8.8.8.8")
    check_smtp_host(" Bücher.example ", 587)
    assert asked == ["xn--bcher-kva.example"]


@pytest.mark.parametrize(
    "host",
    [
        "",
        "a b",
        "a/b",
        "http://mail.example",
        "a@b",
        "mail.example:25",
        "x\r\nQUIT",
        "a" * 300,
        "a..b",
        "\x00",
    ],
)
def test_what_is_no_host_name(host: str, guarded: None, monkeypatch: pytest.MonkeyPatch) -> None:
    asked = answer(monkeypatch, "8.8.8.8")
    with pytest.raises(ValueError, match="was found"):
        check_smtp_host(host, 587)
    assert asked == []


def test_a_name_that_nobody_knows(guarded: None) -> None:
    with pytest.raises(ValueError, match=r"“no-such-host\.invalid” was found"):
        check_smtp_host("no-such-host.invalid", 587)


def test_an_instance_of_ones_own_may_use_its_own_network(settings: Settings) -> None:
    settings.MAIL_ALLOW_PRIVATE_HOSTS = True
    assert check_smtp_host("127.0.0.1", 1025) == ["127.0.0.1"]
    assert "127.0.0.1" in check_smtp_host("localhost", 1025)
