"""Every named address of the program and what it promises. One without a case here fails the suite."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from django.urls import URLPattern, URLResolver, get_resolver, reverse

from tests.unit.site.world import World

READ = ("GET", "HEAD")
BOTH = ("GET", "HEAD", "POST")
WRITE = ("POST",)
ALL = ("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE")


@dataclass(frozen=True)
class Case:
    """`methods` are those it takes, `get` the status of its owner's GET, `args` what stands in the address.

    `is_public`: no log-in is asked for. `is_keyed`: the key in the address is all that anybody needs.
    """

    methods: tuple[str, ...]
    args: Callable[[World], tuple[object, ...]] | None = None
    get: int = 200
    is_public: bool = False
    is_keyed: bool = False

    @property
    def is_page(self) -> bool:
        return "GET" in self.methods and self.get == 200

    @property
    def is_somebodys(self) -> bool:
        """Whether the address names something that has one owner."""
        return self.args is not None and not self.is_keyed


def names() -> set[str]:
    """The names in the URLconf, with their namespaces: ours and those of the packages included."""
    return set(_names(get_resolver(), ""))


def _names(resolver: URLResolver, prefix: str) -> Iterator[str]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            yield from _names(pattern, f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix)
        elif isinstance(pattern, URLPattern):
            assert pattern.name, f"{pattern} has no name"
            yield prefix + pattern.name


def url(name: str, world: World) -> str:
    case = CASES[name]
    return reverse(name, args=case.args(world) if case.args else ())


def _application(world: World) -> tuple[object, ...]:
    return (world.application.pk,)


def _interview(world: World) -> tuple[object, ...]:
    return (world.interview.pk,)


def _contact(world: World) -> tuple[object, ...]:
    return (world.contact.pk,)


def _note(world: World) -> tuple[object, ...]:
    return (world.note.pk,)


def _decline(world: World) -> tuple[object, ...]:
    return (world.decline.pk,)


def _letter(world: World) -> tuple[object, ...]:
    return (world.letter.pk,)


def _message(world: World) -> tuple[object, ...]:
    return (world.message.pk,)


def _mail(world: World) -> tuple[object, ...]:
    return (world.mail.pk,)


CASES = {
    "health": Case(READ, is_public=True),
    "catcher:list": Case(READ, is_public=True),
    "catcher:detail": Case(READ, lambda world: (world.caught,), is_public=True, is_keyed=True),
    # Signing in and the account
    "account_login": Case(ALL, get=302, is_public=True),
    "account_signup": Case(ALL, get=302, is_public=True),
    "account_logout": Case(ALL, is_public=True),
    "account_inactive": Case(READ, is_public=True),
    "account_reauthenticate": Case(ALL),
    "account_email": Case(ALL),
    "account_email_verification_sent": Case(READ, is_public=True),
    "account_confirm_email": Case(BOTH, lambda world: (world.confirmation_key,), is_public=True, is_keyed=True),
    "account_change_password": Case(ALL),
    "account_set_password": Case(ALL, get=302),
    "account_confirm_login_code": Case(ALL, get=302, is_public=True),
    "account_reset_password": Case(ALL, is_public=True),
    "account_reset_password_done": Case(READ, is_public=True),
    "account_reset_password_from_key": Case(ALL, lambda world: world.reset_key, get=302, is_public=True, is_keyed=True),
    "account_reset_password_from_key_done": Case(READ, is_public=True),
    "accounts:preferences": Case(BOTH),
    "accounts:language": Case(WRITE, is_public=True),
    "accounts:mailbox": Case(BOTH),
    "accounts:mailbox_catcher": Case(WRITE),
    "accounts:mailbox_resume": Case(WRITE),
    "accounts:mailbox_remove": Case(WRITE),
    "accounts:nudges": Case(BOTH),
    "accounts:nudges_day": Case(READ, get=204),
    "accounts:account": Case(READ),
    "accounts:delete": Case(BOTH),
    # The search
    "tracker:application_add": Case(BOTH),
    "tracker:application_edit": Case(BOTH, _application),
    "tracker:application_move": Case(WRITE, _application),
    "tracker:application_close": Case(BOTH, _application),
    "tracker:application_reopen": Case(WRITE, _application),
    "tracker:note_add": Case(WRITE, _application),
    "tracker:note_edit": Case(BOTH, _note),
    "tracker:note_delete": Case(WRITE, _note),
    "tracker:interview_add": Case(BOTH, _application),
    "tracker:interview_edit": Case(BOTH, _interview),
    "tracker:interview_mark": Case(WRITE, _interview),
    "tracker:interview_delete": Case(WRITE, _interview),
    "tracker:contacts": Case(READ),
    "tracker:contact_add": Case(BOTH),
    "tracker:contact": Case(READ, _contact),
    "tracker:contact_edit": Case(BOTH, _contact),
    "tracker:contact_delete": Case(WRITE, _contact),
    "tracker:person_add": Case(WRITE, _application),
    "tracker:person_remove": Case(WRITE, lambda world: (world.application.pk, world.contact.pk)),
    "tracker:employer_edit": Case(BOTH, lambda world: (world.application.employer_id,)),
    "tracker:put_back": Case(WRITE, lambda world: (world.put_back_key,)),
    # What was said
    "correspondence:history": Case(READ),
    "correspondence:message": Case(READ, _message),
    "correspondence:message_add": Case(BOTH, _application),
    "correspondence:message_edit": Case(BOTH, _message),
    "correspondence:message_delete": Case(WRITE, _message),
    "correspondence:mail_undo": Case(WRITE, _mail),
    "correspondence:mail_settle": Case(WRITE, _mail),
    "correspondence:mailbox_test": Case(WRITE),
    # Saying no
    "declines:start": Case(WRITE, _interview),
    "declines:withdraw": Case(WRITE, _application),
    "declines:decline": Case(READ, _decline),
    "declines:answers": Case(WRITE, _decline),
    "declines:reconsider": Case(WRITE, _decline),
    "declines:after": Case(WRITE, _decline),
    "declines:write": Case(WRITE, _letter),
    "declines:redraft": Case(WRITE, _letter),
    "declines:bring_back": Case(WRITE, _letter),
    "declines:reader": Case(WRITE, _letter),
    "declines:send": Case(BOTH, _letter),
    "declines:eml": Case(READ, _letter),
    "declines:record": Case(WRITE, _letter),
    "declines:take_back": Case(WRITE, _letter),
    "declines:state": Case(READ, _letter, get=204),
    "declines:undo": Case(WRITE, _letter),
    "declines:settle": Case(WRITE, _letter),
    # Nudges
    "reminders:inbox": Case(READ),
    "reminders:seen": Case(WRITE),
    "reminders:snooze": Case(WRITE),
    "reminders:badge": Case(READ, is_public=True),
    "reminders:test": Case(WRITE),
    "reminders:open": Case(READ, lambda world: (world.nudge.pk,), get=302),
    "reminders:answer": Case(BOTH, lambda world: (world.answer,), is_public=True, is_keyed=True),
    # All of it together
    "dashboard:today": Case(READ),
    "dashboard:board": Case(READ),
    "dashboard:board_column": Case(READ, lambda world: (world.stage.pk,), get=302),
    "dashboard:applications": Case(READ),
    "dashboard:bulk": Case(WRITE),
    "dashboard:bulk_undo": Case(WRITE, lambda world: (world.bulk_undo,)),
    "dashboard:application": Case(READ, _application),
    "dashboard:application_view": Case(READ, lambda world: (world.application.pk, "interviews")),
    "dashboard:snooze_follow_up": Case(WRITE, _application),
    "dashboard:delete": Case(BOTH, _application),
    "dashboard:sample": Case(BOTH),
}
