"""Adding an application on one page, and correcting its facts without overwriting somebody's."""

from __future__ import annotations

import datetime as dt
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import User
from tests.unit.tracker.said import said
from tracker.models import Application, Contact, Employer, Outcome, Stage
from tracker.progress import close
from tracker.stages import stages_of

ADD = "/applications/add/"


def facts(owner: User, **more: Any) -> dict[str, Any]:
    """What a person types for a new application; the two people are left blank."""
    applied = next(stage for stage in stages_of(owner) if stage.name == "Applied")
    blank = {"recruiter-role": "recruiter", "employer-role": "hiring_manager"}
    return {
        "position": "Marketing Associate",
        "employer_name": "XYZ Corporation",
        "stage": applied.pk,
        **blank,
    } | more


def test_position_and_employer_are_enough(owner: User, owner_client: Client) -> None:
    answer = owner_client.post(ADD, facts(owner))
    application = Application.objects.get(owner=owner)
    assert answer.headers["Location"] == application.get_absolute_url()
    assert str(application) == "Marketing Associate, XYZ Corporation"
    assert application.stage_changes.get().to_stage == application.stage
    assert not Contact.objects.exists()


def test_everything_fits_on_one_page(owner: User, owner_client: Client) -> None:
    owner_client.post(
        ADD,
        facts(
            owner,
            source="recruiter",
            place="Singapore",
            pay="SGD 5,200 a month",
            posting_url="xyz.example/jobs/7",
            applied_on="2026-10-28",
            next_step="Prepare the portfolio",
            follow_up_on="2026-11-30",
            **{
                "recruiter-name": "Kartika Wulandari",
                "recruiter-honorific": "ms",
                "recruiter-agency": "Rekan Karier",
                "recruiter-email": "kartika.w@rekankarier.example",
                "employer-name": "Eleanor Smith",
                "employer-honorific": "ms",
                "employer-job_title": "Head of Marketing",
                "employer-email": "e.smith@XYZ.example",
            },
        ),
    )
    application = Application.objects.get(owner=owner)
    assert application.posting_url == "https://xyz.example/jobs/7"
    assert application.applied_on == dt.date(2026, 10, 28)
    recruiter, manager = (place.contact for place in application.people.all())
    assert (recruiter.role, recruiter.organisation) == ("recruiter", "Rekan Karier")
    assert (manager.role, manager.employer) == ("hiring_manager", application.employer)
    assert manager.email == "e.smith@xyz.example"


def test_the_form_begins_where_most_begin(owner_client: Client, owner: User) -> None:
    form = owner_client.get(ADD).context["form"]
    saved, applied = stages_of(owner)[:2]
    assert form["stage"].value() == applied.pk
    assert owner_client.get(f"{ADD}?stage={saved.pk}").context["form"]["stage"].value() == str(saved.pk)
    assert owner_client.get(f"{ADD}?stage=nonsense").status_code == 200


def test_an_employer_already_known_is_used_again(owner: User, owner_client: Client) -> None:
    owner_client.post(ADD, facts(owner))
    owner_client.post(ADD, facts(owner, employer_name=" xyz  corporation ", position="Brand Manager"))
    assert Employer.objects.get(owner=owner).name == "XYZ Corporation"
    assert 'value="XYZ Corporation"' in owner_client.get(ADD).content.decode()


@pytest.mark.parametrize(
    "wrong",
    [
        {"position": ""},
        {"position": "\0"},
        {"position": "x" * 201},
        {"employer_name": "   "},
        {"employer_name": "x" * 201},
        {"stage": "0"},
        {"source": "gossip"},
        {"posting_url": "javascript:alert(1)"},
        {"applied_on": "2026-02-30"},
        {"recruiter-email": "kartika@rekan"},
        {"recruiter-name": "", "recruiter-agency": "Rekan Karier"},
        {"employer-name": "Eleanor", "employer-role": "recruiter"},
        {"employer-name": "Eleanor", "employer-email": "e.smith@хyz.example, other@xyz.example"},
        {"employer-name": "Eleanor", "employer-email": "e.smith@straße.example"},
    ],
)
def test_what_is_wrong_is_said_and_the_text_kept(owner: User, owner_client: Client, wrong: dict[str, str]) -> None:
    answer = owner_client.post(ADD, facts(owner, place="Hybrid, three days", **wrong))
    assert answer.status_code == 422
    assert "Hybrid, three days" in answer.content.decode()
    assert "invalid-feedback" in answer.content.decode()
    assert not Application.objects.exists()
    assert not Employer.objects.exists()


def test_htmx_gets_the_part_with_what_is_wrong(owner: User, owner_client: Client) -> None:
    answer = owner_client.post(ADD, facts(owner, position=""), headers={"HX-Request": "true"})
    assert answer.status_code == 422
    assert "<html" not in answer.content.decode()
    done = owner_client.post(ADD, facts(owner), headers={"HX-Request": "true"})
    assert done.headers["HX-Redirect"] == Application.objects.get().get_absolute_url()


def test_somebody_elses_column_is_no_choice(owner: User, stranger: User, owner_client: Client) -> None:
    answer = owner_client.post(ADD, facts(owner, stage=stages_of(stranger)[0].pk))
    assert answer.status_code == 422


def test_a_twin_is_mentioned_gently(owner: User, owner_client: Client) -> None:
    owner_client.post(ADD, facts(owner))
    first = Application.objects.get()
    again = owner_client.post(ADD, facts(owner, position="marketing associate"))
    assert again.status_code == 302
    assert any(first.get_absolute_url() in text for text in said(again))
    close(first, Outcome.REJECTED)
    close(Application.objects.exclude(pk=first.pk).get(), Outcome.REJECTED)
    owner_client.get(reverse("tracker:contacts"))  # shows what was said so far
    third = owner_client.post(ADD, facts(owner))
    assert not any(first.get_absolute_url() in text for text in said(third))


def test_an_interview_column_offers_to_record_the_interview(
    owner: User, owner_client: Client, stages: dict[str, Stage]
) -> None:
    answer = owner_client.post(ADD, facts(owner, stage=stages["Second interview"].pk))
    assert any("?round=2" in text for text in said(answer))


def test_what_a_person_typed_is_never_markup(owner: User, owner_client: Client, stages: dict[str, Stage]) -> None:
    bold = {"position": "<b>Bold</b>", "employer_name": "<i>Sons</i>"}
    owner_client.post(ADD, facts(owner, **bold))
    owner_client.post(ADD, facts(owner, **bold, stage=stages["Second interview"].pk))
    page = owner_client.get(reverse("tracker:application_edit", args=[Application.objects.all()[0].pk]))
    text = page.content.decode()
    assert text.count("&lt;b&gt;Bold&lt;/b&gt;, &lt;i&gt;Sons&lt;/i&gt; kept.") == 2
    assert "<b>Bold" not in text
    assert "<i>Sons" not in text


def edited(application: Application, **more: Any) -> dict[str, Any]:
    return {
        "position": application.position,
        "employer_name": application.employer.name,
        "version": application.version,
    } | more


def test_facts_are_corrected(owner_client: Client, application: Application) -> None:
    url = reverse("tracker:application_edit", args=[application.pk])
    answer = owner_client.post(url, edited(application, pay="SGD 5,200", employer_name="XYZ Asia"))
    assert answer.headers["Location"] == application.get_absolute_url()
    application.refresh_from_db()
    assert (application.pay, application.employer.name, application.version) == ("SGD 5,200", "XYZ Asia", 2)
    assert application.stage.name == "First interview"


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}])
def test_a_stale_edit_shows_both_versions(
    owner_client: Client, application: Application, headers: dict[str, str]
) -> None:
    url = reverse("tracker:application_edit", args=[application.pk])
    mine = edited(application, pay="SGD 5,500", next_step="Mine")
    owner_client.post(url, edited(application, pay="SGD 5,200", source="referral"))
    answer = owner_client.post(url, mine, headers=headers)
    text = answer.content.decode()
    assert answer.status_code == 409
    assert 'value="SGD 5,500"' in text
    assert "SGD 5,200" in text
    assert "Referral" in text
    application.refresh_from_db()
    assert (application.pay, application.next_step, application.version) == ("SGD 5,200", "", 2)

    again = owner_client.post(url, mine | {"version": answer.context["form"]["version"].value()})
    assert again.status_code == 302
    application.refresh_from_db()
    assert (application.pay, application.source, application.next_step) == ("SGD 5,500", "", "Mine")


def test_a_stale_edit_leaves_no_employer_behind(owner_client: Client, application: Application) -> None:
    url = reverse("tracker:application_edit", args=[application.pk])
    stale = edited(application, employer_name="Nobody Ltd")
    owner_client.post(url, edited(application))
    assert owner_client.post(url, stale).status_code == 409
    assert not Employer.objects.filter(name="Nobody Ltd").exists()


@pytest.mark.parametrize("wrong", [{"position": ""}, {"version": ""}, {"version": "first"}])
def test_a_wrong_edit_changes_nothing(owner_client: Client, application: Application, wrong: dict[str, str]) -> None:
    url = reverse("tracker:application_edit", args=[application.pk])
    assert owner_client.post(url, edited(application, pay="New", **wrong)).status_code == 422
    application.refresh_from_db()
    assert application.pay == ""


@pytest.mark.parametrize(
    "unseen", ["\u200b", "\ufeff", "\u200d\u200c", "\u00ad \u2060", "\u3164", "\u2800", "\x01\x7f"]
)
@pytest.mark.parametrize("field", ["position", "employer_name"])
def test_a_name_that_cannot_be_seen_is_none(owner: User, owner_client: Client, field: str, unseen: str) -> None:
    answer = owner_client.post(ADD, facts(owner, **{field: unseen}))
    assert answer.status_code == 422
    assert answer.context["form"].errors.keys() == {field}
    assert not Application.objects.exists()


def test_names_are_kept_without_what_cannot_be_seen(owner: User, owner_client: Client) -> None:
    owner_client.post(
        ADD, facts(owner, position="\u200bLead\u202e  کتاب\u200cدار\ufeff", employer_name="XYZ\tCo\u200b")
    )
    assert str(Application.objects.get()) == "Lead کتاب\u200cدار, XYZ Co"
