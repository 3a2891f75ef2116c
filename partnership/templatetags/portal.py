"""Every tag, filter and part that pages are built from. Start a template with `{% load portal %}`.

A PAGE
    {% extends "base.html" %}{% load portal %}
    {% block title %}Rapid review{% endblock %}      becomes "Rapid review – Partnership name";
                                                     "Error: " comes before it by itself
    {% block breadcrumbs %}{% breadcrumbs "Cases" cases_address "This page" %}{% endblock %}
    {% block before_content %}{% back_link address %}{% endblock %}
    {% block content %}<h1 class="govuk-heading-l">…</h1>{% endblock %}
    {% block aside %}…{% endblock %}                 side column, drawn only when it says something
    base.html draws the error summary of the context's `form`, and `messages` as banners, by itself.
    {% once %}{% script "returns.js" %}{% endonce %} what is the same for everybody, drawn once by each process
    Text keeps a readable measure and tables use the full width: no grid classes are needed.
    Two thirds and one third: <div class="portal-columns">…</div>; even: portal-columns--even.

A FORM    (how its fields look: the `looks` of partnership/forms/renderer.py)
    <form method="post" novalidate>{% csrf_token %}
      {% fields form %}                              all fields, by form.helper's layout if it has one
      {% field form.reason %}                        one field, same as {{ form.reason.as_field_group }}
      {% submit "Record the decision" %}
      {% submit "Withdraw" kind="warning" name="deed" value="withdraw" %}
    </form>
    {% field form.code label="Six digits" hint="" %} words for a form that is not ours (allauth's)
    {% error_summary other_form %}                   only for forms not called `form`, at the top
    <form … data-autosave="{{ address }}">           portal.js posts a draft when typing pauses
    A date is partnership.forms.dates.DateField, posted as <name>_day, <name>_month, <name>_year.

PARTS     (`address` is always a URL; lists hold dicts or objects with the names in braces)
    {% tag "Late" "red" %}                           grey green teal blue purple magenta red orange yellow
    {% status_tag case.stage colours %}              colours = {"decided": "green"}; text is its label
    {% summary_list rows %}                          (key, value) or {key, value, actions}
                                                     actions: [{text, address, hidden}]
    {% summary_list rows card="Notification" %}      in a titled card
    {% task_list tasks %}                            {title, address, hint, status, colour};
                                                     without address it cannot start yet
    {% timeline events %}                            {title, by, at, text, address}
    {% banner "Saved." %}                            kind="success" takes focus; also warning, error
    {% confirmation "Report sent" "Reference 12" %}  big panel after a deed; it is the page's h1
    {% inset "…" %} {% warning "…" %} {% phase "Demo" "Everything here is invented." %}
    {% details "Why we ask" %}…{% enddetails %}
    {% meanings "rapid review" "quorum" %}           what the glossary says of them, folded away
    {% pagination page %}                            Django Page; keeps the query string
    {% sub_navigation items label="Case" %}          {label, address, current}
    {% breadcrumbs "Home" "/" "Here" %} {% back_link address "Back to cases" %}
    {% table caption="Cases under way" columns="Case|Due|Days left#" empty="No cases are under way." %}
      {% for case in cases %}<tr class="govuk-table__row">
        <th class="govuk-table__header" scope="row"><a class="govuk-link" href="…">…</a></th>
        <td class="govuk-table__cell" data-label="Due">{{ case.due_on|day }}</td>
        <td class="govuk-table__cell govuk-table__cell--numeric" data-label="Days left">3</td>
      </tr>{% endfor %}
    {% endtable %}                                   # marks a numeric column; data-label heads the cell
                                                     on a phone; stack=False scrolls; hide_caption=True
    {% table_of rows caption="…" columns="Agency|Returns#" empty="…" %}    rows: lists of plain cells
    {% clock deadline %} {% clocks deadlines %}      card: .label .due_on .done_on .late .rule .source
                                                     .working_days_left .address .starts_on: with it the
                                                     card has a bar of the time used
    {% panel "Asked of me" items empty="Nothing." tone="late" %}    tones: asked late next
                                                     {title, address, due_on, note, late, tag, colour};
                                                     more_address= more_text= count=
    {% figures items %}                              row of numbers: {value, label, address}
    {% filter_panel form clear_address %}            GET form in a panel
    {% listing shown %}                              above a list of partnership/views/listings.py: views,
                                                     filters, how many are shown, files, order; then
                                                     {% table caption=shown.caption columns=shown.heads … %}
    {% tree nodes label="Structure" %}               {name, note, address, area, kind, children};
                                                     kinds: lead linked
    {% bar_chart rows "Returns by agency" %}         (label, value); unit="%" maximum=100
                                                     headings="Agency|Returns#" note=
    {% times drawn "Timeline of the case" %}         rules.drawing.times: bars and marks in time, words, table
    {% clock_bar deadline %} {{ deadline|time_left }}   time used as a bar; 3 of 15 working days left
    {% grid drawn "Attendance by meeting" %}         letters on shades; for which keys see the tag
    {% work attempt again_address %}                 an Attempt: progress that moves by itself, what keeps it, why
                                                     it failed and (POST) to try again; nothing once it is done;
                                                     brief=True where another one follows on the page

FILTERS AND SMALL TAGS
    {{ due_on|day }}                                 22 November 2026
    {{ due_on|day_short }}                           Sun 22 Nov 2026
    {{ at|moment }}                                  22 November 2026 at 2.05pm (London time)
    {{ at|hour }}                                    2.05pm or 3pm (London time)
    {{ told|fact }}                                  a fact of the record: yes, no, – for nothing
    {% when event.at %}                              either, as <time>
    {{ amount|pounds }}                              £1,234.50, −£12, a dash for nothing known
    {{ number|plain }}                               1,200 or 37.5, a dash for nothing
    {{ share|percent }}                              95.1%, 100%, a dash for nothing
    {{ n|working_days }}                             3 working days left · due today · 2 working days late
    {{ text|markdown }}                              safe HTML in the design system's classes
"""

from django import template

from partnership.parts import drawings, forms, frame, lists, marks, ways, work

register = template.Library()
for part in (frame, forms, marks, ways, lists, work, drawings):
    register.tags |= part.register.tags
    register.filters |= part.register.filters
