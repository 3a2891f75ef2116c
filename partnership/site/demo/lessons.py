"""What the invented cases lead to: recommendations, actions, learning that is passed on, and briefings."""

from django.utils import timezone

from partnership.operations.actions import claim, embed, verify
from partnership.site.demo.time import at
from partnership.working_days import add_working_days
from reviews.operations import briefing
from reviews.operations.action_plan import add_recommendation, answer_recommendation, open_action
from reviews.operations.learning import (
    check_learning,
    note_learning,
    plan_dissemination,
    record_dissemination,
)

ORGANISATION_OF = {
    "county_lead": "leicestershire-county-council",
    "police_lead": "leicestershire-police",
    "health_lead": "leicester-leicestershire-and-rutland-icb",
    "hospital_lead": "university-hospitals-of-leicester",
    "trust_lead": "leicestershire-partnership-trust",
}


def recommend(people, case, text, *, answer="", reason="", source="review"):
    """What a review recommends, and what the group says to it today; no answer where it has not met yet."""
    recommendation = add_recommendation(case, by=people.officer, text=text, source=source)
    if not answer:
        return recommendation
    return answer_recommendation(
        recommendation, by=people.officer, answer=answer, reason=reason, answered_on=timezone.localdate()
    )


def ask_for(people, case, title, lead, target_on, **more):
    """An action of that lead's agency."""
    (action,) = open_action(
        case,
        by=people.officer,
        title=title,
        target_on=target_on,
        organisations=[people[ORGANISATION_OF[lead]]],
        **more,
    )
    return action


def act(people, case, day, title, lead):
    """An action that goes all the way: asked for, shown, verified, and found to hold by a later audit."""
    yield at(day)
    action = ask_for(people, case, title, lead, add_working_days(day, 10))
    yield at(add_working_days(day, 8))
    claim(
        action,
        by=getattr(people, lead),
        evidence="The supervision form asks for it; ten records show that it is used.",
    )
    yield at(add_working_days(day, 10))
    verify(action, by=people.officer)
    yield at(add_working_days(day, 25))
    embed(action, by=people.officer, evidence="Thirty records half a year on show the same.")


def let_out(people, case, text, theme=""):
    """A learning point that a second person has looked at, so that the public reads it."""
    link = note_learning(case, by=people.officer, text=text, theme=theme, for_public=True)
    return check_learning(link, by=people.second_officer, passed=True)


def pass_on(people, case, day, *, audience, product="bulletin", organisation=None, reached=180, late_by=0):
    """Planned on that day for a week later, and done then, or so many working days late."""
    yield at(day)
    due_on = add_working_days(day, 5)
    planned = plan_dissemination(
        case, by=people.officer, audience=audience, product=product, due_on=due_on, organisation=organisation
    )
    done_on = add_working_days(due_on, late_by)
    yield at(done_on, 15)
    record_dissemination(
        planned, by=people.officer, done_on=done_on, reached=reached,
        shown_by="Team leaders signed that it was talked about.",
        late_reason="Two teams met a week later than planned." if late_by else "",
    )  # fmt: skip


OF_BRUISES = {
    "background": "A local review looked at how agencies respond when a baby who cannot yet move has a bruise.",
    "what_happened": "A baby was seen with a bruise by three professionals within two weeks. Each knew the guidance, "
    "and each believed that somebody else would make the referral.",
    "why_it_matters": "A bruise on a baby who does not move is rare, and may be the only warning.",
    "what_we_learnt": "Guidance was known and not used.\nNobody was asked in supervision when it was last used.\n"
    "The out-of-hours team had no way to see who had called.",
    "do_differently": "Whoever sees the bruise first makes the referral, at once.\nSay aloud who makes the call.\n"
    "Write down what the baby can do, not only their age.",
    "questions": "When did one of us last make such a referral?\nWhat would stop you on a Friday evening?",
    "find_out_more": "The bruising procedure of the partnership.\nThe training day on babies.",
}
OF_NIGHTS = {
    "background": "Several rapid reviews in three years concerned babies who died while sleeping beside an adult.",
    "what_happened": "Families had been told how babies sleep safely. On the night something was different: a visit, "
    "a journey, a drink.",
    "why_it_matters": "Advice that fits an ordinary night does not protect a baby on the other nights.",
    "what_we_learnt": "Families planned for ordinary nights.\nNobody had asked about other ones.",
    "do_differently": "Ask where the baby sleeps when things are different.\nPlan with both parents.",
    "questions": "How do you ask without blame?\nWhom else in the family do you speak to?",
    "find_out_more": "The safer sleep programme of the partnership.",
}


def write_briefing(people, texts, *, title, theme, case=None):
    """Begun and written by the learning officer."""
    begun = briefing.start_briefing(by=people.learning_officer, title=title, theme=theme, case=case)
    return briefing.write_briefing(
        begun, by=people.learning_officer, seen=begun.revision, title=title, theme=theme, **texts
    )


def agree_briefing(people, written):
    return briefing.agree_briefing(written, by=people.officer, seen=written.revision)
