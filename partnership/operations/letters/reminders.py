"""The sweep: a letter is promised for every deadline and action that is near or late, in one statement."""

import json

from django.db import connection
from django.urls import reverse
from django.utils import timezone

from partnership.operations.doorbell import ring
from partnership.rules.deadlines import CHASED_APART, OF_EACH_SCHOOL
from partnership.rules.letters import STAGES, latest_due_date

# What is asked of the same people for the same day stands in one line until the letters are written: who is told is
# found once for all of it, and a sweep that finds nothing new has little to do. An action's number is negative here.
REMIND = """
    WITH asked AS (
        SELECT row_number() OVER () AS n, organisation_id, group_id, owner_id, role, due_on,
               CASE WHEN due_on <= %(late_manager)s THEN 'late_manager'
                    WHEN due_on <= %(late_lead)s THEN 'late_lead'
                    WHEN due_on <= %(late)s THEN 'late'
                    ELSE 'soon' END AS stage,
               duty = ANY (%(schools)s) AS of_each_school,
               array_agg(id) AS ids, array_agg(reference) AS refs, array_agg(label) AS labels, array_agg(path) AS paths
        FROM (
            SELECT id, reference, label, path, organisation_id, group_id, owner_id, role, due_on, duty
            FROM partnership_deadline
            WHERE done_on IS NULL AND ended_on IS NULL AND due_on <= %(soon)s AND duty <> ALL (%(apart)s)
            UNION ALL
            SELECT -id, 'Action ' || id, 'An action for you, or for your agency', replace(%(action)s, '0', id::text),
                   organisation_id, NULL, owner_id, '', target_on, ''
            FROM partnership_action
            WHERE state IN ('open', 'in_progress') AND target_on <= %(soon)s
        ) due
        GROUP BY organisation_id, group_id, owner_id, role, due_on, duty
    ), holder AS (
        SELECT a.person_id, a.role, a.organisation_id, s.group_id
        FROM partnership_appointment a
        JOIN partnership_person p ON p.id = a.person_id AND p.is_active
        LEFT JOIN partnership_seat s ON s.id = a.seat_id
        LEFT JOIN partnership_group g ON g.id = s.group_id
        WHERE (a.starts_on IS NULL OR a.starts_on <= %(today)s)
          AND (a.ends_on IS NULL OR a.ends_on >= %(today)s)
          AND (s.starts_on IS NULL OR s.starts_on <= %(today)s)
          AND (s.ends_on IS NULL OR s.ends_on >= %(today)s)
          AND (g.starts_on IS NULL OR g.starts_on <= %(today)s)
          AND (g.ends_on IS NULL OR g.ends_on >= %(today)s)
    ), told AS (
        SELECT a.n, h.person_id FROM asked a JOIN holder h ON h.organisation_id = a.organisation_id
            AND (h.role IN ('partner_lead', 'school_lead')
                 OR h.role = 'signatory' AND a.stage IN ('late_lead', 'late_manager'))
        UNION
        SELECT a.n, h.person_id FROM asked a JOIN holder h ON h.group_id = a.group_id AND h.role = 'group_chair'
        UNION
        SELECT a.n, p.id FROM asked a JOIN partnership_person p ON p.id = a.owner_id AND p.is_active
        UNION
        SELECT a.n, h.person_id FROM asked a
            JOIN holder own ON own.person_id = a.owner_id
            JOIN holder h ON h.organisation_id = own.organisation_id AND h.role = 'partner_lead'
            WHERE a.stage IN ('late_lead', 'late_manager')
        UNION
        SELECT a.n, h.person_id FROM asked a
            CROSS JOIN LATERAL (VALUES
                (a.role), (CASE WHEN a.stage = 'late_manager' AND NOT a.of_each_school THEN 'board_manager' END)
            ) office (role)
            JOIN holder h ON h.role = office.role
    ), owed AS MATERIALIZED (
        SELECT asked.*, person_id, ':' || stage || ':' || due_on || ':' || person_id AS rest,
               %(subjects)s::jsonb ->> stage AS subject
        FROM told JOIN asked USING (n)
    ), letter AS (
        SELECT CASE WHEN id > 0 THEN 'deadline:' || id ELSE 'action:' || -id END || rest AS key,
               thing.*, subject, stage, due_on, person_id
        FROM owed CROSS JOIN LATERAL unnest(ids, refs, labels, paths) AS thing (id, reference, label, path)
    )
    INSERT INTO partnership_letter
        (key, kind, recipient_id, address, reference, subject, label, due_on, path, secret, urgent,
         deadline_id, action_id, stage, state, state_reason, promised_at, attempts, try_at)
    SELECT l.key, 'reminder', l.person_id, '', l.reference,
           l.subject || ': ' || l.reference, l.label, l.due_on, l.path, false, false,
           CASE WHEN l.id > 0 THEN l.id END, CASE WHEN l.id < 0 THEN -l.id END,
           l.stage, 'promised', '', %(now)s, 0, %(now)s
    FROM letter l
    WHERE NOT EXISTS (SELECT 1 FROM partnership_letter before WHERE before.key = l.key)
    ON CONFLICT (key) DO NOTHING
"""


def promise_reminders(today=None):
    """Promise a letter for every deadline and action that is near or late, in one statement. Safe to repeat.

    Selects "on or before", never "equal to": after lost days each deadline gets one letter, its most
    urgent. Returns how many letters were new.
    """
    today = today or timezone.localdate()
    dates = {stage.name: latest_due_date(stage, today) for stage in STAGES}
    subjects = {stage.name: stage.subject for stage in STAGES}
    with connection.cursor() as cursor:
        cursor.execute(
            REMIND,
            {
                **dates,
                "apart": list(CHASED_APART),
                "schools": list(OF_EACH_SCHOOL),
                "today": today,
                "now": timezone.now(),
                "subjects": json.dumps(subjects),
                "action": reverse("action", args=[0]),
            },
        )
        new = cursor.rowcount
    if new:
        ring("partnership.tasks.post_letters")
    return new
