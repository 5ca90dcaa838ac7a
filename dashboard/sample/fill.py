"""From the stories to rows. Nothing is sent and nothing is queued: a letter of the past stands as recorded."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import TypeVar

from django.db import models, transaction
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import override

from accounts.local_time import day
from accounts.models import User
from correspondence.models import Message
from dashboard.models import Sample
from dashboard.sample.plan import APPLIED, Column, Meeting, Person, Reader, Refusal, Said, Story, When
from dashboard.sample.stories import STORIES
from declines import guide
from declines.drafting import draft_of
from declines.models import Decline, Letter
from tracker.models import (
    Application,
    ApplicationContact,
    Contact,
    Employer,
    Interview,
    Note,
    Outcome,
    Stage,
    StageChange,
)
from tracker.stages import stages_of

M = TypeVar("M", bound=models.Model)
# In the order of a pipeline, to find the nearest earlier column where a person has done without one.
KINDS = list(Stage.Kind)
LAST = 99


@transaction.atomic
def fill(user: User, now: dt.datetime | None = None) -> bool:
    """Give a person the sample search, as of `now` (aware); False, changing nothing, if they have it."""
    sample, is_new = Sample.objects.get_or_create(owner=user)
    if not is_new:
        return False
    had_columns = Stage.objects.owned_by(user).exists()
    filling = Filling(user, now or timezone.now(), stages_of(user))
    filling.write_all(STORIES)
    sample.rows = filling.made
    sample.columns = [] if had_columns else [[each.pk, each.name, each.position] for each in filling.stages]
    sample.save()
    return True


class Filling:
    """One filling for one person: each table in one insert, whatever it holds."""

    def __init__(self, user: User, now: dt.datetime, stages: list[Stage]) -> None:
        self.user = user
        self.now = now
        self.zone = user.preferences.tzinfo
        self.stages = stages
        self.made: dict[str, list[int]] = {}
        self.employers: dict[str, Employer] = {}
        self.contacts: dict[Person, Contact] = {}
        self.applications: dict[Story, Application] = {}
        self.people: dict[tuple[Story, Person], ApplicationContact] = {}
        self.interviews: dict[tuple[Story, Meeting], Interview] = {}

    def write_all(self, stories: Sequence[Story]) -> None:
        self._employers(stories)
        self._contacts(stories)
        applications = [self._application(story) for story in stories]
        self.applications = dict(zip(stories, self._write(applications), strict=True))
        pairs = [(story, person) for story in stories for person in story.people]
        people = self._write([self._person(*pair) for pair in pairs])
        self.people = dict(zip(pairs, people, strict=True))
        self._write([change for story in stories for change in self._history(story)])
        rounds = [(story, meeting) for story in stories for meeting in story.meetings]
        interviews = self._write([self._interview(*round_) for round_ in rounds])
        self.interviews = dict(zip(rounds, interviews, strict=True))
        self._write([note for story in stories for note in self._notes(story)])
        self._write([self._message(story, said) for story in stories for said in story.said])
        self._refusals([(story, story.refusal) for story in stories if story.refusal])

    def _write(self, rows: Sequence[M]) -> Sequence[M]:
        """Insert rows of one model, and remember them as the sample's."""
        if rows:
            model = type(rows[0])
            model._default_manager.bulk_create(rows)
            self.made.setdefault(model._meta.label_lower, []).extend(row.pk for row in rows)
        return rows

    def _at(self, when: When, zone: dt.tzinfo | None = None) -> dt.datetime:
        return when.on(self.now, zone or self.zone)

    def _employers(self, stories: Iterable[Story]) -> None:
        """Those that the person keeps already are used, and stay the person's."""
        wanted = {story.employer.lower(): story for story in stories}
        kept = Employer.objects.owned_by(self.user).annotate(key=Lower("name")).filter(key__in=wanted)
        self.employers = {employer.name.lower(): employer for employer in kept}
        new = [
            Employer(
                owner=self.user,
                name=story.employer,
                may_revisit=bool(story.refusal and story.refusal.may_revisit),
                created_at=self._began(story),
            )
            for key, story in wanted.items()
            if key not in self.employers
        ]
        self.employers |= {employer.name.lower(): employer for employer in self._write(new)}

    def _contacts(self, stories: Iterable[Story]) -> None:
        met = {person: story for story in stories for person in reversed(story.people)}
        new = [
            Contact(
                owner=self.user,
                role=person.role,
                honorific=person.honorific,
                name=person.name,
                salutation_name=person.salutation,
                job_title=person.title,
                employer=None if person.agency else self.employers[story.employer.lower()],
                agency=person.agency,
                email=person.email,
                phone=person.phone,
                email_source=person.source,
                email_source_note=person.source_note,
                notes=person.notes,
                created_at=self._began(story),
            )
            for person, story in met.items()
        ]
        self.contacts = dict(zip(met, self._write(new), strict=True))

    def _application(self, story: Story) -> Application:
        closed_at, outcome = self._end(story)
        applied = next((at for column, at in story.journey if column == APPLIED), None)
        follow_up = self._at(story.follow_up) if story.follow_up else None
        return Application(
            owner=self.user,
            employer=self.employers[story.employer.lower()],
            position=story.position,
            stage=self._stage(story.journey[-1][0]),
            place=story.place,
            pay=story.pay,
            source=story.source,
            applied_on=self._at(applied).astimezone(self.zone).date() if applied else None,
            next_step=story.next_step,
            follow_up_on=follow_up.astimezone(self.zone).date() if follow_up else None,
            closed_at=closed_at,
            outcome=outcome,
            last_activity_at=max(at for at in map(self._at, story.past()) if at <= self.now),
            created_at=self._began(story),
        )

    def _began(self, story: Story) -> dt.datetime:
        return self._at(story.journey[0][1])

    def _end(self, story: Story) -> tuple[dt.datetime | None, str]:
        """When and how it was closed; a refusal closes it with its last letter."""
        if story.closed:
            return self._at(story.closed[1]), story.closed[0]
        refusal = story.refusal
        if refusal is None or not refusal.is_accounted:
            return None, ""
        outcome = Outcome.WITHDRAWN if refusal.is_withdrawal else Outcome.DECLINED
        return self._refusal_ended(refusal), outcome

    def _refusal_ended(self, refusal: Refusal) -> dt.datetime | None:
        if refusal.reconsidered:
            return self._at(refusal.reconsidered)
        if refusal.is_accounted:
            return max(self._at(reader.at) for reader in refusal.readers if reader.at)
        return None

    def _stage(self, column: Column) -> Stage:
        """The person's own column of that meaning, else the last one before it, else their first."""

        def rank(kind: str, round_: int | None) -> tuple[int, int]:
            return KINDS.index(Stage.Kind(kind)), round_ or (LAST if round_ == 0 else 0)

        wanted = rank(column.kind, column.round)
        earlier = [stage for stage in self.stages if rank(stage.kind, stage.round) <= wanted]
        return max(earlier, key=lambda stage: rank(stage.kind, stage.round), default=self.stages[0])

    def _person(self, story: Story, person: Person) -> ApplicationContact:
        return ApplicationContact(owner=self.user, application=self.applications[story], contact=self.contacts[person])

    def _history(self, story: Story) -> list[StageChange]:
        """As tracker.progress would have written it: the beginning, each move, and the end."""
        application = self.applications[story]
        stages = [self._stage(column) for column, _ in story.journey]
        moves = [
            StageChange(owner=self.user, application=application, from_stage=earlier, to_stage=later, at=self._at(at))
            for earlier, later, (_, at) in zip([None, *stages], stages, story.journey, strict=False)
            if earlier != later
        ]
        if application.closed_at:
            moves.append(
                StageChange(
                    owner=self.user,
                    application=application,
                    what=StageChange.What.CLOSED,
                    from_stage=stages[-1],
                    outcome=application.outcome,
                    at=application.closed_at,
                )
            )
        return moves

    def _interview(self, story: Story, meeting: Meeting) -> Interview:
        invited_at = self._at(meeting.invited)
        starts_at = self._at(meeting.starts, meeting.tzinfo) if meeting.starts else None
        interview = Interview(
            owner=self.user,
            application=self.applications[story],
            round=meeting.round,
            kind=meeting.kind,
            status=meeting.status,
            invited_at=invited_at,
            respond_by=self._at(meeting.respond_by) if meeting.respond_by else None,
            starts_at=starts_at,
            minutes=meeting.minutes,
            zone=meeting.zone,
            place=meeting.place,
            with_whom=meeting.with_whom,
            notes=meeting.notes,
            invited_by=meeting.invited_by,
            invitation_subject=meeting.subject,
            invitation_message_id=meeting.message_id,
            changed_at=invited_at,
        )
        if meeting.changed:
            interview.changed_at = self._at(meeting.changed)
        elif meeting.status == Interview.Status.COMPLETED:
            interview.changed_at = interview.ends_at or invited_at
        elif meeting.status == Interview.Status.DECLINED:
            interview.changed_at = self.applications[story].closed_at or invited_at
        return interview

    def _notes(self, story: Story) -> list[Note]:
        application = self.applications[story]
        return [
            Note(owner=self.user, application=application, body=body, created_at=self._at(at))
            for at, body in story.notes
        ]

    def _message(self, story: Story, said: Said) -> Message:
        return Message(
            owner=self.user,
            application=self.applications[story],
            contact=self.contacts[said.who] if said.who else None,
            direction=said.direction,
            channel=said.channel,
            subject=said.subject,
            body=said.body.replace("{day}", self._day(story, said.language)),
            occurred_at=self._at(said.at),
            message_id=said.message_id,
            created_at=self._at(said.at),
        )

    def _day(self, story: Story, language: str) -> str:
        interview = self.interviews[story, story.meetings[-1]] if story.meetings else None
        if interview is None or interview.starts_at is None:
            return ""
        with override(language):
            return day(interview.starts_at, interview.tzinfo)

    def _refusals(self, refusals: Sequence[tuple[Story, Refusal]]) -> None:
        declines = self._write([self._decline(*refusal) for refusal in refusals])
        letters: list[Letter] = []
        for audience in (Letter.Audience.EMPLOYER, Letter.Audience.RECRUITER):
            # The recruiter's letter says who at the employer has been told, so theirs is written first.
            drafted = [
                self._letter(story, decline, refusal, audience)
                for (story, refusal), decline in zip(refusals, declines, strict=True)
            ]
            letters += self._write(drafted)
        self._write(
            [
                self._kept(letter)
                for letter in letters
                if letter.accounted in (Letter.Accounted.ELSEWHERE, Letter.Accounted.PHONED)
            ]
        )

    def _decline(self, story: Story, refusal: Refusal) -> Decline:
        decided_at, ended_at = self._at(refusal.decided), self._refusal_ended(refusal)
        interview = None if refusal.is_withdrawal else self.interviews[story, story.meetings[-1]]
        before = Interview.Status.CONFIRMED if refusal.was_confirmed else Interview.Status.INVITED
        status = Decline.Status.COMPLETED if refusal.is_accounted else Decline.Status.OPEN
        return Decline(
            owner=self.user,
            application=self.applications[story],
            interview=interview,
            interview_status_before=before if interview else "",
            status=Decline.Status.RECONSIDERED if refusal.reconsidered else status,
            decided_at=decided_at,
            send_by=guide.deadline(decided_at, interview.starts_at if interview else None),
            ended_at=ended_at,
            put_off=list(refusal.put_off),
            put_off_by=refusal.put_off_by,
            talked_with=refusal.talked_with,
            they_said=refusal.they_said,
            private_reasons=refusal.private_reasons,
            reason=refusal.reason,
            answer=refusal.answer,
            roles_welcome=refusal.roles_welcome,
            may_revisit=refusal.may_revisit,
        )

    def _letter(self, story: Story, decline: Decline, refusal: Refusal, audience: Letter.Audience) -> Letter:
        reader: Reader = refusal.employer if audience == Letter.Audience.EMPLOYER else refusal.recruiter
        accounted_at = self._at(reader.at) if reader.at else None
        letter = Letter(
            owner=self.user,
            decline=decline,
            application=decline.application,
            audience=audience,
            recipient=self.people[story, reader.to] if reader.to else None,
            language=reader.language,
            tone=reader.tone,
            accounted=reader.how,
            accounted_at=accounted_at,
            account_note=reader.note,
            changed_at=accounted_at or decline.decided_at,
        )
        drafted = draft_of(letter)
        letter.subject, letter.body = drafted.subject, drafted.body
        return letter

    def _kept(self, letter: Letter) -> Message:
        """What the history holds of a letter that was sent elsewhere or spoken, as declines.guide keeps it."""
        at = letter.accounted_at or self.now
        phoned = letter.accounted == Letter.Accounted.PHONED
        return Message(
            owner=self.user,
            application=letter.application,
            contact=letter.recipient.contact if letter.recipient else None,
            direction=Message.Direction.OUT,
            channel=Message.Channel.PHONE if phoned else Message.Channel.EMAIL,
            subject="" if phoned else letter.subject,
            body=letter.account_note if phoned else letter.body,
            occurred_at=at,
            purpose=letter.purpose,
            created_at=at,
        )
