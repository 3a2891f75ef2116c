"""What somebody hostile tries on the ground: files that carry more than pages, links, logs, roles put together."""

import io
import logging
import zlib

import pikepdf
import pytest
from django.core import mail
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from partnership.access import Role
from partnership.models import Action, Appointment
from partnership.operations import actions, letters
from partnership.operations.documents import clean_pdf, hidden_in
from partnership.operations.people import end_appointment
from partnership.site.logs import JsonFormatter

# Files ----------------------------------------------------------------------------------------------------


def pdf_with(spoil, **saved):
    """A PDF of one page, with whatever `spoil` puts into it."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        made.add_blank_page()
        spoil(made)
        made.save(out, **saved)
    return out.getvalue()


def bookmark(action):
    """A file with one bookmark that does this, written within the bookmark itself."""

    def spoil(made):
        with made.open_outline() as outline:
            outline.root.append(pikepdf.OutlineItem("Chapter", 0))
        item = made.Root.Outlines.First
        del item["/Dest"]
        item.A = action(made)

    return pdf_with(spoil)


def carried(made):
    return pikepdf.Dictionary(
        Type=pikepdf.Name.Filespec,
        F="canary.docx",
        EF=pikepdf.Dictionary(F=made.make_stream(b"CANARY")),
    )


def within_the_page(made):
    """Properties of marked content, which lie within the page and are no object of their own."""
    made.pages[0].obj.Resources = pikepdf.Dictionary(
        Properties=pikepdf.Dictionary(P0=pikepdf.Dictionary(Metadata=made.make_stream(b"CANARY")))
    )


def at_the_root(made):
    made.Root.SpiderInfo = pikepdf.Dictionary(V=1.0, C=pikepdf.Array([pikepdf.String("CANARY")]))


def in_the_trailer(made):
    made.trailer["/Author"] = pikepdf.String("CANARY")


HOSTILE = {
    "script": bookmark(lambda made: pikepdf.Dictionary(S=pikepdf.Name.JavaScript, JS="app.alert('CANARY')")),
    "program": bookmark(lambda made: pikepdf.Dictionary(S=pikepdf.Name.Launch, F="CANARY.exe")),
    "share": bookmark(lambda made: pikepdf.Dictionary(S=pikepdf.Name.GoToR, F="//CANARY/share/x.pdf", D=[0])),
    "form": bookmark(lambda made: pikepdf.Dictionary(S=pikepdf.Name.SubmitForm, F="https://CANARY.example")),
    "chain": bookmark(
        lambda made: pikepdf.Dictionary(
            S=pikepdf.Name.URI,
            URI="https://good.example",
            Next=pikepdf.Dictionary(S=pikepdf.Name.Launch, F="CANARY.exe"),
        )
    ),
    "attachment": bookmark(
        lambda made: pikepdf.Dictionary(S=pikepdf.Name.GoToE, F=carried(made), T=pikepdf.Dictionary())
    ),
    "properties within a page": pdf_with(within_the_page),
    "crawled addresses": pdf_with(at_the_root),
    "author in the trailer": pdf_with(in_the_trailer),
}


def everything_in(content):
    """The whole file, unpacked, as bytes."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(content)) as pdf:
        pdf.save(
            out,
            qdf=True,
            compress_streams=False,
            stream_decode_level=pikepdf.StreamDecodeLevel.generalized,
            object_stream_mode=pikepdf.ObjectStreamMode.disable,
        )
    return out.getvalue()


@pytest.mark.parametrize("name", HOSTILE)
@pytest.mark.shows("S-UP")
def test_what_a_hostile_file_carries_is_taken_out_and_said(name):
    content = HOSTILE[name]
    assert b"CANARY" in everything_in(content)

    clean = everything_in(clean_pdf(content))

    assert b"CANARY" not in clean
    assert b"/JavaScript" not in clean
    assert b"/Launch" not in clean
    if name != "author in the trailer":
        assert hidden_in(content)
    assert hidden_in(clean_pdf(content)) == []


def test_bookmarks_that_lead_somewhere_and_tags_stay():
    content = bookmark(lambda made: pikepdf.Dictionary(S=pikepdf.Name.URI, URI="https://good.example"))

    assert b"https://good.example" in everything_in(clean_pdf(content))
    assert hidden_in(content) == []


@pytest.mark.shows("S-UP")
def test_a_file_that_unpacks_without_end_is_not_unpacked():
    """A hundred megabytes of nothing, packed twice; rewriting the file leaves them packed."""

    packed = zlib.compress(zlib.compress(bytes(100_000_000)))

    def spoil(made):
        bomb = made.make_stream(b"")
        bomb.write(packed, filter=pikepdf.Array([pikepdf.Name.FlateDecode, pikepdf.Name.FlateDecode]))
        made.pages[0].obj.Contents = bomb

    content = pdf_with(spoil, stream_decode_level=pikepdf.StreamDecodeLevel.none, compress_streams=False)

    with pikepdf.open(io.BytesIO(clean_pdf(content))) as pdf:
        assert pdf.pages[0].obj.Contents.read_raw_bytes() == packed


# Logs -----------------------------------------------------------------------------------------------------


@pytest.fixture
def log():
    """What the portal's own handler writes, as it writes it."""
    console = next(h for h in logging.getLogger().handlers if isinstance(h.formatter, JsonFormatter))
    written = io.StringIO()
    before = console.setStream(written)
    yield written
    console.setStream(before)


def test_no_line_of_the_log_holds_a_way_in_or_a_number_of_ours(client, db, log):
    """Not where the page's token is missing, nor where there is no such page: Django logs both with their address."""
    client.handler.enforce_csrf_checks = True
    client.post("/invitation/very-secret-way-in/")
    client.get("/invitation/very-secret-way-in/")
    client.get("/no/such/page/4711/")
    client.put("/reviews/a-public-slug/")

    logged = log.getvalue()
    assert "very-secret" not in logged
    assert "4711" not in logged
    assert "a-public-slug" not in logged
    assert "Forbidden" in logged
    assert "accept" in logged


def test_a_row_that_the_database_refuses_is_not_copied_into_the_log(cast, log):
    """PostgreSQL tells the whole row that failed, and with it what somebody wrote."""
    with pytest.raises(IntegrityError) as refused, transaction.atomic():
        Action.objects.create(
            title="Title", detail="Canary of a family\n\nwith a second paragraph", origin="LR-2026-001",
            target_on="2026-01-01", original_target_on="2026-01-01", opened_by=cast.officer,
        )  # fmt: skip
    assert "Canary" in str(refused.value)

    logging.getLogger("somewhere").error("It failed", exc_info=refused.value)
    logging.getLogger("celery").error("Task failed: %s", refused.value)

    logged = log.getvalue()
    assert "Canary" not in logged
    assert "second paragraph" not in logged
    assert ["action_has_somebody_to_do_it" in line for line in logged.splitlines()] == [True, True]


# Roles put together ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("other", [Role.GROUP_MEMBER, Role.PARTNER_LEAD, Role.LEARNING_OFFICER])
def test_a_chair_with_another_role_judges_no_action_but_those_of_the_group_they_chair(cast, sign_in, other):
    """Sitting in another group, leading an agency or keeping the diary shows more actions, and lets judge none."""
    held = {
        Role.GROUP_MEMBER: {"seat": cast.seat(cast.audit, "co_opted")},
        Role.PARTNER_LEAD: {"organisation": cast.police},
        Role.LEARNING_OFFICER: {},
    }[other]
    Appointment.objects.create(person=cast.chair, role=other, starts_on="2020-01-01", **held)
    asked = {"by": cast.officer, "title": "Do it", "origin": "P-1", "organisation": cast.police}
    theirs = actions.open_action(**asked, group=cast.audit, target_on=timezone.localdate())
    hospitals = asked | {"organisation": cast.hospital}  # of an agency that the chair does not answer for
    own = actions.open_action(**hospitals, group=cast.crg, target_on=timezone.localdate())
    actions.claim(theirs, by=cast.police_lead, evidence="Done.")
    actions.claim(own, by=cast.hospital_lead, evidence="Done.")
    chair = sign_in(cast.chair)

    assert chair.get(reverse("action", args=[theirs.pk])).context["deeds"] & JUDGING == set()
    assert [chair.post(reverse(deed, args=[theirs.pk])).status_code for deed in sorted(JUDGING)] == [404] * 4
    assert chair.get(reverse("action", args=[own.pk])).context["deeds"] & JUDGING == {"verify", "send_back"}
    assert chair.post(reverse("verify", args=[own.pk])).status_code == 302


JUDGING = {"verify", "send_back", "embed", "move_target"}


# Leavers --------------------------------------------------------------------------------------------------


def test_whoever_has_left_gets_no_letter_that_was_still_waiting(cast):
    """Promised while the mail server was down, or for the morning's digest, and the role has ended since."""
    cast.hospital_lead.post = "daily"
    cast.hospital_lead.save(update_fields=["post"])
    for person in (cast.police_lead, cast.hospital_lead):
        letters.promise("asked", f"left:{person.pk}", to=person, subject="Asked of you: LR-2026-001")
        letters.promise("account_changed", f"own:{person.pk}", to=person, subject="Changed", urgent=True)
        end_appointment(person.appointments.get(), by=cast.manager)

    letters.post_letters()
    letters.post_digests(now=timezone.now().replace(hour=12))

    assert sorted(message.to[0] for message in mail.outbox) == sorted(
        [cast.police_lead.email, cast.hospital_lead.email]
    )
    assert not any("LR-2026-001" in f"{message.subject} {message.body}" for message in mail.outbox)
