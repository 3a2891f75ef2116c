"""A year of a pot from its opening to its closing: shares, invoices, spending, forecasts, approval; never two pots."""

import io
from datetime import date
from decimal import Decimal

import openpyxl
import pytest
import time_machine
from django.db import connection
from django.db.models import Sum
from django.test.utils import CaptureQueriesContext

from partnership.access import Refused
from partnership.models import (
    Budget,
    BudgetApproval,
    Contribution,
    Deadline,
    Event,
    Letter,
    Payment,
    Pot,
    Spending,
)
from partnership.operations.money import approval, case_costs, figures, files, income, spending
from partnership.operations.money.budgets import open_year, plan_headings, set_limits, share_out
from partnership.operations.uploads import hold_rows
from partnership.rules import money as law
from tests.factories import money as made

pytestmark = pytest.mark.django_db
D = Decimal


@pytest.fixture(autouse=True)
def in_the_next_year():
    """A Wednesday: 2025/26 is over."""
    with time_machine.travel("2026-04-15T10:00:00+01:00"):
        yield


@pytest.fixture
def core(cast):
    return made.budget(cast)


def refusal(call, *args, **given):
    with pytest.raises(Refused) as refused:
        call(*args, **given)
    return str(refused.value)


# Shares ----------------------------------------------------------------------------------------------------


def test_a_year_opens_with_the_headings_of_the_pots_year_before(cast, core):
    plan_headings(core, by=cast.manager, planned={}, added="Interpreters", added_amount=D("300"))

    following = open_year(made.pot(), by=cast.manager, year=2026, total=D(1))

    assert list(following.lines.values_list("name", flat=True)) == [*law.USUAL_HEADINGS, "Interpreters"]
    assert refusal(open_year, made.pot(), by=cast.manager, year=2026, total=D(1)) == (
        "Partnership core budget has a budget for 2026/27 already."
    )


def test_share_out_gives_each_partner_its_part_to_the_penny(cast, core):
    share_out(core, by=cast.manager, total=D("100.01"), sharing="equal", organisations=cast.partners[:3])

    amounts = dict(core.contributions.values_list("organisation__code", "amount"))
    assert amounts == {
        "leicestershire-county-council": D("33.34"),
        "leicestershire-police": D("33.34"),
        "rutland-county-council": D("33.33"),
    }


def test_share_out_by_percentages_keeps_them_and_computes_the_amounts(cast, core):
    given = {cast.county: D(60), cast.rutland: D("39.5"), cast.police: D("0.5")}
    share_out(core, by=cast.manager, total=D("1000.00"), sharing="percentages", given=given)

    assert {
        one.organisation.code: (one.amount, one.per_cent, one.share)
        for one in figures.contributions_of(Budget.objects.get())
    } == {
        "leicestershire-county-council": (D(600), D(60), D("60.0")),
        "rutland-county-council": (D(395), D("39.5"), D("39.5")),
        "leicestershire-police": (D(5), D("0.5"), D("0.5")),
    }


def test_share_out_never_falls_below_what_is_invoiced(cast, core):
    income.raise_invoice(
        made.contribution(core, cast.police),
        by=cast.administrator,
        reference="INV-1",
        invoiced_on=date(2025, 4, 2),
        amount=D(20_000),
    )

    sentence = refusal(
        share_out,
        core,
        by=cast.manager,
        total=D(40_000),
        sharing="equal",
        organisations=[cast.county, cast.police, cast.health],
    )

    assert sentence == (
        "Leicestershire Police is invoiced for £20,000 already, more than £13,333.33. Withdraw the invoice first."
    )
    assert made.contribution(core, cast.police).amount == D(25_000)


def test_the_published_years_state_what_the_paper_says_beside_what_is_computed(loaded):
    found = {
        one.budget.year: (one.share, one.stated) for one in Contribution.objects.select_related("budget")
    }

    assert found == {2017: (D("34.7"), "35"), 2021: (D("31.3"), "31"), 2022: (D("31.4"), "31")}
    assert {one.state for one in Budget.objects.all()} == {"published"}


def test_published_figures_change_for_nobody(loaded, cast):
    published = Budget.objects.get(year=2017)

    sentence = refusal(
        spending.explain_variance, published.lines.model(budget=published), by=cast.manager, explained="x"
    )

    assert sentence.endswith("are kept as they were published. They change only with the document.")


# One pot, never two ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "add_up",
    [
        lambda: Budget.objects.aggregate(Sum("total")),
        lambda: Contribution.objects.aggregate(Sum("amount")),
        lambda: Contribution.objects.filter(budget__pot__code="core").aggregate(Sum("amount")),
        lambda: Spending.objects.all().aggregate(Sum("amount")),
        lambda: Payment.objects.aggregate(Sum("amount")),
    ],
)
def test_money_cannot_be_added_up_across_budgets(cast, core, add_up):
    with pytest.raises(law.AcrossPots):
        add_up()


def test_money_of_one_budget_can_be_added_up(cast, core):
    made.budget(cast, code="joint", total="7.00")

    assert Contribution.objects.of(core).exclude(amount=0).aggregate(all=Sum("amount")) == {"all": D(100_000)}


def test_years_are_compared_within_one_pot_only(loaded):
    children = Budget.objects.get(year=2017)
    before, after = Budget.objects.filter(pot__code="children-and-adults").order_by("year")

    changed = law.change(before, after)

    assert (changed.pounds, changed.per_cent) == (D(31_374), D("9.6"))
    with pytest.raises(law.AcrossPots):
        law.change(children, before)


# Invoices and payments -------------------------------------------------------------------------------------


@pytest.fixture
def invoice(cast, core):
    return income.raise_invoice(
        made.contribution(core, cast.police),
        by=cast.administrator,
        reference="INV-7",
        invoiced_on=date(2026, 1, 31),
        amount=D("10000.00"),
    )


def test_an_invoice_makes_its_payment_due_from_the_partner(cast, invoice):
    due = invoice.deadline

    assert (due.organisation, due.due_on, due.reference) == (cast.police, date(2026, 3, 2), "Budget 2025/26")
    assert due.path == f"/money/contributions/{invoice.contribution_id}/"
    assert list(Deadline.objects.overdue(date(2026, 3, 3)).asked_of(cast.police_lead)) == [due]


def test_payments_come_in_parts_and_the_last_one_meets_the_date(cast, invoice):
    income.receive_payment(invoice, by=cast.administrator, amount=D("4000.00"), received_on=date(2026, 2, 20))
    invoice.refresh_from_db()
    assert (invoice.outstanding, invoice.deadline.done_on) == (D(6000), None)

    assert refusal(
        income.receive_payment,
        invoice,
        by=cast.administrator,
        amount=D("6000.01"),
        received_on=date(2026, 3, 1),
    ) == ("The invoice is for £10,000 and £4,000 has been received. Enter no more than £6,000.")
    late = {"by": cast.administrator, "amount": D("6000.00"), "received_on": date(2026, 3, 9)}
    assert (
        refusal(income.receive_payment, invoice, **late)
        == "It was done after its due date. Say why it was late."
    )
    income.receive_payment(invoice, **late, late_reason="Their order number was missing.")

    invoice = type(invoice).objects.get()
    assert (invoice.outstanding, invoice.deadline.late, invoice.deadline.done_on) == (
        D(0),
        True,
        date(2026, 3, 9),
    )


def test_a_payment_is_taken_back_by_a_second_entry_and_is_due_again(cast, invoice):
    paid = income.receive_payment(
        invoice, by=cast.administrator, amount=D("10000"), received_on=date(2026, 2, 2)
    )

    income.reverse_payment(paid, by=cast.administrator, reason="It was another board's money.")

    invoice = type(invoice).objects.get()
    assert [one.amount for one in invoice.payments.all()] == [D(10_000), D(-10_000)]
    assert (invoice.outstanding, invoice.deadline.outstanding, invoice.deadline.due_on) == (
        D(10_000),
        True,
        date(2026, 3, 2),
    )
    assert refusal(income.reverse_payment, paid, by=cast.administrator, reason="Again") == (
        "This entry has already been reversed."
    )


def test_an_invoice_is_withdrawn_while_nothing_came_in(cast, invoice):
    income.withdraw_invoice(invoice, by=cast.administrator, reason="Sent to the wrong force.")

    invoice.refresh_from_db()
    assert (invoice.outstanding, invoice.deadline.ended_reason) == (D(0), "The invoice was withdrawn.")
    assert (
        refusal(
            income.raise_invoice,
            invoice.contribution,
            by=cast.administrator,
            reference="INV-8",
            invoiced_on=date(2026, 2, 1),
            amount=D("25000.01"),
        )
        == "£25,000 is agreed and £0 is already invoiced. Invoice no more than £25,000."
    )


def test_what_is_given_in_kind_enters_no_total(cast, core):
    before = figures.sheet(core).totals

    income.add_in_kind(
        core,
        by=cast.manager,
        organisation=cast.county,
        described="Offices for the business unit",
        value=D(18_000),
        valued_how="Rent per desk",
    )
    income.add_in_kind(core, by=cast.manager, organisation=cast.police, described="Rooms for training")

    found = figures.sheet(core)
    assert found.totals == before
    assert [one.value for one in found.in_kind] == [D(18_000), None]
    assert refusal(
        income.add_in_kind,
        core,
        by=cast.manager,
        organisation=cast.health,
        described="Nurse time",
        value=D(5),
    ) == ("Say how the value was worked out.")


def test_restricted_and_expected_income_stand_beside_contributions(cast, core):
    grant = income.add_income(
        core,
        by=cast.manager,
        kind="grant",
        described="Violence reduction grant",
        amount=D(5_000),
        restricted_to="Training",
    )
    income.add_income(
        core,
        by=cast.manager,
        kind="brought_forward",
        described="From 2024/25",
        amount=D("1200.50"),
        received_on=date(2025, 4, 1),
    )

    found = figures.sheet(core).totals
    assert (found.other_expected, found.other_received, found.income) == (
        D("6200.50"),
        D("1200.50"),
        D("106200.50"),
    )

    income.reverse_income(grant, by=cast.manager, reason="The grant was not given.")
    assert figures.sheet(core).totals.other_expected == D("1200.50")


# Spending, forecasts, variance -----------------------------------------------------------------------------


def test_spending_is_reversed_and_never_deleted(cast, core):
    entry = made.spent(cast, core, "480.00")

    back = spending.reverse_spending(entry, by=cast.administrator, reason="Belongs to the adults board.")

    assert (back.amount, back.reverses, Spending.objects.count()) == (D(-480), entry, 2)
    assert figures.sheet(core).totals.spent == 0
    assert refusal(spending.reverse_spending, back, by=cast.administrator, reason="x") == (
        "This entry reverses another one. Enter the right figure as a new entry instead."
    )
    made.spent(cast, core, "480.00")
    assert refusal(made.spent, cast, core, "480.00").startswith("This entry is there already.")


@pytest.mark.parametrize(
    ("on", "begins"),
    [
        (date(2025, 3, 31), "31 March 2025 is not in 2025/26"),
        (date(2026, 4, 1), "1 April 2026 is not in 2025/26"),
    ],
)
def test_spending_belongs_to_its_year(cast, core, on, begins):
    assert refusal(made.spent, cast, core, "1.00", on=on).startswith(begins)


def test_the_outturn_is_what_is_spent_and_what_is_still_expected(cast):
    with time_machine.travel("2025-11-12T10:00:00+00:00"):
        core = made.budget(cast)
        training = made.line(core)
        plan_headings(core, by=cast.manager, planned={training: D(10_000)})
        made.spent(cast, core, "2500.00", on=date(2025, 5, 6))
        made.spent(cast, core, "400.00", on=date(2025, 11, 3))
        starts = law.periods(2025, law.QUARTERLY)
        spending.forecast(
            core,
            by=cast.administrator,
            amounts=dict(
                zip(
                    [(training, start) for start in starts], map(D, (9_999, 9_999, 1_000, 6_000)), strict=True
                )
            ),
        )

        line = next(one for one in figures.lines_of(core) if one.name == "Training")

    # 600 of this quarter's 1,000 are still to come; what was forecast for quarters that are over counts no more.
    assert (line.spent, line.forecast, line.outturn) == (D(2_900), D(6_600), D(9_500))
    assert (line.variance, line.per_cent, line.needs_words) == (D(-500), D("-5.0"), False)


# Approval --------------------------------------------------------------------------------------------------


def test_each_partner_is_asked_with_a_date_and_a_letter(cast, core):
    edition = approval.ask_for_budget_approval(core, by=cast.manager)

    asked = edition.approvals.select_related("deadline")
    assert {one.organisation for one in asked} == set(cast.partners)
    assert {one.deadline.due_on for one in asked} == {date(2026, 5, 13)}
    letters = Letter.objects.filter(kind="budget_approval")
    assert {one.recipient for one in letters} == set(cast.signatories)
    assert {one.subject for one in letters} == {"Approve the budget: Budget 2025/26"}
    assert refusal(approval.ask_for_budget_approval, core, by=cast.manager) == (
        "Partners have been asked to approve exactly these figures already."
    )


def test_approve_budget_is_for_ones_own_partner_and_what_was_seen(cast, core):
    edition = approval.ask_for_budget_approval(core, by=cast.manager)
    county, police = (
        edition.approvals.get(organisation=cast.county),
        edition.approvals.get(organisation=cast.police),
    )
    of_county, seen = cast.signatories[0], edition.checksum

    assert refusal(approval.approve_budget, police, by=of_county, seen=seen) == (
        "You sign for another partner. Each partner approves for itself."
    )
    assert refusal(approval.approve_budget, county, by=of_county, seen="0" * 64).startswith(
        "The figures have changed"
    )
    given = approval.approve_budget(county, by=of_county, seen=seen)

    given.deadline.refresh_from_db()
    assert (given.approved_by, given.deadline.late) == (of_county, False)
    waiting_for = edition.approvals.filter(approved_at=None).values_list("organisation__code", flat=True)
    assert set(waiting_for) == {"rutland-county-council", "leicestershire-police", "icb"}


def test_approvals_go_stale_when_the_figures_change(cast, core):
    edition = approval.ask_for_budget_approval(core, by=cast.manager)
    county, police = (
        edition.approvals.get(organisation=cast.county),
        edition.approvals.get(organisation=cast.police),
    )
    approval.approve_budget(county, by=cast.signatories[0], seen=edition.checksum)
    made.spent(cast, core, "12.00")
    edition.refresh_from_db()
    assert edition.superseded_at is None  # what is spent was never approved

    plan_headings(core, by=cast.manager, planned={made.line(core): D(10)})

    edition.refresh_from_db()
    police.deadline.refresh_from_db()
    assert edition.superseded_at is not None
    assert police.deadline.ended_reason == "The figures changed, so partners are asked again."
    assert refusal(approval.approve_budget, police, by=cast.signatories[2], seen=edition.checksum).startswith(
        "The figures have changed since your partner was asked."
    )
    anew = approval.ask_for_budget_approval(core, by=cast.manager)
    assert (anew.version, BudgetApproval.objects.filter(edition=anew, approved_at=None).count()) == (2, 4)


# Closing ---------------------------------------------------------------------------------------------------


def test_a_year_closes_once_its_variances_are_explained_and_is_frozen(cast, core):
    training = made.line(core)
    plan_headings(core, by=cast.manager, planned={training: D(10_000)})
    assert refusal(approval.close_year, core, by=cast.manager) == (
        "First say why these headings differ from their budget: Training."
    )
    spending.explain_variance(training, by=cast.manager, explained="Courses moved online.")

    closing = approval.close_year(core, by=cast.manager)

    core.refresh_from_db()
    assert (core.state, closing.figures["spent"][3]) == ("closed", ["Training", "0", "Courses moved online."])
    frozen = "Partnership core budget 2025/26 is closed. The manager can open it again, with a reason."
    assert refusal(made.spent, cast, core, "5.00") == frozen
    assert refusal(plan_headings, core, by=cast.manager, planned={}) == frozen
    assert (
        refusal(approval.reopen_year, core, by=cast.manager, reason=" ")
        == "Say why you are reopening the year."
    )
    approval.reopen_year(core, by=cast.manager, reason="An invoice came late.")
    made.spent(cast, core, "5.00")
    closing.refresh_from_db()
    assert (closing.reopened_because, Event.objects.filter(verb="reopened year").get().why) == (
        "An invoice came late.",
        "An invoice came late.",
    )


def test_a_year_is_not_closed_before_its_end_or_with_an_open_invoice(cast, invoice):
    budget = invoice.contribution.budget
    assert refusal(approval.close_year, budget, by=cast.manager) == (
        "These invoices are neither paid nor withdrawn: INV-7. Settle them first."
    )
    with time_machine.travel("2026-03-31T23:30:00+01:00"):
        assert refusal(approval.close_year, budget, by=cast.manager) == (
            "2025/26 ends on 31 March 2026. Close it after that day."
        )


def test_limits_of_variance_are_the_budgets_own(cast, core):
    plan_headings(core, by=cast.manager, planned={made.line(core): D(400)})
    assert figures.sheet(core).unexplained == []

    set_limits(core, by=cast.manager, variance_per_cent=D(5), variance_pounds=D(100), forecasting="month")

    core.refresh_from_db()
    assert (figures.sheet(core).unexplained, core.forecasting) == (["Training"], "month")


# Case reviews ----------------------------------------------------------------------------------------------


def test_a_case_cost_is_agreed_partner_by_partner_and_anew_when_it_changes(cast, core):
    first = case_costs.set_case_cost(
        core,
        by=cast.manager,
        case_reference="LR-2026-007",
        amount=D("10000.00"),
        pays_for="Reviewer",
        sharing="equal",
        organisations=cast.partners[:3],
    )
    share = first.shares.get(organisation=cast.county)
    assert refusal(case_costs.agree_case_cost, share, by=cast.signatories[2]).startswith(
        "You sign for another partner."
    )
    case_costs.agree_case_cost(share, by=cast.signatories[0])
    assert (first.agreed, figures.sheet(core).totals.agreed) == (D("3333.34"), D(100_000))

    change = {
        "by": cast.manager,
        "case_reference": "LR-2026-007",
        "amount": D("12000"),
        "pays_for": "Reviewer",
        "sharing": "equal",
        "organisations": cast.partners[:3],
    }
    assert refusal(case_costs.set_case_cost, core, **change) == (
        "There is a cost agreement for LR-2026-007 already. Say why it changes."
    )
    second = case_costs.set_case_cost(core, **change, reason="A longer period.")
    assert (second.agreed, second.replaces.agreed) == (D(0), D("3333.34"))


@pytest.mark.parametrize("reference", ["Baby K", "Smith", "", "LR 2026 007"])
def test_a_case_is_known_by_its_reference_alone(cast, core, reference):
    sentence = refusal(
        case_costs.set_case_cost,
        core,
        by=cast.manager,
        case_reference=reference,
        amount=D(1),
        pays_for="x",
        sharing="equal",
        organisations=cast.partners,
    )

    assert (
        sentence
        == "Enter the case's reference as the portal writes it, such as LR-2026-007, and nothing else."
    )


# Spreadsheets ----------------------------------------------------------------------------------------------

SHEET = """Date,Heading,What it paid for,Kind of supplier,Reference,Amount
06/05/2025,Training,"Trainer, two days",Company,PO-1,"£1,234.50"
1 Jun 2025,Venues and meetings,Hall,Charity or voluntary organisation,,"(12.00)"
"""


def waiting(cast, core, text):
    rows, notes = files.rows_of_file("ledger.csv", text.encode())
    return hold_rows(f"spending:{core.pk}", by=cast.administrator, rows=rows, notes=notes)


def add(cast, core):
    return spending.add_spending_rows(
        core, by=cast.administrator, purpose=f"spending:{core.pk}", read=files.read_spending
    )


def test_a_ledger_is_read_with_british_amounts_and_dates_and_applied_once(cast, core):
    waiting(cast, core, SHEET)

    assert add(cast, core) == (2, 0)
    assert add(cast, core) == (0, 0)
    waiting(cast, core, SHEET)
    assert add(cast, core) == (0, 2)
    assert list(Spending.objects.order_by("spent_on").values_list("spent_on", "amount", "reference")) == [
        (date(2025, 5, 6), D("1234.50"), "PO-1"),
        (date(2025, 6, 1), D("-12.00"), ""),
    ]


def test_every_wrong_cell_of_a_ledger_is_named_and_nothing_is_applied(cast, core):
    text = (
        "Date,Heading,What it paid for,Kind of supplier,Reference,Amount\n"
        "31/02/2025,Catering,=HYPERLINK(A1),Friend,PO-1,=1+1\n"
        '1/4/2026,Training,Trainer,Company,@SUM(A1),"1.234,50"\n'
        "06/05/2025,Training,Trainer,Company,,12\n"
    )
    upload = waiting(cast, core, text)

    first, second, third = files.read_spending(core, upload)

    assert first.wrong == [
        "Date: ‘31/02/2025’ is not a real date, day before month.",
        "Heading: ‘Catering’ is no heading of this budget.",
        "What it paid for: is a formula. Put its value there instead.",
        "Kind of supplier: ‘Friend’ is no kind of supplier. There are: "
        + ", ".join(label for _, label in Spending.Supplier.choices)
        + ".",
        "Amount: is a formula. Put its value there instead.",
    ]
    assert second.wrong == [
        "Date: 1/4/2026 is not in 2025/26.",
        "Reference: is a formula. Put its value there instead.",
        "Amount: ‘1.234,50’ is not an amount. Write it like 1,234.50, or (12.00) where money came back.",
    ]
    assert (third.right, second.number) == (True, 3)
    assert refusal(add, cast, core) == (
        "Some rows are wrong. Correct them in the spreadsheet and choose the file again."
    )
    assert not Spending.objects.exists()


HOSTILE = ["=cmd|' /C calc'!A0", "+1", "-2+3", "@SUM(A1)", "\u00a0=1", "plain, with “quotes”"]


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
def test_spending_goes_out_and_comes_back_with_no_cell_that_runs(cast, core, ending):
    for number, text in enumerate(HOSTILE, 1):
        made.spent(cast, core, f"-{number}.25", described=text, on=date(2025, 4, number))
    content = files.written(*files.spending_table(core), ending)
    if ending == "csv":
        text = content.decode("utf-8-sig")
        assert not any(
            cell.startswith(("=", "+", "@")) for line in text.splitlines() for cell in line.split(",")
        )
    else:
        cells = [cell for row in openpyxl.load_workbook(io.BytesIO(content)).active for cell in row]
        assert {cell.data_type for cell in cells} <= {"s", "inlineStr", "n", "d"}

    other = made.budget(cast, code="joint")
    rows, _ = files.rows_of_file(f"again.{ending}", content)
    hold_rows(f"spending:{other.pk}", by=cast.administrator, rows=rows)
    assert add(cast, other) == (6, 0)

    def told(of):
        return list(
            Spending.objects.of(of).order_by("spent_on").values_list("spent_on", "described", "amount")
        )

    assert [(day, " ".join(text.split()), amount) for day, text, amount in told(other)] == [
        (day, " ".join(text.split()), amount) for day, text, amount in told(core)
    ]


def test_the_yearly_table_is_of_one_budget_and_says_what_was_in_kind(cast, core):
    income.add_in_kind(
        core,
        by=cast.manager,
        organisation=cast.county,
        described="Offices",
        value=D(18_000),
        valued_how="Rent",
    )
    made.spent(cast, core, "480.00")

    table = figures.yearly_table(core)

    assert table["rows"][0] == ["Contribution of Integrated Care Board", "£25,000", "25.0%"]
    assert table["rows"][-2:] == [["Total of the budget", "£100,000", ""], ["Spent on: Training", "£480", ""]]
    assert table["note"] == (
        "In kind, and in no total above: Leicestershire County Council: Offices, valued at £18,000."
    )


def test_the_figures_of_a_budget_take_the_same_queries_whatever_it_holds(cast, core):
    def count():
        with CaptureQueriesContext(
            connection,
        ) as caught:
            figures.sheet(Budget.objects.select_related("pot").get(pk=core.pk))
        return len(caught)

    made.spent(cast, core, "1.00")
    first = income.raise_invoice(
        made.contribution(core, cast.health),
        by=cast.manager,
        reference="A",
        invoiced_on=date(2025, 6, 1),
        amount=D(5),
    )
    income.receive_payment(first, by=cast.manager, amount=D(5), received_on=date(2025, 6, 2))
    before = count()
    for number in range(3):
        made.spent(cast, core, f"2.0{number}", name="Reviews", described=f"Copy {number}")
        income.add_income(core, by=cast.manager, kind="grant", described=f"Grant {number}", amount=D(10))
        made_invoice = income.raise_invoice(
            made.contribution(core, cast.partners[number]),
            by=cast.manager,
            reference="A",
            invoiced_on=date(2025, 6, 1),
            amount=D(5),
        )
        income.receive_payment(made_invoice, by=cast.manager, amount=D(5), received_on=date(2025, 6, 2))

    assert count() == before


def test_a_partner_sees_the_budgets_to_which_it_contributes(cast, core):
    joint = made.budget(cast, code="joint", shared=False)

    assert set(Budget.objects.visible_to(cast.administrator)) == {core, joint}
    assert list(Budget.objects.visible_to(cast.signatories[0])) == [core]
    assert list(Pot.objects.visible_to(cast.police_lead)) == [core.pot]
    assert list(Budget.objects.visible_to(cast.hospital_lead)) == []
