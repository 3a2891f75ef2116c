"""The learning library: leaflets, posters, bulletins and briefings that anybody may read, use and pass on."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from partnership.access import Can, may
from partnership.models.documents import Document
from partnership.models.learning import Theme
from partnership.models.people import Person
from partnership.models.voice import PutForward


class LibraryQuerySet(models.QuerySet):
    def public(self):
        """What two people let out and nobody took back."""
        return self.exclude(let_out_at=None)

    def waiting(self):
        """What one person put forward and a second has not let out."""
        return self.filter(let_out_at=None).exclude(put_forward_at=None)

    def visible_to(self, person):
        """Whoever writes learning keeps the library; the others read what the public reads, on its own pages."""
        return self if may(person, Can.WRITE_LEARNING) else self.none()


class LibraryItem(PutForward):
    """One leaflet, poster, bulletin or briefing: its text, its file, or both. Its address never changes.

    Added, changed, put forward, let out and taken back through operations.library.
    """

    class Kind(models.TextChoices):
        SEVEN_MINUTE = "seven_minute", "Seven-minute briefing"
        BRIEFING = "briefing", "Briefing"
        BULLETIN = "bulletin", "Bulletin"
        LEAFLET = "leaflet", "Leaflet"
        POSTER = "poster", "Poster"
        ADVICE = "advice", "Advice"

    class For(models.TextChoices):
        CHILDREN = "children", "Children and young people"
        PARENTS = "parents", "Parents and carers"
        PRACTITIONERS = "practitioners", "People who work with children"
        SCHOOLS = "schools", "Schools and other settings"
        LEADERS = "leaders", "Managers and leaders"

    class Language(models.TextChoices):
        """By their codes, which a screen reader needs to say the words right."""

        ENGLISH = "en", "English"
        ARABIC = "ar", "Arabic"
        BENGALI = "bn", "Bengali"
        GUJARATI = "gu", "Gujarati"
        HINDI = "hi", "Hindi"
        PASHTO = "ps", "Pashto"
        POLISH = "pl", "Polish"
        PORTUGUESE = "pt", "Portuguese"
        PUNJABI = "pa", "Punjabi"
        ROMANIAN = "ro", "Romanian"
        SOMALI = "so", "Somali"
        UKRAINIAN = "uk", "Ukrainian"
        URDU = "ur", "Urdu"
        WELSH = "cy", "Welsh"

    RIGHT_TO_LEFT = {Language.ARABIC, Language.PASHTO, Language.URDU}

    title = models.CharField(max_length=150)
    slug = models.SlugField(max_length=80, unique=True)
    kind = models.CharField(max_length=12, choices=Kind)
    audiences = ArrayField(models.CharField(max_length=15, choices=For))
    themes = ArrayField(models.CharField(max_length=20, choices=Theme), default=list, blank=True)
    language = models.CharField(max_length=2, choices=Language, default=Language.ENGLISH)
    summary = models.CharField(
        max_length=300, help_text="What it is for. This is shown in lists and search results."
    )
    text = models.TextField(blank=True, help_text="Markdown.")
    document = models.ForeignKey(Document, models.PROTECT, null=True, blank=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    added_by = models.ForeignKey(Person, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    first_out_at = models.DateTimeField(
        null=True, blank=True, help_text="Since when the public knows of it, taken back since or not."
    )

    objects = LibraryQuerySet.as_manager()

    class Meta(PutForward.Meta):
        ordering = ["-added_at", "-pk"]
        constraints = [
            *PutForward.Meta.constraints,
            models.CheckConstraint(
                condition=~Q(title="") & ~Q(summary="") & Q(audiences__len__gt=0),
                name="library_item_says_what_it_is_and_for_whom",
            ),
            models.CheckConstraint(
                condition=Q(put_forward_at=None) | ~Q(text="") | Q(document__isnull=False),
                name="library_item_public_with_something_to_read",
            ),
            models.CheckConstraint(
                condition=Q(let_out_at=None) | Q(first_out_at__isnull=False),
                name="library_item_public_since",
            ),
        ]

    def __str__(self):
        return f"Library item {self.pk}"

    def get_absolute_url(self):
        return reverse("library_item", args=[self.pk])

    @property
    def public_address(self):
        return reverse("public:library_item", args=[self.slug])

    @property
    def public_file(self):
        return reverse("public:library_file", args=[self.slug])

    @property
    def audience_names(self):
        return [self.For(one).label for one in self.audiences]

    @property
    def theme_names(self):
        return [Theme(one).label for one in self.themes]

    @property
    def right_to_left(self):
        return self.language in self.RIGHT_TO_LEFT

    @property
    def gone(self):
        """Whether the public has read it and does so no longer."""
        return self.first_out_at is not None and self.let_out_at is None

    @property
    def stands(self):
        """Where it stands, in words and in a colour."""
        if self.public:
            return "Published", "teal"
        if self.waits_for_second:
            return "Waiting for a second person", "purple"
        return ("Taken back", "orange") if self.gone else ("Draft", "grey")
