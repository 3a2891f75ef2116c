# ruff: noqa: E501 - a row is as wide as it is
"""The ground's own doors, the sign-in's and the partnership's public pages."""

from datetime import timedelta

from django.contrib.sessions.models import Session
from django.utils import timezone

from partnership.models import Invitation, LostAddress, SignIn
from partnership.operations import actions, people, sign_ins

ROWS = """
#                                                                     ano man off lea adm adv sig pal cha mem rev sch pra obs edu tra

# a person's own work, the diary and actions
home                                                             GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
put_steps_away                                                   GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
put_steps_away                                                   POST 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
bring_steps_back                                                 GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
bring_steps_back                                                 POST 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
diary                                                            GET  302 200 200 200 200 403 403 403 403 403 403 403 403 403 403 403
actions                                                          GET  302 200 200 200 200 403 403 403 200 403 403 403 403 403 403 403
action  pk=action.pk                                             GET  302 200 200 404 404 404 404 200 200 200 404 404 404 404 404 404
action  pk=wrong                                                 GET  302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
start  pk=action.pk                                              GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
start  pk=action.pk                                              POST 302 404 404 404 404 404 404 302 404 404 404 404 404 404 404 404
claim  pk=action.pk                                              GET  302 404 404 404 404 404 404 200 404 404 404 404 404 404 404 404
claim  pk=action.pk ? evidence=Seen                              POST 302 404 404 404 404 404 404 302 404 404 404 404 404 404 404 404
verify  pk=claimed.pk                                            GET  302 405 405 403 403 403 403 403 405 403 403 403 403 403 403 403
verify  pk=claimed.pk                                            POST 302 302 302 403 403 403 403 403 302 403 403 403 403 403 403 403
verify  pk=action.pk                                             POST 302 409 409 403 403 403 403 403 409 403 403 403 403 403 403 403
send_back  pk=claimed.pk                                         GET  302 200 200 403 403 403 403 403 200 403 403 403 403 403 403 403
send_back  pk=claimed.pk ? why=Thin                              POST 302 302 302 403 403 403 403 403 302 403 403 403 403 403 403 403
embed  pk=verified.pk                                            GET  302 200 200 403 403 403 403 403 200 403 403 403 403 403 403 403
embed  pk=verified.pk ? evidence=Audit                           POST 302 302 302 403 403 403 403 403 302 403 403 403 403 403 403 403
move_target  pk=action.pk                                        GET  302 200 200 403 403 403 403 403 200 403 403 403 403 403 403 403
move_target  pk=action.pk ? reason=Illness target_on_day=1 target_on_month=9 target_on_year=2027 POST 302 302 302 403 403 403 403 403 302 403 403 403 403 403 403 403
give_action  pk=action.pk                                        GET  302 200 200 403 403 403 403 403 200 403 403 403 403 403 403 403
give_action  pk=action.pk                                        POST 302 200 200 403 403 403 403 403 200 403 403 403 403 403 403 403
withdraw_action  pk=action.pk                                    GET  302 200 200 403 403 403 403 403 200 403 403 403 403 403 403 403
withdraw_action  pk=action.pk                                    POST 302 200 200 403 403 403 403 403 200 403 403 403 403 403 403 403
reword_action  pk=action.pk                                      GET  302 200 200 403 403 403 403 403 200 403 403 403 403 403 403 403
reword_action  pk=action.pk                                      POST 302 200 200 403 403 403 403 403 200 403 403 403 403 403 403 403

# the partnership's own page, people, letters and the record
hub                                                              GET  302 200 200 200 200 200 200 200 200 200 403 200 200 200 200 200
people                                                           GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
invite                                                           GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
invite                                                           POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
person  pk=newcomer.pk                                           GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
person  pk=wrong                                                 GET  302 404 403 403 403 403 403 403 403 403 403 403 403 403 403 403
appoint  pk=newcomer.pk                                          GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
appoint  pk=newcomer.pk                                          POST 302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
invite_again  pk=newcomer.pk                                     GET  302 405 403 403 403 403 403 403 403 403 403 403 403 403 403 403
invite_again  pk=newcomer.pk                                     POST 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403 403
start_afresh  pk=with_password.pk                                GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
start_afresh  pk=with_password.pk ? why=Lost                     POST 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403 403
end_appointment  pk=cast.practitioner.pk appointment_pk=appointment.pk GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
end_appointment  pk=cast.practitioner.pk appointment_pk=appointment.pk ? reason=Moved POST 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403 403
end_appointment  pk=newcomer.pk appointment_pk=appointment.pk    GET  302 404 403 403 403 403 403 403 403 403 403 403 403 403 403 403
letters                                                          GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
lost_addresses                                                   GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
clear_address  pk=lost_address.pk                                GET  302 405 403 403 403 403 403 403 403 403 403 403 403 403 403 403
clear_address  pk=lost_address.pk                                POST 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403 403
clear_address  pk=wrong                                          POST 302 404 403 403 403 403 403 403 403 403 403 403 403 403 403 403
put_address_right  pk=newcomer.pk                                GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
put_address_right  pk=newcomer.pk ? email=new@portal.test why=Rang POST 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403 403
put_name_right  pk=newcomer.pk                                   GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
put_name_right  pk=newcomer.pk ? name=Newer why=Married          POST 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403 403
letter_kinds                                                     GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
letter_kind  kind=password_reset                                 GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
letter_sheet  kind=password_reset                                GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
write_letter_words  kind=reminder                                GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
write_letter_words  kind=reminder ? opening=Dear                 POST 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403 403
write_letter_words  kind=nothing                                 GET  302 404 403 403 403 403 403 403 403 403 403 403 403 403 403 403
back_to_shipped_words  kind=reminder                             GET  302 405 403 403 403 403 403 403 403 403 403 403 403 403 403 403
back_to_shipped_words  kind=reminder                             POST 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403 403
letter_kind  kind=nothing                                        GET  302 404 403 403 403 403 403 403 403 403 403 403 403 403 403 403
my_work                                                          GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
my_post                                                          GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
my_post  ? post=daily                                            POST 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
my_sign_ins                                                      GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
sign_out_there  pk=managers_telephone.pk                         GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
sign_out_there  pk=managers_telephone.pk                         POST 302 302 404 404 404 404 404 404 404 404 404 404 404 404 404 404
sign_out_everywhere                                              GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
sign_out_everywhere                                              POST 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
stay_signed_in                                                   GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
stay_signed_in                                                   POST 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
kept_form  pk=managers_words.pk                                  GET  302 200 404 404 404 404 404 404 404 404 404 404 404 404 404 404
send_kept_form  pk=managers_words.pk                             GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
send_kept_form  pk=managers_words.pk                             POST 302 307 404 404 404 404 404 404 404 404 404 404 404 404 404 404
throw_kept_form_away  pk=managers_words.pk                       GET  302 405 405 405 405 405 405 405 405 405 405 405 405 405 405 405
throw_kept_form_away  pk=managers_words.pk                       POST 302 302 404 404 404 404 404 404 404 404 404 404 404 404 404 404
record                                                           GET  302 200 403 403 403 403 403 403 403 403 403 403 403 403 403 403
verify_record                                                    GET  302 405 403 403 403 403 403 403 403 403 403 403 403 403 403 403
verify_record                                                    POST 302 302 403 403 403 403 403 403 403 403 403 403 403 403 403 403

# ways in
accept  secret=secret                                            GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
accept  secret=secret                                            POST 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
accept  secret=used                                              GET  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
healthz                                                          GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
openid_connect_login  provider_id=county                         GET  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
openid_connect_callback  provider_id=county                      GET  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
second_factor                                                    GET  302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
account_login                                                    GET  200 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
account_login                                                    POST 200 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
account_logout                                                   GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
account_logout                                                   POST 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
account_reauthenticate                                           GET  302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
account_change_password                                          GET  302 409 409 409 409 409 409 409 409 409 409 409 409 409 409 409
account_reset_password                                           GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
account_reset_password  ? email=nobody@portal.test               POST 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
account_reset_password_done                                      GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
account_reset_password_from_key_done                             GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
account_reset_password_from_key  uidb36=zzzzz key=abc-def        GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
account_reset_password_from_key  uidb36=zzzzz key=abc-def        POST 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200

# the second factor; a changed factor asks for proof anew first, hence 302
mfa_index                                                        GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
mfa_authenticate                                                 GET  302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
mfa_reauthenticate                                               GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
mfa_reauthenticate                                               POST 302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
mfa_activate_totp                                                GET  302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
mfa_activate_totp                                                POST 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
mfa_deactivate_totp                                              GET  302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
mfa_deactivate_totp                                              POST 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
mfa_view_recovery_codes                                          GET  302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
mfa_generate_recovery_codes                                      GET  302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
mfa_generate_recovery_codes                                      POST 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
mfa_download_recovery_codes                                      GET  302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
mfa_download_recovery_codes                                      POST 302 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
mfa_list_webauthn                                                GET  302 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
mfa_add_webauthn                                                 GET  302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
mfa_add_webauthn                                                 POST 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
mfa_reauthenticate_webauthn                                      GET  302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
mfa_login_webauthn                                               GET  302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
mfa_login_webauthn                                               POST 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
mfa_remove_webauthn  pk=wrong                                    GET  302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
mfa_remove_webauthn  pk=wrong                                    POST 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
mfa_edit_webauthn  pk=wrong                                      GET  302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302
mfa_edit_webauthn  pk=wrong                                      POST 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302 302

# public pages
public:home                                                      GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:arrangements                                              GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:edition  code=cast.edition.code                           GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:edition  code=none-such                                   GET  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
public:structure                                                 GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:group  code=cast.crg.code                                 GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:group  code=none-such                                     GET  404 404 404 404 404 404 404 404 404 404 404 404 404 404 404 404
public:concern                                                   GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:accessibility                                             GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:privacy                                                   GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:cookies                                                   GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:members                                                   GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:disputes                                                  GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:contact                                                   GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
public:glossary                                                  GET  200 200 200 200 200 200 200 200 200 200 200 200 200 200 200 200
"""


def furnish(world):
    """Actions of the police in three states, somebody invited, somebody with a password, a way in."""
    cast = world.cast

    def action():
        return actions.open_action(
            by=cast.officer,
            title="Train duty social workers",
            origin="CR-2025-003",
            target_on=timezone.localdate() + timedelta(20),
            organisation=cast.police,
            group=cast.crg,
        )

    world.action = action()
    world.claimed = actions.claim(action(), by=cast.police_lead, evidence="Minutes of the team meeting.")
    world.verified = actions.claim(action(), by=cast.police_lead, evidence="Minutes of the team meeting.")
    world.verified = actions.verify(world.verified, by=cast.second_officer)
    world.newcomer = people.bring_in(
        by=cast.manager,
        email="newcomer@portal.test",
        name="Newcomer",
        role="partner_lead",
        organisation=cast.health,
    )
    world.with_password = cast.hospital_lead
    world.with_password.set_password("three words together")
    world.with_password.save()
    world.appointment = cast.practitioner.appointments.get()
    world.secret = "a-secret-that-opens-an-invitation"
    Invitation.objects.create(
        person=cast.person("Invited practitioner", "practitioner", organisation=cast.hospital),
        secret_hash=people.hashed(world.secret),
        invited_by=cast.manager,
        expires_at=timezone.now() + timedelta(1),
    )
    now = timezone.now()
    world.managers_telephone = SignIn.objects.create(
        session=Session.objects.create(
            session_key="managers0telephone", session_data="", expire_date=now + timedelta(1)
        ),
        person=cast.manager,
        browser="Safari on an iPhone",
        began_at=now,
        seen_at=now,
    )
    world.managers_words = sign_ins.keep_form(
        cast.manager, path="/my-letters/", pairs=[("post", "daily"), ("remark", "One letter a day, please.")]
    )
    world.lost_address = LostAddress.objects.create(address="police.lead@portal.test", status="5.1.1")
    world.wrong = 987654  # of whatever: there is no such row
