"""Money is shown by pot; shares are computed, and pots are never added up."""

from decimal import Decimal

import pytest

from partnership.models import Budget, Contribution, Pot

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("year", "pot", "total", "amount", "share"),
    [
        (2017, "children", 240_263, 83_415, "34.7"),
        (2021, "children-and-adults", 327_126, 102_496, "31.3"),
        (2022, "children-and-adults", 358_500, 112_633, "31.4"),
    ],
)
def test_the_three_published_years_give_their_shares(loaded, year, pot, total, amount, share):
    contribution = Contribution.objects.get(budget__year=year)

    assert (contribution.budget.pot.code, contribution.budget.total) == (pot, total)
    assert (contribution.organisation.code, contribution.amount) == ("leicestershire-county-council", amount)
    assert contribution.share == Decimal(share)


def test_a_financial_year_is_called_by_both_its_years(loaded):
    names = [budget.financial_year for budget in Budget.objects.order_by("year")]

    assert names == ["2017/18", "2021/22", "2022/23"]
    assert Budget(year=2099, pot=Pot()).financial_year == "2099/00"


def test_a_share_of_nothing_is_not_computed(loaded):
    budget = Budget.objects.create(pot=Pot.objects.first(), year=2030, total=0)
    contribution = Contribution(budget=budget, amount=Decimal(10))

    assert contribution.share is None


def test_the_page_shows_each_pot_apart_with_amounts_and_shares(loaded, client):
    page = client.get("/arrangements/").content.decode()

    for text in [
        "£240,263",
        "£83,415",
        "34.7%",
        "£327,126",
        "£102,496",
        "31.3%",
        "£358,500",
        "£112,633",
        "31.4%",
    ]:
        assert text in page, text
    others = ("Statutory safeguarding partners</caption>", "Further powers, by office</caption>")
    assert page.count("<caption") - sum(map(page.count, others)) == 4  # 2 areas, 2 pots
    assert "pots are never added together" in page


@pytest.mark.parametrize(
    "added_up", [240_263 + 327_126 + 358_500, 240_263 + 327_126, 240_263 + 358_500, 327_126 + 358_500]
)
def test_no_sum_across_pots_or_years_is_anywhere_on_the_page(loaded, client, added_up):
    page = client.get("/arrangements/").content.decode()

    assert f"{added_up:,}" not in page
    assert str(added_up) not in page


def test_a_budget_that_nobody_is_known_to_pay_into_is_still_shown(loaded, client):
    Budget.objects.create(pot=Pot.objects.get(code="children"), year=2016, total=Decimal("1234.50"))

    page = client.get("/arrangements/").content.decode()

    assert "2016/17" in page
    assert "£1,234.50" in page
    assert "Not published" in page
