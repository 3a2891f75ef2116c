"""A setting answers by the link in its letter, without an account. See partnership.site.public."""

from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters, sensitive_variables

from partnership.views.deed import attempt
from schools.forms.settings import AnswerSettingForm
from schools.operations.settings_assurance import answer_setting as answer
from schools.operations.settings_assurance import find_by_link


@never_cache
@sensitive_variables()
@sensitive_post_parameters()
def answer_setting(request, secret):
    """What is asked of the setting, and one form for its answer. A link that opens nothing says so kindly."""
    asked, opens = find_by_link(secret)
    if not opens:
        return render(
            request, "schools/answer_setting_over.html", {"answered": asked is not None}, status=410
        )
    form = AnswerSettingForm(request.POST or None, request.FILES or None)
    if getattr(request, "upload_too_large", False):
        form.add_error("file", "The selected file must be smaller than 20MB")
    elif request.method == "POST" and form.is_valid():
        given = {name: form.cleaned_data[name] for name in ("office", "answer")}
        file = form.cleaned_data.get("file")
        if file:
            given |= {"content": file.read(), "filename": file.name}
        if attempt(form, answer, asked, **given):
            return render(request, "schools/answer_setting_thanks.html", {"asked": asked})
    return render(request, "schools/answer_setting.html", {"form": form, "asked": asked})
