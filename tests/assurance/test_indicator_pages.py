"""Pages and files of indicators: what leaves the business unit holds no small number."""

import csv
import io
from datetime import date

import openpyxl
import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.urls import reverse

from assurance.models import Definition, Figure, FiguresAsked, Indicator, IndicatorPeriod
from assurance.operations.indicators import ask_for_figures, files, keeping
from partnership.access import Refused
from partnership.models import Challenge, Deadline, Upload
from partnership.operations import uploads
from tests.factories.indicators import BOTH, LEICS, RUTLAND, TODAY, a_year, give, indicator, quarter

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def today():
    with time_machine.travel(TODAY, tick=True):
        yield


READERS = [
    "learning_officer",
    "independent_advisor",
    "signatory",
    "partner_lead",
    "group_chair",
    "group_member",
]
TELLTALE = "7317"  # a number that stands on no page by chance


def page(browser, name, *args, **query):
    return browser.get(reverse(f"assurance:{name}", args=args), query).content.decode()


# Nobody else sees small numbers -----------------------------------------------------------------------------


@pytest.fixture
def telltale(cast):
    """Percentages whose denominators would be seen: Rutland's are small at the one end or the other."""
    made = indicator(cast, unit="percentage")
    a_year(
        made,
        [(4000, 9000)] * 4,
        [(3, int(TELLTALE)), (int(TELLTALE) - 2, int(TELLTALE)), (2, int(TELLTALE)), (400, 800)],
        by=cast.officer,
    )
    return made


@pytest.mark.parametrize("role", READERS)
def test_no_reader_is_sent_a_small_number_or_what_it_is_part_of(telltale, sign_in, role):
    browser = sign_in(role)
    for name, args, query in (
        ("indicators", (), {}),
        ("indicator", (telltale.pk,), {}),
        ("indicator_quarter", (), {"quarter": "2025-04-01"}),
        ("indicators_file", ("csv",), {}),
    ):
        told = page(browser, name, *args, **query)
        for number in (int(TELLTALE), int(TELLTALE) - 2):
            assert str(number) not in told
            assert f"{number:,}" not in told
        assert name == "indicators" or "not shown" in told


def test_staff_see_small_numbers_marked_and_may_look_as_others(telltale, sign_in):
    browser = sign_in("board_officer")
    told = page(browser, "indicator", telltale.pk)
    assert "100% (not shown to others)" in told
    assert f"3 of {int(TELLTALE):,}" in told
    assert f"{int(TELLTALE):,}" not in page(browser, "indicator", telltale.pk, **{"as": "others"})


@pytest.mark.parametrize("kind", ["csv", "xlsx"])
def test_what_staff_take_out_is_what_anybody_may_read(telltale, sign_in, kind):
    content = sign_in("board_officer").get(reverse("assurance:indicators_file", args=[kind])).content
    if kind == "csv":
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    else:
        rows = [
            [cell or "" for cell in row] for row in openpyxl.load_workbook(io.BytesIO(content)).active.values
        ]
    told = {(row[2], row[4]): (str(row[6]), row[9]) for row in rows[1:]}
    assert told["Q1 2025/26", "Rutland"] == ("", "not shown")
    assert told["Q1 2025/26", "Leicestershire and Rutland"] == ("", "not shown")
    assert told["Q4 2025/26", "Rutland"] == ("400", "50%")
    assert told["Q4 2025/26", "Leicestershire and Rutland"] == ("4400", "44.9%")


def test_the_paper_holds_no_small_number(telltale, sign_in, monkeypatch):
    made = {}

    def keep(html, **_):
        made["html"] = html
        return b"%PDF", 1

    monkeypatch.setattr("partnership.operations.paper.print_pdf", keep)
    address = reverse("assurance:indicator_quarter_pdf", args=[2025, 1])
    assert sign_in("board_officer").get(address).status_code == 200
    assert "Rutland: not shown" in made["html"]
    assert TELLTALE not in made["html"]


def test_a_council_does_not_see_what_the_other_corrected(cast, sign_in):
    made = indicator(cast)
    give(made, "Q1 2025/26", RUTLAND, 4, by=cast.rutland_lead)
    give(made, "Q1 2025/26", RUTLAND, 3, by=cast.rutland_lead, reason="Counted twice")
    told = page(sign_in(cast.county_lead), "indicator", made.pk)
    assert "Counted twice" not in told
    assert "from 4 to 3. Counted twice" in page(sign_in(cast.rutland_lead), "indicator", made.pk)


def test_direction_and_median_of_others_rest_on_what_they_are_told(cast, sign_in):
    made = indicator(cast, asked_from=date(2023, 4, 1))
    for year in (2023, 2024, 2025):
        a_year(made, [None] * 4, [8, 2, 9, 1], by=cast.officer, year=f"{year}/{year % 100 + 1}")
    told = page(sign_in("group_chair"), "indicator", made.pk)
    assert "Median 8.5 from Q1 2023/24 to Q4 2025/26." in told
    assert "Median 5 from" in page(sign_in("board_officer"), "indicator", made.pk)
    assert "Cannot be compared" in told


# The pages ----------------------------------------------------------------------------------------------------


def test_a_break_stands_in_chart_and_table_with_its_reason(cast, sign_in):
    made = indicator(cast)
    why = "Before, only hospital was counted."
    keeping.define_anew(
        made, by=cast.officer, valid_from=date(2025, 10, 1), text="All.", comparable=False, break_because=why
    )
    a_year(made, [40, 41, 90, 91], [10, 11, 20, 21], by=cast.officer)
    told = page(sign_in("group_chair"), "indicator", made.pk)
    assert f"New series from Q3 2025/26: {why}" in told  # in the words of the drawing
    assert "New series from Quarter 3 2025/26." in told  # in the table
    assert (
        told.count('stroke="#0b6a6f" stroke-width="2"></line>') == 3 * 2
    )  # two of three steps, for three areas


def test_lists_ask_as_much_for_three_indicators_as_for_one(cast, sign_in, django_assert_max_num_queries):
    browser = sign_in("board_officer")
    page(browser, "indicators")
    counts = []
    for codes in (["REF-01"], ["REF-02", "REF-03"]):
        for code in codes:
            a_year(indicator(cast, code), [40, 41, 42, 43], [10, 11, 2, 3], by=cast.officer)
        for name in ("indicators", "indicator_quarter", "figures"):
            with django_assert_max_num_queries(60) as asked:
                page(browser, name)
            counts.append(len(asked))
    assert counts[:3] == counts[3:]


def test_a_quarter_is_of_the_financial_year_and_of_one_groups_priorities(cast, sign_in):
    made = indicator(cast)
    a_year(made, [40, 41, 42, 60], [10, 11, 12, 13], by=cast.officer)
    browser = sign_in("group_chair")
    assert "Indicators, Quarter 4 2025/26" in page(browser, "indicator_quarter")
    told = page(browser, "indicator_quarter", quarter="2025-07-01")
    assert "July to September 2025" in told
    assert "<strong>52</strong>" in told
    assert "<strong>73</strong>" not in told
    assert "Indicators, Quarter 4 2025/26" in page(browser, "indicator_quarter", quarter="2019-01-01")


# Kept ----------------------------------------------------------------------------------------------------------

ADD = {
    "code": "cp-01", "name": "Children on a plan", "challenge_question": "Why?", "polarity": "neither",
    "kind": "how_much", "owner_office": "Board officer", "unit": "count", "of_children": "yes",
    "frequency": "quarter", "counted": "snapshot", "geography": "together", "asked_from_day": "15",
    "asked_from_month": "5", "asked_from_year": "2025", "definition": "On the last day.",
}  # fmt: skip


def test_add_indicator_begins_with_the_period_of_the_day(cast, sign_in):
    answer = sign_in("administrator").post(reverse("assurance:add_indicator"), ADD)
    made = Indicator.objects.get()
    assert answer.url == made.get_absolute_url()
    assert (made.code, made.asked_from, made.definitions.get().text) == (
        "CP-01", date(2025, 4, 1), "On the last day.",
    )  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "sentence"),
    [
        ({"code": "C P!"}, "Enter a code using capital letters, numbers and hyphens, like CP-01."),
        ({"categories": "under 5\nUNDER 5", "breakdown": "age"}, "Two categories have the same name."),
        ({"categories": "under 5"}, "Enter both how it is broken down and its categories."),
        (
            {"breakdown": "age", "categories": "a\nb", "unit": "days"},
            "Only counts and percentages can be broken down",
        ),
    ],
)
def test_add_indicator_says_what_does_not_fit_and_loses_nothing(cast, sign_in, changes, sentence):
    told = (
        sign_in("board_officer").post(reverse("assurance:add_indicator"), {**ADD, **changes}).content.decode()
    )
    assert sentence in told
    assert "Children on a plan" in told
    assert not Indicator.objects.exists()


def test_two_people_who_change_an_indicator_are_told_of_one_another(cast, sign_in):
    made, browser = indicator(cast), sign_in("board_officer")
    given = {
        "name": "Other words", "challenge_question": "Why?", "polarity": "lower", "kind": "how_much",
        "owner_office": "Board officer", "source": cast.county.pk, "rutland_source": cast.rutland.pk, "seen": "1",
    }  # fmt: skip
    address = reverse("assurance:change_indicator", args=[made.pk])
    assert browser.post(address, given).status_code == 302
    told = browser.post(address, {**given, "name": "Third words"}).content.decode()
    assert "Someone else changed this while you were editing" in told
    assert "Third words" in told


def test_define_anew_and_retire_indicator(cast, sign_in):
    made, browser = indicator(cast), sign_in("board_officer")
    given = {
        "valid_from_day": "1", "valid_from_month": "1", "valid_from_year": "2026", "text": "All.",
        "comparable": "no", "break_because": "Wider",
    }  # fmt: skip
    assert browser.post(reverse("assurance:define_anew", args=[made.pk]), given).status_code == 302
    assert Definition.objects.get(version=2).break_because == "Wider"
    given = {
        "retired_on_day": "1",
        "retired_on_month": "4",
        "retired_on_year": "2026",
        "because": "Counted elsewhere",
    }
    assert browser.post(reverse("assurance:retire_indicator", args=[made.pk]), given).status_code == 302
    told = browser.post(reverse("assurance:retire_indicator", args=[made.pk]), given).content.decode()
    assert "It was retired on 1 April 2026, so it cannot be changed." in told


def test_give_comparator_stands_beside_ours_and_is_never_added(cast, sign_in):
    made = indicator(cast, unit="percentage", comparators=["leicester"])
    a_year(made, [(40, 80)] * 4, [(10, 40)] * 4, by=cast.officer)
    browser = sign_in("board_officer")
    given = {"area": "leicester", "period": "Q4 2025/26", "value": "61.5%"}
    assert browser.post(reverse("assurance:give_comparator", args=[made.pk]), given).status_code == 302
    told = page(browser, "indicator", made.pk)
    assert "61.5%" in told
    assert told.count("41.7%") > 0  # 50 of 120, without Leicester


def test_an_indicator_that_is_not_compared_has_no_place_for_a_figure_from_elsewhere(cast, sign_in):
    made = indicator(cast)
    assert (
        sign_in("board_officer").get(reverse("assurance:give_comparator", args=[made.pk])).status_code == 404
    )


def test_put_question_becomes_a_challenge_without_a_figure(cast, sign_in):
    made = indicator(cast)
    give(made, "Q4 2025/26", RUTLAND, 3, by=cast.officer)
    period, browser = IndicatorPeriod.objects.get(), sign_in("board_officer")
    address = reverse("assurance:put_question", args=[period.pk])
    shown = browser.get(address).content.decode()
    assert "Do children who need help get it the first time? (Indicator REF-01, Quarter 4 2025/26)" in shown
    given = {
        "raised_with": cast.rutland.pk, "about": "Do they?", "due_on_day": "1", "due_on_month": "5",
        "due_on_year": "2026",
    }  # fmt: skip
    assert browser.post(address, given).status_code == 302
    challenge = Challenge.objects.get()
    assert (challenge.raised_with, challenge.subject, challenge.deadline.due_on) == (
        cast.rutland, "Indicator REF-01, Quarter 4 2025/26", date(2026, 5, 1),
    )  # fmt: skip
    assert "has already been asked that question" in browser.post(address, given).content.decode()
    assert challenge.reference in page(browser, "indicator", made.pk)
    assert challenge.reference not in page(sign_in("group_member"), "indicator", made.pk)


# Given in the grid ------------------------------------------------------------------------------------------------


@pytest.fixture
def asked(cast):
    indicator(cast)
    indicator(cast, "TIME-01", unit="percentage")
    ask_for_figures()
    return FiguresAsked.objects.get(organisation=cast.rutland, starts_on=date(2026, 1, 1))


def typed(asked, **given):
    """What a browser posts: boxes by `<name>_<number of the row>`, words by `<name>_<code>`."""
    pks = {one.code.replace("-", ""): one.pk for one in Indicator.objects.all()}
    data = {"seen": str(asked.revision)}
    for name, value in given.items():
        first, _, last = name.rpartition("_")
        data[f"{first}_{pks.get(last, last)}" if first else name] = value
    return data


def test_give_figures_saves_part_and_then_meets_the_deadline(asked, cast, sign_in):
    browser, address = sign_in(cast.rutland_lead), reverse("assurance:give_figures", args=[asked.pk])
    assert browser.post(address, typed(asked, numerator_0="3")).url == asked.get_absolute_url()
    asked.refresh_from_db()
    answer = browser.post(address, typed(asked, numerator_0="3", numerator_1="1,204", denominator_1="2 408"))
    assert answer.url == reverse("assurance:figures")
    assert list(Figure.objects.values_list("numerator", "denominator").order_by("pk")) == [
        (3, None),
        (1204, 2408),
    ]
    assert Deadline.objects.get(organisation=cast.rutland, duty="figures").late is False
    assert "No figures are due" in page(browser, "figures")


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"numerator_0": "&lt;5"}, "Enter the number itself"),
        ({"numerator_0": "three"}, "REF-01, Rutland: ‘three’ is not a number. Write it like 1,234 or 12.5"),
        ({"numerator_0": "1.5"}, "REF-01, Rutland: ‘1.5’ is not a whole number"),
        ({"numerator_0": "-2"}, "REF-01, Rutland: ‘-2’ is less than 0"),
        ({"numerator_1": "5", "denominator_1": "4"}, "The numerator, 5, is more than the denominator, 4."),
        ({"numerator_1": "5"}, "TIME-01, Rutland: Enter the denominator, or say why there is no figure."),
        ({"numerator_0": "5", "note_REF01": "Born on 3/4/2021"}, "could be a date of birth"),
    ],
)
def test_give_figures_says_what_is_wrong_at_its_box_and_loses_nothing(asked, cast, sign_in, given, sentence):
    given = {name: value.replace("&lt;", "<") for name, value in given.items()}
    browser = sign_in(cast.rutland_lead)
    told = browser.post(reverse("assurance:give_figures", args=[asked.pk]), typed(asked, **given))
    text = told.content.decode().replace("&#x27;", "'")
    assert told.status_code == 200
    assert sentence in text
    assert not Figure.objects.exists()
    for value in given.values():
        assert value.replace("<", "&lt;") in text


def test_give_figures_tells_two_colleagues_of_one_another(asked, cast, sign_in):
    browser, address = sign_in(cast.rutland_lead), reverse("assurance:give_figures", args=[asked.pk])
    opened = typed(asked, numerator_0="7")
    assert sign_in(cast.officer).post(address, typed(asked, numerator_0="8")).status_code == 302
    told = browser.post(address, opened).content.decode()
    assert "Someone else saved figures while you were entering yours" in told
    assert "final: 8" in told
    assert 'value="7"' in told


def test_give_figures_keeps_an_indicator_that_cannot_be_given_with_its_reason(asked, cast, sign_in):
    browser, address = sign_in(cast.rutland_lead), reverse("assurance:give_figures", args=[asked.pk])
    given = typed(asked, numerator_0="7", absent_TIME01="The system was changed")
    assert browser.post(address, given).url == reverse("assurance:figures")
    told = page(sign_in("group_chair"), "indicator", Indicator.objects.get(code="TIME-01").pk)
    assert "The system was changed" in told


def test_write_commentary_tells_two_colleagues_of_one_another(cast, sign_in):
    made = indicator(cast)
    give(made, "Q4 2025/26", LEICS, 30, by=cast.officer)
    period, browser = IndicatorPeriod.objects.get(), sign_in(cast.county_lead)
    address = reverse("assurance:write_commentary", args=[period.pk])
    assert browser.post(address, {"commentary": "Seen earlier.", "seen": "0"}).status_code == 302
    told = browser.post(address, {"commentary": "Seen later.", "seen": "0"}).content.decode()
    assert "Someone else saved this while you were writing" in told
    assert "Seen later." in told
    assert "Seen earlier." in page(sign_in("group_member"), "indicator", made.pk)


# Read in from a file ----------------------------------------------------------------------------------------------

HEAD = "Indicator,Period,Area,Category,Numerator,Denominator,Value,Provisional or final,Why there is no figure,What it means for children,Why it changes\n"  # noqa: E501


def send(browser, content, name="figures.csv"):
    content = content if isinstance(content, bytes) else content.encode()
    return browser.post(
        reverse("assurance:upload_figures"),
        {"deed": "read", "file": SimpleUploadedFile(name, content)},
        follow=True,
    ).content.decode()


def enter(browser, **given):
    return browser.post(
        reverse("assurance:upload_figures"), {"deed": "enter", **given}, follow=True
    ).content.decode()


def test_a_file_is_looked_at_before_anything_is_entered_and_twice_is_harmless(cast, sign_in):
    indicator(cast)
    indicator(cast, "TIME-01", unit="percentage")
    browser = sign_in("board_officer")
    content = HEAD + (
        'ref-01,Q1 2025/26,Leicestershire,,"1,204",,,,,Seen early.,\n'
        "REF-01,July to September 2025,Rutland,,3,,,provisional,,,\n"
        "TIME-01,Q1 2025/26,Rutland,,12,96,12.5%,final,,,\n"
        "TIME-01,2025-26 Q2,Rutland,,,,,,System changed,,\n"
    )
    told = send(browser, content)
    assert "4 figures will be saved. 0 are already recorded" in told
    assert not Figure.objects.exists()
    assert "4 figures are entered. Already recorded and not changed: 0." in enter(browser)
    assert list(
        Figure.objects.order_by("pk").values_list("numerator", "denominator", "state", "absent_because")
    ) == [
        (1204, None, "final", ""), (3, None, "provisional", ""), (12, 96, "final", ""),
        (None, None, "final", "System changed"),
    ]  # fmt: skip
    assert IndicatorPeriod.objects.get(commentary="Seen early.").indicator.code == "REF-01"
    assert "0 figures will be saved. 4 are already recorded" in send(browser, content)
    assert "No new figures were entered. Already recorded and not changed: 4." in enter(browser)
    assert Figure.objects.count() == 4
    assert "There are no rows waiting" in enter(browser)


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        ("XX-1,Q1 2025/26,Rutland,,5", "Indicator: ‘XX-1’ is not one of your indicators."),
        (",Q1 2025/26,Rutland,,5", "Indicator: is empty."),
        ("REF-01,Q1 2025,Rutland,,5", "Period: ‘Q1 2025’ does not say which financial year."),
        ("REF-01,Q1 2026/27,Rutland,,5", "Period: Quarter 1 2026/27 does not end until 30 June 2026."),
        (
            "REF-01,Q1 2024/25,Rutland,,5",
            "Period: REF-01 is not asked for Quarter 1 2024/25. It is asked from April 2025.",
        ),
        ("REF-01,Q1 2025/26,Oakham,,5", "Area: ‘Oakham’ is no area."),
        ("REF-01,Q1 2025/26,,,5", "Area: is empty."),
        ("REF-01,Q1 2025/26,Leicester City,,5", "Area: REF-01 has no figures for that area."),
        ("REF-01,Q1 2025/26,Rutland,under 5,5", "Category: ‘under 5’ is no category."),
        ("REF-01,Q1 2025/26,Rutland,,=1+1", "Numerator: is a formula. Put its value there instead."),
        ("REF-01,Q1 2025/26,Rutland,,<5", "Numerator: ‘&lt;5’ stands for a number that was removed."),
        ("REF-01,Q1 2025/26,Rutland,,1.234", "Numerator: ‘1.234’ is not a whole number."),
        ("REF-01,Q1 2025/26,Rutland,,12%", "Numerator: ‘12%’ is a percentage. Enter the number counted"),
        ("REF-01,Q1 2025/26,Rutland,,5,9", "Denominator: This is a count. Leave the denominator blank."),
        ("REF-01,Q1 2025/26,Rutland,,,", "Numerator: Enter the numerator, or say why there is no figure."),
        (
            "TIME-01,Q1 2025/26,Rutland,,12,96,0.125",
            "Value: ‘0.125’ could be a share or less than 1%.",
        ),
        (
            "TIME-01,Q1 2025/26,Rutland,,12,96,13%",
            "Value: The value does not agree: 12 of 96, times 100, is 12.5.",
        ),
        ("TIME-01,Q1 2025/26,Rutland,,12,96,,draft", "Provisional or final: ‘draft’ is no state."),
        (
            "REF-01,Q2 2025/26,Rutland,,9",
            "Why it changes: there is already a figure. Enter why you are changing it.",
        ),
    ],
)
def test_a_wrong_row_is_named_with_its_column_and_nothing_is_entered(cast, sign_in, row, sentence):
    made = indicator(cast)
    indicator(cast, "TIME-01", unit="percentage")
    give(made, "Q2 2025/26", RUTLAND, 6, by=cast.officer)
    browser = sign_in("board_officer")
    told = send(browser, HEAD + "REF-01,Q1 2025/26,Leicestershire,,50,,,,,,\n" + row + "\n")
    assert sentence in told
    assert "Nothing is saved until every row is right" in told
    assert "Some rows have errors" in enter(browser)
    assert Figure.objects.count() == 1


def test_an_agency_reads_in_its_own_figures_alone(cast, sign_in):
    indicator(cast)
    told = send(sign_in(cast.rutland_lead), HEAD + "REF-01,Q1 2025/26,Leicestershire,,50,,,,,,\n")
    assert "Indicator: Your agency does not give that figure." in told


def test_a_file_of_somebody_who_gives_no_figures_learns_of_no_indicator(cast, sign_in):
    indicator(cast)
    told = send(sign_in("school_lead"), HEAD + "REF-01,Q1 2025/26,Rutland,,3,,,,,,\n")
    assert "‘REF-01’ is not one of your indicators" in told


def test_a_row_given_twice_in_a_file_is_refused(cast, sign_in):
    indicator(cast)
    told = send(sign_in("board_officer"), HEAD + "REF-01,Q1 2025/26,Rutland,,5,,,,,,\n" * 2)
    assert "Indicator: row 2 gives the same figure. Remove one of them." in told


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        ("REF-01;Q1 2025/26\n".encode("utf-16"), "figures.csv", "The file is not plain text."),
        (b"PK\x03\x04rest", "figures.csv", "is something else inside"),
        (
            "Name,Number\na,1\n",
            "figures.csv",
            "The first row must name the columns. Not found: Indicator, Period",
        ),
        ("", "figures.csv", "The selected file is empty. Choose another file"),
        (HEAD, "figures.csv", "There are headings, but no row below them."),
        ("x", "figures.pdf", "Choose a CSV or Excel file"),
        ("x" * (2 * 1024 * 1024 + 1), "figures.csv", "It is larger than 2 MB."),
    ],
)
def test_a_file_that_is_no_table_is_refused_with_a_sentence(cast, sign_in, content, name, sentence):
    assert sentence in send(sign_in("board_officer"), content, name)
    assert not Upload.objects.exists()


def test_windows_letters_semicolons_and_excel_are_read(cast, sign_in):
    indicator(cast, breakdown="age", categories=["under 5’s", "older"])
    browser = sign_in("board_officer")
    told = send(
        browser, (HEAD.replace(",", ";") + "REF-01;Q1 2025/26;Rutland;under 5’s;7;;;;;;\n").encode("cp1252")
    )
    assert "1 figure will be saved" in told
    book = openpyxl.Workbook()
    book.active.append(HEAD.strip().split(","))
    book.active.append(["REF-01", date(2025, 4, 1), "Rutland", "older", 12.0])
    out = io.BytesIO()
    book.save(out)
    assert "1 figure will be saved" in send(browser, out.getvalue(), "figures.xlsx")


def test_the_template_holds_what_is_missing_and_comes_back(asked, cast, sign_in):
    browser = sign_in(cast.rutland_lead)
    content = browser.get(reverse("assurance:figures_template", args=["xlsx"])).content
    book = openpyxl.load_workbook(io.BytesIO(content))
    rows = [[cell or "" for cell in row] for row in book.active.values]
    assert [row[:3] for row in rows] == [
        ["Indicator", "Period", "Area"],
        ["REF-01", "Q4 2025/26", "Rutland"],
        ["TIME-01", "Q4 2025/26", "Rutland"],
    ]
    book.active["E2"], book.active["E3"], book.active["F3"] = 7, 30, 60
    out = io.BytesIO()
    book.save(out)
    assert "2 figures will be saved" in send(browser, out.getvalue(), "back.xlsx")
    assert "2 figures are entered" in enter(browser)
    assert not Deadline.objects.get(organisation=cast.rutland, duty="figures").outstanding


def test_late_rows_of_a_file_say_why(asked, cast, sign_in):
    with time_machine.travel("2026-05-06 10:00", tick=True):
        browser = sign_in(cast.rutland_lead)
        send(browser, HEAD + "REF-01,Q4 2025/26,Rutland,,7,,,,,,\nTIME-01,Q4 2025/26,Rutland,,7,70,,,,,\n")
        assert "These figures are late. Enter why." in enter(browser)
        assert "2 figures are entered" in enter(browser, late_reason="Our analyst was ill.")


def test_formula_like_words_leave_as_text(cast, sign_in):
    made = indicator(cast, name="=cmd|calc")
    give(made, "Q1 2025/26", LEICS, 40, by=cast.officer)
    content = (
        sign_in("board_officer").get(reverse("assurance:indicators_file", args=["csv"])).content.decode()
    )
    assert "'=cmd|calc" in content


def test_rows_that_wait_are_their_readers_alone(cast, sign_in):
    indicator(cast)
    send(sign_in(cast.rutland_lead), HEAD + "REF-01,Q1 2025/26,Rutland,,3,,,,,,\n")
    assert "Rows in the file" not in page(sign_in(cast.county_lead), "upload_figures")
    assert uploads.waiting(files.PURPOSE, by=cast.rutland_lead) is not None


def test_the_quarter_before_is_what_both_counties_are_compared_with(cast, sign_in):
    made = indicator(cast)
    a_year(made, [40, 41, 42, 60], [10, 11, 12, 13], by=cast.officer)
    assert quarter("Q4 2025/26").before == quarter("Q3 2025/26")
    told = page(sign_in("group_chair"), "indicators")
    assert "Up from 54: worse" in told
    assert BOTH.label in told


# The starting set -------------------------------------------------------------------------------------------------


def test_load_indicators_asks_nobody_before_somebody_confirms(cast, capsys):
    for code in ("university-hospitals-of-leicester", "leicestershire-partnership-trust"):
        cast.organisation(code, code, "health_provider")
    call_command("load_indicators")
    assert capsys.readouterr().out.splitlines()[:2] == ["Added: REF-01", "Added: REF-02"]
    assert ask_for_figures() == 0
    made = Indicator.objects.get(code="SH-01")
    keeping.change_indicator(made, by=cast.officer, seen=1, confirmed=True, name="Ours")
    call_command("load_indicators")
    assert capsys.readouterr().out == "Nothing: they are all there.\n"
    made.refresh_from_db()
    assert (made.name, made.source.code) == ("Ours", "leicestershire-partnership-trust")
    with time_machine.travel("2026-07-02 09:00", tick=True):
        assert ask_for_figures() == 1


def test_a_figure_of_an_indicator_that_nobody_confirmed_is_refused(cast):
    made = indicator(cast, confirmed=False)
    with pytest.raises(Refused, match="REF-01 is not confirmed yet"):
        give(made, "Q1 2025/26", LEICS, 5, by=cast.officer)


def test_an_agency_is_told_how_many_figures_are_asked_of_it_and_of_no_other(cast, sign_in):
    indicator(cast)
    ask_for_figures()
    everybodys = FiguresAsked.objects.outstanding().count()
    its_own = FiguresAsked.objects.outstanding().filter(organisation=cast.county).count()
    assert 0 < its_own < everybodys

    assert f"Figures requested ({its_own}" in page(sign_in(cast.county_lead), "indicators")
    assert f"Figures requested ({everybodys}" in page(sign_in("board_officer"), "indicators")
