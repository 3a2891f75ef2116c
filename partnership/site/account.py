"""The pages of allauth that the portal has, one by one. What is not here does not exist.

There is no signing up and no changing of one's own email address: people come by invitation, and an
address is changed by the business unit. Who signs in through their organisation has been invited as well.
"""

import structlog
from allauth.account import views as account
from allauth.mfa.base import views as mfa
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes import views as recovery_codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as webauthn
from django.conf import settings
from django.urls import path, re_path

from partnership.access import Refused
from partnership.operations.sign_ins import sign_out_everywhere
from partnership.site import single_sign_on
from partnership.site.sign_in import show_second_factor
from partnership.views import second_factor

log = structlog.get_logger("portal.sign_in")


class Login(account.LoginView):
    def get_context_data(self, **given):
        return super().get_context_data(**given) | {"organisations": settings.SSO.values()}


class ChangePassword(account.PasswordChangeView):
    def dispatch(self, request, *args, **kwargs):
        if request.user.is_authenticated and not request.user.has_usable_password():
            raise Refused("You sign in without a password, so there is none to change.")
        return super().dispatch(request, *args, **kwargs)

    def form_valid(self, form):
        response = super().form_valid(form)
        sign_out_everywhere(
            self.request.user,
            by=self.request.user,
            but=self.request.session.session_key,
            why="They changed their password.",
        )
        return response


class ResetPassword(account.PasswordResetFromKeyView):
    def form_valid(self, form):
        response = super().form_valid(form)
        sign_out_everywhere(self.reset_user, by=self.reset_user, why="They chose a new password.")
        return response


class Authenticate(mfa.AuthenticateView):
    def form_invalid(self, form):
        log.warning("sign-in failed", stage="second factor")
        return super().form_invalid(form)


class ActivateTOTP(totp.ActivateTOTPView):
    def form_valid(self, form):
        response = super().form_valid(form)
        show_second_factor(self.request, Authenticator.Type.TOTP)
        return response


class AddPasskey(webauthn.AddWebAuthnView):
    def form_valid(self, form):
        response = super().form_valid(form)
        show_second_factor(self.request, Authenticator.Type.WEBAUTHN)
        return response


class GenerateRecoveryCodes(recovery_codes.GenerateRecoveryCodesView):
    def form_valid(self, form):
        response = super().form_valid(form)
        show_second_factor(self.request, Authenticator.Type.RECOVERY_CODES)
        return response


urlpatterns = [
    path("login/", Login.as_view(), name="account_login"),
    path("organisation/<slug:provider_id>/", single_sign_on.login, name="openid_connect_login"),
    path("organisation/<slug:provider_id>/back/", single_sign_on.callback, name="openid_connect_callback"),
    path("logout/", account.logout, name="account_logout"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("password/change/", ChangePassword.as_view(), name="account_change_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        ResetPassword.as_view(),
        name="account_reset_password_from_key",
    ),
    path("second-factor/", second_factor.second_factor, name="second_factor"),
    path("2fa/", mfa.index, name="mfa_index"),
    path("2fa/authenticate/", Authenticate.as_view(), name="mfa_authenticate"),
    path("2fa/reauthenticate/", mfa.reauthenticate, name="mfa_reauthenticate"),
    path("2fa/totp/activate/", ActivateTOTP.as_view(), name="mfa_activate_totp"),
    path("2fa/totp/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("2fa/recovery-codes/", recovery_codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("2fa/recovery-codes/generate/", GenerateRecoveryCodes.as_view(), name="mfa_generate_recovery_codes"),
    path(
        "2fa/recovery-codes/download/",
        recovery_codes.download_recovery_codes,
        name="mfa_download_recovery_codes",
    ),
    path("2fa/webauthn/", webauthn.list_webauthn, name="mfa_list_webauthn"),
    path("2fa/webauthn/add/", AddPasskey.as_view(), name="mfa_add_webauthn"),
    path(
        "2fa/webauthn/reauthenticate/", webauthn.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"
    ),
    path("2fa/webauthn/login/", webauthn.login_webauthn, name="mfa_login_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/remove/", webauthn.remove_webauthn, name="mfa_remove_webauthn"),
    path("2fa/webauthn/keys/<int:pk>/edit/", webauthn.edit_webauthn, name="mfa_edit_webauthn"),
]
