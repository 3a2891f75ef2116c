"""Celery, and the whole timetable of what happens by itself.

Tasks are doorbells over rows: each looks for what is due now, so a lost message or a lost day loses
nothing and a second ring does nothing. `manage.py sweep` does the same without Celery.
"""

import os

from celery import Celery

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "partnership.site.settings")

app = Celery("portal")
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

app.conf.beat_schedule = {
    "worker shows that it works": {
        "task": "partnership.tasks.beat",
        "schedule": 10.0,
        "options": {"expires": 9},
    },
    "promise reminders": {"task": "partnership.tasks.promise_reminders", "schedule": 300.0},
    # What a hanging server kept waits 10 seconds for it and rests 10: so it is gone within half a minute.
    "post letters": {"task": "partnership.tasks.post_letters", "schedule": 5.0, "options": {"expires": 4}},
    "post daily digests": {"task": "partnership.tasks.post_digests", "schedule": 300.0},
    "read what came back": {"task": "partnership.tasks.read_bounces", "schedule": 300.0},
    "forget what was kept": {"task": "partnership.tasks.forget_what_was_kept", "schedule": 3600.0},
    "sweep files": {"task": "partnership.tasks.sweep_files", "schedule": 3600.0},
    "make meetings' packs": {
        "task": "partnership.tasks.make_waiting_packs",
        "schedule": 60.0,
        "options": {"expires": 59},
    },
    "open the young people's year": {
        "task": "partnership.tasks.open_young_peoples_years",
        "schedule": 3600.0,
    },
    "open prepared rounds": {
        "task": "partnership.tasks.open_planned_rounds",
        "schedule": 3600.0,
    },
    "let stand what closed": {
        "task": "partnership.tasks.let_stand_what_closed",
        "schedule": 3600.0,
    },
    "chase schools": {"task": "schools.tasks.chase_schools", "schedule": 3600.0},
    "ask schools to confirm contacts": {
        "task": "schools.tasks.ask_to_confirm_contacts",
        "schedule": 3600.0,
    },
    "print letters to schools": {
        "task": "schools.tasks.print_chase_letters",
        "schedule": 60.0,
        "options": {"expires": 59},
    },
    "publish what is due": {
        "task": "reviews.tasks.publish_due",
        "schedule": 60.0,
        "options": {"expires": 59},
    },
    "make evidence packs": {
        "task": "reviews.tasks.make_waiting_packs",
        "schedule": 60.0,
        "options": {"expires": 59},
    },
    "settle the timetable of quality assurance": {
        "task": "assurance.tasks.settle_timetable",
        "schedule": 3600.0,
    },
    "ask for figures": {"task": "assurance.tasks.ask_for_figures", "schedule": 3600.0},
    "finish yearly reports": {
        "task": "assurance.tasks.render_waiting_reports",
        "schedule": 60.0,
        "options": {"expires": 59},
    },
    "send feedback letters": {
        "task": "assurance.tasks.send_waiting_letters",
        "schedule": 60.0,
        "options": {"expires": 59},
    },
    "print what goes with yearly reports": {
        "task": "assurance.tasks.print_report_papers",
        "schedule": 60.0,
        "options": {"expires": 59},
    },
    "close comments on yearly reports": {
        "task": "assurance.tasks.close_comment_windows",
        "schedule": 3600.0,
    },
    "write of certificates that run out": {
        "task": "training.tasks.write_of_refreshers",
        "schedule": 3600.0,
    },
    "pass places in training on": {"task": "training.tasks.sweep_places", "schedule": 900.0},
    "chase settings": {"task": "schools.tasks.chase_settings", "schedule": 3600.0},
    "begin education reports": {"task": "schools.tasks.open_education_reports", "schedule": 3600.0},
    "ask what training changed": {"task": "training.tasks.ask_what_changed", "schedule": 3600.0},
}
app.conf.beat_scheduler = "partnership.site.beat:Scheduler"
