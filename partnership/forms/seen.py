"""What a page showed when somebody judged it."""

from django import forms


class SeenForm(forms.Form):
    """A form that remembers what its page showed: nobody checks, signs or decides on what they have not read."""

    seen = forms.CharField(widget=forms.HiddenInput, required=False)

    def look_again(self, seen):
        """Once the page has said that something changed, and shows it, what is sent next is sent knowingly."""
        if self.is_bound and self.non_field_errors():
            self.data = self.data.copy()
            self.data["seen"] = seen
