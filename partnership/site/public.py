"""The only pages that open without signing in. A test compares them with a literal list.

Every other address is closed by LoginRequiredMiddleware; allauth opens its own sign-in pages.
"""

from django.contrib.auth.decorators import login_not_required
from django.urls import path

from assurance.views import public as assurance
from partnership.site import front_page, privacy, search_site, security_txt, sitemap
from partnership.views import (
    answering,
    health,
    invitations,
    public_disputes,
    public_plan,
    public_policies,
    public_voice,
    workspace,
)
from partnership.views import public as partnership
from reviews.views import feed, library
from reviews.views import public as reviews
from schools.views import chasing, school_return, setting_answer
from training.views import accounts as training_accounts
from training.views import certificates, evaluate
from training.views import managers as training_managers
from training.views import public as training


def open_page(route, view, name):
    return path(route, login_not_required(view), name=name)


site = (
    [
        open_page("", front_page.home, "home"),
        open_page("find/", search_site.search_site, "search_site"),
        open_page("sitemap.xml", sitemap.sitemap, "sitemap"),
        open_page("robots.txt", sitemap.robots, "robots"),
        open_page(".well-known/security.txt", security_txt.security_txt, "security_txt"),
        open_page("reviews/", reviews.published, "reviews"),
        open_page("reviews/feed.atom", feed.feed, "reviews_feed"),
        open_page("reviews/<slug:slug>/", reviews.review, "review"),
        open_page("reviews/<slug:slug>/<slug:file>/", reviews.artefact, "artefact"),
        open_page("learning/", library.library, "library"),
        open_page("learning/feed.atom", library.feed, "library_feed"),
        open_page("learning/<slug:slug>/", library.library_item, "library_item"),
        open_page("learning/<slug:slug>/file/", library.library_file, "library_file"),
        open_page("yearly-reports/", assurance.reports, "yearly_reports"),
        open_page("yearly-reports/feed.atom", assurance.feed, "yearly_reports_feed"),
        open_page("yearly-reports/<slug:slug>/", assurance.report, "yearly_report"),
        open_page("yearly-reports/<slug:slug>/pdf/", assurance.report_pdf, "yearly_report_pdf"),
        open_page("yearly-reports/<slug:slug>/<slug:kind>/", assurance.companion, "companion"),
        open_page("yearly-reports/<slug:slug>/<slug:kind>/pdf/", assurance.companion_pdf, "companion_pdf"),
        open_page("arrangements/", partnership.arrangements, "arrangements"),
        open_page("arrangements/compare/", partnership.compare, "compare"),
        open_page("arrangements/<slug:code>/", partnership.edition, "edition"),
        open_page("structure/", partnership.structure, "structure"),
        open_page("members/", partnership.members, "members"),
        open_page("disputes/", public_disputes.disputes, "disputes"),
        open_page("groups/<slug:code>/", partnership.group, "group"),
        open_page("policies/", public_policies.policies, "policies"),
        open_page("policies/feed.atom", public_policies.feed, "policies_feed"),
        open_page("policies/<slug:slug>/", public_policies.policy, "policy"),
        open_page("policies/<slug:slug>/<int:number>/", public_policies.policy_earlier, "policy_earlier"),
        open_page("policies/<slug:slug>/<int:number>/pdf/", public_policies.policy_file, "policy_file"),
        open_page("business-plan/", public_plan.plan, "plan"),
        open_page("business-plan/<int:year>/", public_plan.plan_of_year, "plan_of_year"),
        open_page("business-plan/<int:year>/pdf/", public_plan.plan_file, "plan_file"),
        open_page("courses/", training.courses, "courses"),
        open_page("courses/<slug:slug>/", training.course, "course"),
        open_page("you-said-we-did/", public_voice.voice, "voice"),
        open_page("certificates/", certificates.check_certificate, "check_certificate"),
        open_page("certificates/<str:code>/", certificates.checked_certificate, "checked_certificate"),
        open_page("raise-a-concern/", partnership.concern, "concern"),
        open_page("accessibility/", partnership.accessibility, "accessibility"),
        open_page("privacy/", privacy.privacy, "privacy"),
        open_page("cookies/", partnership.cookies, "cookies"),
        open_page("contact/", partnership.contact, "contact"),
        open_page("glossary/", partnership.glossary, "glossary"),
    ],
    "public",
)

# opened to machines, or by a secret in the address
nameless = [
    open_page("healthz", health.healthz, "healthz"),
    open_page("readyz", health.readyz, "readyz"),
    open_page("invitation/<str:secret>/", invitations.accept, "accept"),
    open_page("say/thank-you/", answering.survey_thanks, "survey_thanks"),
    open_page("say/<slug:code>/", answering.answer_survey, "answer_survey"),
    open_page("about-a-return/<str:secret>/", chasing.answer_chase, "answer_chase"),
    open_page("sign-a-return/<str:secret>/", school_return.sign_school_return, "sign_school_return"),
    open_page("book-training/account/", training_accounts.make_account, "make_account"),
    open_page("book-training/account/new/", training_accounts.ask_for_account, "ask_for_account_elsewhere"),
    open_page("book-training/account/<int:pk>/", training_accounts.ask_for_account, "ask_for_account"),
    open_page("book-training/account/asked/", training_accounts.account_asked, "account_asked"),
    open_page("book-training/terms/", training_managers.booking_terms, "booking_terms"),
    open_page("place/<str:secret>/", training_managers.answer_place, "answer_place"),
    open_page("sickness/<str:secret>/", training_managers.confirm_sickness, "confirm_sickness"),
    open_page("certificate/<str:secret>/", certificates.guest_certificate, "guest_certificate"),
    open_page("answer-for-a-setting/<str:secret>/", setting_answer.answer_setting, "answer_setting"),
    open_page("evaluate/<str:secret>/", evaluate.evaluate, "evaluate"),
    open_page("calendar/<str:secret>.ics", workspace.calendar_feed, "calendar_feed"),
]
