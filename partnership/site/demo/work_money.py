"""The year's money: last year closed, this year under way, one partner late, one that has not approved."""

from decimal import Decimal

from partnership.models import Organisation, Pot
from partnership.operations.money import approval, case_costs, income, spending
from partnership.operations.money.budgets import open_year, plan_headings, share_out
from partnership.operations.money.figures import contributions_of
from partnership.rules import money as law
from partnership.rules.years import financial_year, first_day, year_words
from partnership.site.demo.time import at
from partnership.working_days import add_working_days, on_or_before

PARTNERS = (
    "leicestershire-county-council",
    "leicestershire-police",
    "leicester-leicestershire-and-rutland-icb",
    "rutland-county-council",
)
PERCENTAGES = dict(zip(PARTNERS, map(Decimal, ("31.4", "31.3", "24.8", "12.5")), strict=True))
PLANNED = {
    "Staffing": 268_000,
    "Independent advisor": 24_000,
    "Reviews": 18_000,
    "Training": 31_000,
    "Website and procedures": 14_500,
    "Venues and meetings": 4_000,
    "Young people’s participation": 6_500,
    "Other costs": 4_000,
}
# heading, share of what is planned that is spent in a quarter, what for, kind of supplier
QUARTERLY = (
    ("Staffing", "0.25", "Salaries of the business unit", "host"),
    ("Independent advisor", "0.25", "Independent Advisor’s days", "self_employed"),
    ("Training", "0.18", "Trainers and materials", "company"),
    ("Venues and meetings", "0.24", "Rooms", "charity"),
    ("Website and procedures", "0.25", "Procedures manual", "company"),
)


def day_of(year, month, day):
    """The working day on or before that day of a financial year."""
    calendar = year if month >= 4 else year + 1
    return on_or_before(first_day(year).replace(year=calendar, month=month, day=day))


def begin(people, year, total):
    """Open the joint pot's year, share it by what was agreed, and plan it."""
    by = people.manager
    pot = Pot.objects.get(code="children-and-adults")
    budget = open_year(pot, by=by, year=year, total=total)
    shares = {people[code]: per_cent for code, per_cent in PERCENTAGES.items()}
    share_out(budget, by=by, total=total, sharing=law.PERCENTAGES, given=shares)
    lines = {line.name: line for line in budget.lines.all()}
    plan_headings(budget, by=by, planned={lines[name]: Decimal(amount) for name, amount in PLANNED.items()})
    income.add_in_kind(
        budget, by=by, organisation=people[PARTNERS[0]],
        described="Offices, telephones and payroll of the business unit",
        value=Decimal(21_000), valued_how="The host’s rent and charges for each desk",
    )  # fmt: skip
    income.add_in_kind(
        budget, by=by, organisation=people[PARTNERS[1]], described="Rooms at headquarters for training days"
    )
    return budget


def invoice_all(people, budget, on):
    """One invoice to each partner, for the whole contribution."""
    return [
        income.raise_invoice(
            one, by=people.administrator, reference=f"SP{budget.year % 100}{number:02}", invoiced_on=on,
            amount=one.amount,
        )
        for number, one in enumerate(contributions_of(budget), 1)
    ]  # fmt: skip


def spend_a_quarter(people, budget, quarter, on):
    lines = {line.name: line for line in budget.lines.all()}
    for name, part, described, supplier in QUARTERLY:
        spending.add_spending(
            budget, by=people.administrator, line=lines[name], spent_on=on, supplier=supplier,
            described=f"{described}, quarter {quarter}", amount=(PLANNED[name] * Decimal(part)).quantize(law.PENNY),
            reference=f"PO-{budget.year % 100}{quarter}{lines[name].position}",
        )  # fmt: skip


def last_year(people, today):
    """Opened, approved by all, paid, spent, explained, and closed in the April after it."""
    year = financial_year(today) - 1
    yield at(day_of(year, 4, 9), 9)
    budget = begin(people, year, Decimal("358500.00"))
    income.add_income(
        budget, by=people.administrator, kind="brought_forward", described=f"Left of {year_words(year - 1)}",
        amount=Decimal("11482.17"), received_on=day_of(year, 4, 9),
    )  # fmt: skip
    edition = approval.ask_for_budget_approval(budget, by=people.manager)
    yield at(day_of(year, 4, 20), 11)
    signatories = (
        people.county_signatory,
        people.police_signatory,
        people.health_signatory,
        people.rutland_signatory,
    )
    for code, signatory in zip(PARTNERS, signatories, strict=True):
        approval.approve_budget(
            edition.approvals.get(organisation=people[code]), by=signatory, seen=edition.checksum
        )
    yield at(day_of(year, 5, 6), 10)
    invoices = invoice_all(people, budget, day_of(year, 5, 6))
    yield at(day_of(year, 5, 29), 10)
    for one in invoices:
        income.receive_payment(
            one, by=people.administrator, amount=one.amount, received_on=day_of(year, 5, 29)
        )
    for quarter, month in enumerate((6, 9, 12, 3), 1):
        on = day_of(year, month, 20)
        yield at(on, 15)
        spend_a_quarter(people, budget, quarter, on)
    lines = {line.name: line for line in budget.lines.all()}
    on = day_of(year, 3, 27)
    yield at(on, 16)
    for name, amount, described, supplier in (
        ("Reviews", "17640.00", "Reviewers of two reviews", "self_employed"),
        ("Young people’s participation", "6120.50", "Facilitator of the advisory group", "charity"),
        ("Other costs", "3745.20", "Insurance and licences", "company"),
    ):
        spending.add_spending(
            budget, by=people.administrator, line=lines[name], spent_on=on, supplier=supplier, described=described,
            amount=Decimal(amount), reference=f"PO-{year % 100}9{lines[name].position}",
        )  # fmt: skip
    wrong = spending.add_spending(
        budget, by=people.administrator, line=lines["Venues and meetings"], spent_on=on, supplier="charity",
        described="Hall of the adults board’s event", amount=Decimal("612.00"),
    )  # fmt: skip
    spending.reverse_spending(wrong, by=people.administrator, reason="The adults board paid for it itself.")
    yield at(day_of(year + 1, 4, 16), 10)
    spending.explain_variance(
        lines["Training"], by=people.manager,
        explained="Five of eleven courses went online, so fewer trainers’ days and no rooms were paid for.",
    )  # fmt: skip
    yield at(add_working_days(day_of(year + 1, 4, 16), 2), 11)
    approval.close_year(budget, by=people.manager)


def this_year(people, today):
    """Under way: a grant for one purpose, a payment in parts, a partner that is late, a forecast, a case agreed."""
    year = financial_year(today)
    yield at(day_of(year, 4, 8), 10)
    budget = begin(people, year, Decimal("374000.00"))
    income.add_income(
        budget, by=people.administrator, kind="grant", described="Grant for work on violence against young people",
        amount=Decimal("12000.00"), restricted_to="Training about violence against young people",
    )  # fmt: skip
    edition = approval.ask_for_budget_approval(budget, by=people.manager)
    yield at(day_of(year, 4, 24), 14)
    approval.approve_budget(
        edition.approvals.get(organisation=people[PARTNERS[0]]),
        by=people.county_signatory,
        seen=edition.checksum,
    )
    approval.approve_budget(
        edition.approvals.get(organisation=people[PARTNERS[1]]), by=people.police_signatory, seen=edition.checksum,
        comment="We ask for a forecast at every quarter.",
    )  # fmt: skip
    yield at(day_of(year, 5, 5), 11)
    approval.approve_budget(
        edition.approvals.get(organisation=people[PARTNERS[2]]),
        by=people.health_signatory,
        seen=edition.checksum,
    )
    invoices = invoice_all(people, budget, day_of(year, 5, 5))
    yield at(day_of(year, 5, 28), 10)
    received = day_of(year, 5, 28)
    county, police, health, _ = invoices
    for one in (county, police):
        income.receive_payment(one, by=people.administrator, amount=one.amount, received_on=received)
    income.receive_payment(health, by=people.administrator, amount=Decimal("50000.00"), received_on=received)
    yield at(day_of(year, 6, 20), 15)
    spend_a_quarter(people, budget, 1, day_of(year, 6, 20))
    share_case(people, budget)
    yield at(day_of(year, 7, 3), 10)
    forecast(people, budget)
    for quarter, month in ((2, 9), (3, 12), (4, 3)):
        on = day_of(year, month, 20)
        yield at(on, 15)
        spend_a_quarter(people, budget, quarter, on)


def forecast(people, budget):
    """What each heading is expected to cost in each quarter to come."""
    starts = law.periods(budget.year, law.QUARTERLY)[1:]
    amounts = {}
    for line in budget.lines.all():
        part = "0.18" if line.name == "Training" else "0.25"
        for start in starts:
            amounts[line, start] = (PLANNED[line.name] * Decimal(part)).quantize(law.PENNY)
    spending.forecast(budget, by=people.administrator, amounts=amounts)
    spending.explain_variance(
        budget.lines.get(name="Reviews"), by=people.manager,
        explained="No review ended in the first quarter; its reviewer is paid by the agreement on the case.",
    )  # fmt: skip


def share_case(people, budget):
    """One case review, agreed by two partners of three so far; the reference is the case’s, and nothing else."""
    three = list(Organisation.objects.filter(code__in=PARTNERS[:3]))
    cost = case_costs.set_case_cost(
        budget, by=people.manager, case_reference=f"LR-{budget.year}-001", amount=Decimal("14500.00"),
        pays_for="An external reviewer, 25 days", sharing=law.EQUAL, organisations=three,
    )  # fmt: skip
    for code, signatory in ((PARTNERS[0], people.county_signatory), (PARTNERS[1], people.police_signatory)):
        case_costs.agree_case_cost(cost.shares.get(organisation=people[code]), by=signatory)


STORIES = (last_year, this_year)
