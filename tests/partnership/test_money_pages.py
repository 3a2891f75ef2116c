"""Pages of money in the hands of staff and partners: nothing typed is lost, and no page adds two pots."""

from decimal import Decimal

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile

from partnership.models import Contribution, Spending
from partnership.operations.money import approval, income
from partnership.operations.money.budgets import open_year
from tests.factories import money as made

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture(autouse=True)
def in_the_year():
    with time_machine.travel("2025-11-12T10:00:00+00:00"):
        yield


def test_no_page_adds_two_pots_or_compares_years_across_them(cast, sign_in):
    core = made.budget(cast, total="100003.00")
    joint = made.budget(cast, code="joint", total="20040.00")
    made.budget(cast, code="joint", year=2023, total="10020.00")
    before = made.budget(cast, code="joint", year=2024, total="16020.00")
    browser = sign_in(cast.manager)
    addresses = [
        "/money/", "/money/pots/core/", "/money/pots/joint/",
        *(f"/money/{one.pk}/{page}" for one in (core, joint, before) for page in ("", "charts/", "spending/")),
    ]  # fmt: skip

    pages = {address: browser.get(address).content.decode() for address in addresses}

    sums = ["120,043", "146,083", "36,060", "46,080", "116,023", "110,023"]
    assert [(address, one) for address, page in pages.items() for one in sums if one in page] == []
    assert "£4,020 (25.1%)" in pages["/money/pots/joint/"]
    assert "£6,000 (59.9%)" in pages["/money/pots/joint/"]
    assert "79,963" not in "".join(pages.values())  # between the pots


def test_a_year_is_not_compared_with_one_that_is_not_the_year_before(cast, sign_in):
    made.budget(cast, year=2022, total="100.00")
    made.budget(cast, year=2025, total="150.00")

    page = sign_in(cast.manager).get("/money/pots/core/").content.decode()

    assert "50.0%" not in page


def test_share_out_in_the_browser_computes_what_nobody_typed(cast, sign_in):
    opened = made.budget(cast, shared=False)
    three = [str(one.pk) for one in cast.partners[:3]]
    typed = {"total": "£1,000.00", "sharing": "equal", "partners": three}

    sign_in(cast.administrator).post(f"/money/{opened.pk}/shares/", typed)

    amounts = sorted(Contribution.objects.of(opened).values_list("amount", flat=True))
    assert amounts == [D("333.33"), D("333.33"), D("333.34")]


def test_share_out_that_does_not_add_up_says_so_and_keeps_what_was_typed(cast, sign_in):
    opened = made.budget(cast)
    typed = {"total": "1000", "sharing": "amounts", f"amount_{cast.county.pk}": "999.99"}

    page = sign_in(cast.administrator).post(f"/money/{opened.pk}/shares/", typed).content.decode()

    assert "The amounts come to £999.99, and the budget is £1,000. Make them the same." in page
    assert 'value="999.99"' in page


LEDGER = """Date,Heading,What it paid for,Kind of supplier,Reference,Amount
06/05/2025,Training,Trainer,Company,PO-1,"{amount}"
"""


def upload(browser, opened, amount):
    file = SimpleUploadedFile("ledger.csv", LEDGER.format(amount=amount).encode())
    return browser.post(f"/money/{opened.pk}/spending/upload/", {"deed": "read", "file": file}, follow=True)


def test_a_ledger_is_shown_before_it_is_entered(cast, sign_in):
    opened, browser = made.budget(cast), sign_in(cast.administrator)

    wrong = upload(browser, opened, "=1+1").content.decode()
    assert "Amount: is a formula. Put its value there instead." in wrong
    assert "Add these rows" not in wrong

    right = upload(browser, opened, "(1,234.50)").content.decode()
    assert "−£1,234.50" in right
    assert not Spending.objects.exists()
    browser.post(f"/money/{opened.pk}/spending/upload/", {"deed": "add"})
    browser.post(f"/money/{opened.pk}/spending/upload/", {"deed": "add"})
    assert Spending.objects.get().amount == D("-1234.50")


def test_a_partner_reads_its_own_budget_and_approves_it(cast, sign_in):
    opened = made.budget(cast)
    edition = approval.ask_for_budget_approval(opened, by=cast.manager)
    own = edition.approvals.get(organisation=cast.county)
    browser = sign_in(cast.signatories[0])
    made.budget(cast, year=opened.year + 1, shared=False)  # in which nothing is asked of them yet

    [pot] = browser.get("/money/").context["pots"]
    assert pot.years == [opened]
    assert f"/money/approvals/{own.pk}/" in browser.get(f"/money/{opened.pk}/").content.decode()
    browser.post(
        f"/money/approvals/{own.pk}/", {"agreed": "on", "seen": edition.checksum, "comment": "Thank you"}
    )

    page = browser.get(f"/money/{opened.pk}/").content.decode()
    assert "Thank you" in page
    assert page.count("Not yet") == 3


def test_a_year_may_be_closed_only_once_it_is_over(cast, sign_in):
    opened, browser = made.budget(cast), sign_in(cast.manager)

    assert "Close the year" not in browser.get(f"/money/{opened.pk}/").content.decode()
    refused = browser.post(f"/money/{opened.pk}/close/")
    assert (refused.status_code, "Close it after that day." in refused.content.decode()) == (409, True)


def test_only_published_amounts_are_public(loaded, cast, client):
    opened = made.budget(cast, total="98765.43")

    page = client.get("/arrangements/").content.decode()

    assert "98,765" not in page
    assert str(opened.pot) not in page
    assert "£83,415" in page


@pytest.mark.parametrize("number", [1, 3])
def test_pages_of_money_take_the_same_queries_whatever_they_list(
    cast, sign_in, django_assert_max_num_queries, number
):
    opened = made.budget(cast)
    for one in range(number):
        open_year(opened.pot, by=cast.manager, year=2030 + one, total=D(10))
        made.spent(cast, opened, f"1.0{one}", described=f"Trainer {one}")
        income.add_income(opened, by=cast.manager, kind="grant", described=f"Grant {one}", amount=D(9))
        bill = income.raise_invoice(
            made.contribution(opened, cast.partners[one]),
            by=cast.manager,
            reference="A",
            invoiced_on=made.date(2025, 6, 2),
            amount=D(7),
        )
        income.receive_payment(bill, by=cast.manager, amount=D(7), received_on=made.date(2025, 6, 3))
    approval.ask_for_budget_approval(opened, by=cast.manager)
    browser = sign_in(cast.manager)

    for address, most in (
        ("/money/", 8),
        (f"/money/{opened.pk}/", 28),
        (f"/money/{opened.pk}/spending/", 10),
    ):
        with django_assert_max_num_queries(most):
            assert browser.get(address).status_code == 200
