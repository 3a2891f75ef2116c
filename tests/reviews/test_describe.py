"""What is known beside an incident, and of each child: put right by the business unit, and on the record."""

import pytest
from django.urls import reverse

from partnership.models import Event
from reviews.models import Case, Child, ParallelProceeding
from reviews.operations.notification import describe
from tests.factories import reviews as made
from tests.factories import routes as other_ways
from tests.factories.intake import CHILD

KINDS = ParallelProceeding.Kind.values


def address(case):
    return reverse("reviews:describe", args=[case.pk])


def typed(**changes):
    nothing = {f"{box}_{kind}": "" for kind in KINDS for box in ("status", "note")}
    return nothing | {"abuse_or_neglect": "yes", "media_interest": "no"} | changes


@pytest.fixture
def case(cast):
    return made.refer_case(cast, proceedings=[("police", "An arrest."), ("coroner", "")])


def test_describe_changes_adds_and_takes_out_processes(cast, sign_in, case):
    sign_in("board_officer").post(
        address(case), typed(status_police="ended", note_police="Charged.", status_care="expected")
    )

    case = made.again(case)
    assert set(case.proceedings.values_list("kind", "status", "note")) == {
        ("police", "ended", "Charged."),
        ("care", "expected", ""),
    }
    assert (case.abuse_or_neglect, case.media_interest) == (True, False)
    told = Event.objects.about(case).get(verb="described")
    assert told.facts == {
        "processes": {"police": "ended", "care": "expected"},
        "before": {"coroner": "unknown", "police": "unknown"},
        "abuse_or_neglect": True,
        "media_interest": False,
    }
    shown = sign_in("group_member").get(case.get_absolute_url()).text
    assert "Police investigation or criminal court: ended" in shown
    assert "Change other processes" not in shown  # whoever only reads is offered nothing to change


def test_describe_sent_unchanged_leaves_no_trace(cast, sign_in, case):
    same = typed(
        status_police="unknown", note_police="An arrest.", status_coroner="unknown",
        abuse_or_neglect="unknown", media_interest="unknown",
    )  # fmt: skip

    assert sign_in("board_officer").post(address(case), same).status_code == 302
    assert not Event.objects.about(case).filter(verb="described").exists()


def test_describe_by_two_people_at_once_shows_the_second_what_the_first_recorded(cast, sign_in, case):
    client = sign_in("board_officer")
    seen = client.get(address(case)).context["form"]["seen"].value()
    describe(
        case, by=cast.second_officer, proceedings={"lado": ("under_way", "A strategy meeting.")},
        abuse_or_neglect=None, media_interest=None,
    )  # fmt: skip

    refused = client.post(address(case), typed(status_police="ended", note_police="Mine.", seen=seen))

    assert (
        refused.context["form"].non_field_errors()[0].startswith("Other facts about the incident has changed")
    )
    assert "A strategy meeting." in refused.text
    assert 'value="Mine."' in refused.text
    assert list(case.proceedings.values_list("kind", flat=True)) == ["lado"]


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"note_police": "Something"}, "status_police"),
        ({"status_police": "rumour"}, "status_police"),
        ({"media_interest": ""}, "media_interest"),
    ],
)
def test_describe_says_what_is_wrong(cast, sign_in, case, changes, field):
    page = sign_in("board_officer").post(address(case), typed(**changes))

    assert list(page.context["form"].errors) == [field]
    assert case.proceedings.count() == 2


# Each child ---------------------------------------------------------------------------------------------------


def test_describe_child_completes_the_terms_of_the_national_return(cast, sign_in):
    case = made.notified(cast)
    child = case.children.get()
    client = sign_in("board_officer")
    form = client.get(reverse("reviews:describe_child", args=[child.pk])).context["form"]
    assert (form["age"].value(), form["looked_after"].value(), form["disabled"].value()) == (
        3,
        "no",
        "unknown",
    )

    client.post(
        reverse("reviews:describe_child", args=[child.pk]),
        CHILD | {"outcome": "seriously_harmed", "looked_after": "yes", "placement": "home"},
    )

    child.refresh_from_db()
    assert (child.looked_after, child.placement, child.sex, child.child_protection_plan) == (
        True,
        "home",
        "female",
        True,
    )
    told = Event.objects.about(case).get(verb="described a child")
    assert told.facts == {
        "child": 1,
        "changed": [
            "sex", "ethnicity", "disabled", "looked_after", "placement", "child_in_need_plan",
            "child_protection_plan", "care_leaver", "known_to_agencies",
        ],
    }  # fmt: skip
    row = client.get(case.get_absolute_url()).context["steps"][0]["shows"]["children"][0]
    assert row["holds"] == [
        "Looked after (children’s home)",
        "Child protection plan",
        "Known to an agency before",
    ]
    assert row["unknown"] == []


def test_describe_child_who_was_not_looked_after_has_no_placement(cast, sign_in):
    child = made.refer_case(
        cast, children=[made.CHILD | {"looked_after": True, "placement": "foster"}]
    ).children.get()

    sign_in("board_officer").post(
        reverse("reviews:describe_child", args=[child.pk]),
        CHILD | {"looked_after": "unknown", "placement": "foster"},
    )

    assert Child.objects.values_list("looked_after", "placement").get() == (None, "")


def test_what_is_not_known_of_a_child_is_neither_yes_nor_no(cast, sign_in):
    case = made.refer_case(cast, children=[{"age": 0, "outcome": "died"}])

    page = sign_in("board_officer").get(case.get_absolute_url())

    row = page.context["steps"][0]["shows"]["children"][0]
    assert row["holds"] == []
    assert len(row["unknown"]) == 8
    assert "Not known: looked after, child in need plan" in page.text
    assert "Under 1" in page.text


def test_add_child_who_became_known_later(cast, sign_in):
    case = made.notified(cast)
    client = sign_in("board_officer")
    address = reverse("reviews:add_child", args=[case.pk])

    assert address in client.get(case.get_absolute_url()).content.decode()
    page = client.get(address)
    assert "tells it of this child as well" in page.content.decode()
    silent = client.post(address, {"seen": "2"})
    assert "Say what happened to child 2" in silent.content.decode()
    typed = CHILD | {"outcome": "seriously_harmed", "looked_after": "yes", "placement": "home", "seen": "2"}
    assert client.post(address, typed).url == case.get_absolute_url()

    assert [child.position for child in case.children.all()] == [1, 2]
    assert Event.objects.about(case).get(verb="added a child").facts == {"child": 2}
    twice = client.post(address, typed)  # the button pressed twice, or a colleague who was quicker
    assert "Child 2 has been added since you opened this page" in twice.content.decode()
    assert case.children.count() == 2
    assert twice.context["form"]["seen"].value() == "3"  # what was typed is still there, for another child


def test_add_child_is_refused_once_the_case_is_closed(cast, sign_in):
    case = other_ways.recorded(cast)
    client = sign_in("board_officer")

    assert "Add a child" not in client.get(case.get_absolute_url()).content.decode()
    assert client.get(reverse("reviews:add_child", args=[case.pk])).status_code == 409
    sent = client.post(
        reverse("reviews:add_child", args=[case.pk]),
        CHILD | {"outcome": "seriously_harmed", "looked_after": "no"},
    )
    assert "The case is closed. Reopen it before a child is added." in sent.content.decode()


# What was said of the incident ----------------------------------------------------------------------------------


def test_correct_account_takes_a_name_out_for_good_also_of_a_closed_case(cast, sign_in):
    case = other_ways.recorded(cast)
    Case.objects.filter(pk=case.pk).update(account="Anna Smith fell ill at home.")
    client = sign_in("board_officer")
    address = reverse("reviews:correct_account", args=[case.pk])

    assert address in client.get(case.get_absolute_url()).content.decode()
    page = client.get(address)
    assert "looks like somebody’s name" in page.content.decode()  # said before anything is sent
    seen = page.context["form"]["seen"].value()
    silent = client.post(address, {"account": "The child fell ill at home.", "reason": "", "seen": seen})
    assert "Say why it is corrected" in silent.content.decode()
    assert "The child fell ill at home." in silent.content.decode()
    unchanged = client.post(
        address, {"account": "Anna Smith fell ill at home.", "reason": "A name.", "seen": seen}
    )
    assert "Nothing has been changed" in unchanged.content.decode()
    named = {"account": "The child fell ill at home.", "reason": "It named Anna Smith.", "seen": seen}
    refused = client.post(address, named)
    assert "the record keeps the reason permanently" in refused.content.decode()
    typed = {"account": "The child fell ill at home.", "reason": "It named the child.", "seen": seen}
    assert client.post(address, typed).url == case.get_absolute_url()

    case.refresh_from_db()
    assert case.account == "The child fell ill at home."
    assert Event.objects.about(case).get(verb="corrected the account").why == "It named the child."
    assert "Anna" not in str(list(Event.objects.values_list("facts", "why", "label")))
    assert (
        "What is said of the incident was corrected" in client.get(case.get_absolute_url()).content.decode()
    )
    late = client.post(
        address, typed | {"account": "The child became ill."}
    )  # from a page opened before that
    assert "What is said of the incident has changed since you opened this page" in late.content.decode()
