"""Which dates follow: the law, the command and the page say the same."""

import json
from datetime import date
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.urls import reverse
from django.utils.html import strip_tags

from reviews.rules.clocks import EDITIONS, earliest_publication, guidance_on

KEYS = [
    "notify_by",
    "partners_informed_by",
    "scoping_by",
    "involvement_by",
    "agency_returns_by",
    "rapid_review_meeting_by",
    "decision_by",
    "rapid_review_by",
    "publish_by",
    "advance_copies_by",
]
FROM_AWARE = {"notify_by", "partners_informed_by"}
FROM_DECIDED = {"publish_by"}
FROM_PUBLISH = {"advance_copies_by"}
FROM_NOTIFIED = set(KEYS) - FROM_AWARE - FROM_DECIDED - FROM_PUBLISH


def command(*arguments):
    out = StringIO()
    call_command("clocks", *arguments, "--json", stdout=out)
    return json.loads(out.getvalue())


# key, its start, the date that follows. Christmas, Easter, a month's end, and 2 January, which only Scotland keeps.
VECTORS = [
    ("--aware", "2025-12-19", "notify_by", "2025-12-30"),
    ("--aware", "2025-12-20", "notify_by", "2025-12-30"),
    ("--notified", "2025-12-30", "rapid_review_by", "2026-01-21"),
    ("--aware", "2026-03-27", "notify_by", "2026-04-07"),
    ("--notified", "2026-04-07", "rapid_review_by", "2026-04-28"),
    ("--publish", "2026-04-10", "advance_copies_by", "2026-03-30"),
    ("--decided", "2025-08-31", "publish_by", "2026-02-28"),
    ("--decided", "2023-08-31", "publish_by", "2024-02-29"),
    ("--decided", "2026-10-31", "publish_by", "2027-04-30"),
    ("--aware", "2025-12-31", "notify_by", "2026-01-08"),
    ("--aware", "2022-05-27", "notify_by", "2022-06-07"),
    ("--aware", "2022-09-12", "notify_by", "2022-09-20"),
    ("--aware", "2023-05-04", "notify_by", "2023-05-12"),
    ("--notified", "2025-12-30", "scoping_by", "2025-12-31"),
    ("--notified", "2025-12-30", "involvement_by", "2026-01-05"),
    ("--notified", "2025-12-30", "agency_returns_by", "2026-01-09"),
    ("--notified", "2025-12-30", "rapid_review_meeting_by", "2026-01-16"),
    ("--notified", "2025-12-30", "decision_by", "2026-01-20"),
    ("--aware", "2025-12-19", "partners_informed_by", "2025-12-30"),
]


@pytest.mark.parametrize(("option", "start", "key", "due"), VECTORS)
@pytest.mark.parametrize("edition", sorted(EDITIONS))
def test_clocks_follow_working_days_and_months_of_england(edition, option, start, key, due):
    assert command("--edition", edition, option, start)[key]["date"] == due


def test_clocks_publish_by_has_the_last_working_day_as_target():
    row = command("--edition", "2023", "--decided", "2025-08-31")["publish_by"]

    assert (row["date"], row["target"]) == ("2026-02-28", "2026-02-27")


def test_clocks_keys_and_their_shape():
    follows = command(
        "--edition", "2023", "--aware", "2025-12-19", "--notified", "2025-12-30",
        "--decided", "2025-08-31", "--publish", "2026-04-10",
    )  # fmt: skip

    assert list(follows) == KEYS
    assert [key for key, row in follows.items() if not {"date", "rule", "source"} <= row.keys()] == []
    assert [key for key, row in follows.items() if not (row["rule"] and row["source"])] == []
    assert [key for key, row in follows.items() if "target" in row] == ["publish_by"]


@pytest.mark.parametrize(
    ("option", "given"),
    [
        ("--aware", FROM_AWARE),
        ("--notified", FROM_NOTIFIED),
        ("--decided", FROM_DECIDED),
        ("--publish", FROM_PUBLISH),
    ],
)
def test_clocks_without_their_start_are_null(option, given):
    follows = command("--edition", "2023", option, "2025-12-19")

    assert {key for key, row in follows.items() if row is not None} == given


def test_clocks_in_words_name_the_rule_and_what_is_not_confirmed():
    out = StringIO()

    call_command("clocks", "--edition", "2023", "--decided", "2025-08-31", stdout=out)

    assert "Saturday 28 February 2026 (target Friday 27 February 2026)" in out.getvalue()
    assert "6 calendar months after the decision to begin a review" in out.getvalue()
    assert "[source not confirmed]" in out.getvalue()
    assert "notify_by                no start given" in out.getvalue()


def test_clocks_beyond_the_calendar_are_never_guessed():
    with pytest.raises(CommandError, match=r"^Bank holidays are known from 2012 to 2028, not for 2029\.$"):
        command("--edition", "2026", "--notified", "2028-12-29")


@pytest.mark.parametrize(
    ("day", "edition"),
    [
        (date(2019, 9, 29), "2018"),
        (date(2023, 12, 14), "2018"),
        (date(2023, 12, 15), "2023"),
        (date(2026, 3, 18), "2023"),
        (date(2026, 3, 19), "2026"),
    ],
)
def test_a_case_follows_the_guidance_of_the_day_of_awareness(day, edition):
    assert guidance_on(day) == edition


def test_what_no_public_page_confirmed_is_marked():
    unconfirmed = {
        edition: {key for key, limit in clocks.items() if not limit.confirmed}
        for edition, clocks in EDITIONS.items()
    }

    assert unconfirmed == {
        "2018": {"publish_by", "advance_copies_by"},
        "2023": {"publish_by", "advance_copies_by"},
        "2026": {"notify_by", "partners_informed_by", "rapid_review_by", "publish_by", "advance_copies_by"},
    }


def test_the_earliest_publication_mirrors_the_copies():
    """Copies by 30 March for 10 April; copies on 30 March, so not before 10 April."""
    assert earliest_publication("2023", date(2026, 3, 30)) == date(2026, 4, 10)


# The page --------------------------------------------------------------------------------------------------


def asked(**dates):
    query = {"edition": "2023"}
    for name, day in dates.items():
        query |= {f"{name}_day": day.day, f"{name}_month": day.month, f"{name}_year": day.year}
    return query


def test_clocks_page_says_what_the_command_says(cast, sign_in):
    page = sign_in("learning_officer").get(
        reverse("reviews:clocks"),
        asked(
            aware=date(2025, 12, 19),
            notified=date(2025, 12, 30),
            decided=date(2025, 8, 31),
            publish=date(2026, 4, 10),
        ),
    )
    said = command(
        "--edition", "2023", "--aware", "2025-12-19", "--notified", "2025-12-30",
        "--decided", "2025-08-31", "--publish", "2026-04-10",
    )  # fmt: skip

    shown = {key: row["date"].isoformat() for key, row in page.context["follows"]}
    assert shown == {key: row["date"] for key, row in said.items()}
    text = " ".join(strip_tags(page.content.decode()).split())
    for row in said.values():
        assert row["rule"] in text
        assert row["source"] in text
    assert "Target: Fri 27 Feb 2026" in text
    assert text.count("Source not confirmed") == 2


def test_clocks_page_asks_for_a_date_before_it_says_anything(cast, sign_in):
    client = sign_in("board_officer")

    assert "follows" not in client.get(reverse("reviews:clocks")).context
    assert (
        "Enter at least one date"
        in client.get(reverse("reviews:clocks"), {"edition": "2023"}).content.decode()
    )


def test_clocks_page_beyond_the_calendar_gives_a_sentence(cast, sign_in):
    page = sign_in("board_officer").get(reverse("reviews:clocks"), asked(notified=date(2028, 12, 29)))

    assert page.status_code == 200
    assert page.context["form"].non_field_errors() == [
        "Bank holidays are known from 2012 to 2028, not for 2029. Choose dates within those years."
    ]


def test_clocks_page_tells_which_date_is_wrong(cast, sign_in):
    page = sign_in("board_officer").get(
        reverse("reviews:clocks"),
        {"edition": "2023", "aware_day": "31", "aware_month": "2", "aware_year": "2026"},
    )

    assert list(page.context["form"].errors) == ["aware"]
    assert "follows" not in page.context


def test_clocks_page_of_an_unknown_edition_refuses_it(cast, sign_in):
    page = sign_in("board_officer").get(
        reverse("reviews:clocks"), asked(aware=date(2025, 12, 19)) | {"edition": "1999"}
    )

    assert list(page.context["form"].errors) == ["edition"]
