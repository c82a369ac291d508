"""The form of an article."""

from typing import Any, cast

from django import forms
from django.core.validators import RegexValidator
from unfold.widgets import UnfoldAdminSelectWidget, UnfoldAdminTextInputWidget

from articles import workflow
from articles.desk.section_tree import section_tree
from articles.desk.slugs import slug_from
from articles.desk.widgets import NamesField, PictureChooser
from articles.models import Article, Author, Picture, Section, Topic
from articles.models.copy import HEADLINE_LIMIT, STANDFIRST_LIMIT

__all__ = ["ArticleForm"]

#: Where each field counts its characters, and how many are meant to fit.
COUNTED = {"headline": HEADLINE_LIMIT, "short_headline": 60, "standfirst": STANDFIRST_LIMIT}


class SectionField(forms.ModelChoiceField):
    def label_from_instance(self, section: Section) -> str:
        return f"— {section.name}" if section.parent_id else section.name


class ArticleForm(forms.ModelForm):
    """The working copy's content, and the version that the person looked at while typing."""

    section = SectionField(
        Section.objects.none(),
        required=False,
        empty_label="None yet",
        widget=UnfoldAdminSelectWidget,
        help_text=Article._meta.get_field("section").help_text,
    )
    author_ids = NamesField(Author, label="Authors", help_text="In the order of the byline.")
    topic_ids = NamesField(Topic, label="Topics", help_text="The most important one first.")
    lead_picture = forms.ModelChoiceField(
        Picture.objects.all(),
        required=False,
        widget=PictureChooser,
        help_text="Opens the article, and stands in lists and on shared links.",
    )
    reason = forms.CharField(
        required=False, max_length=200, label="What changed", widget=UnfoldAdminTextInputWidget
    )
    #: The version that came with the form.
    based_on = forms.IntegerField(required=False, widget=forms.HiddenInput)

    stale: workflow.Stale | None = None

    class Meta:
        model = Article
        fields = (
            "kicker", "headline", "short_headline", "standfirst", "dateline", "dated", "body",
            "slug", "language", "section", "author_ids", "topic_ids", "lead_picture",
            "lead_caption",
        )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "headline" not in self.fields:
            return  # somebody who may only look: there is nothing to fill in
        cast(SectionField, self.fields["section"]).queryset = section_tree()
        self.fields["language"].validators.append(
            RegexValidator(
                r"^[a-z]{2,3}(-[A-Za-z0-9]{2,8})*\Z", "Give a language tag, such as es or pt-BR."
            )
        )
        self.fields["slug"].widget.attrs["data-from"] = "headline"
        for name, limit in COUNTED.items():
            self.fields[name].widget.attrs["data-count"] = limit
        self.fields["standfirst"].widget.attrs["rows"] = 3
        self.fields["lead_caption"].widget.attrs["rows"] = 2
        self.initial["based_on"] = self.instance.version

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("slug") and "slug" not in self.errors:
            cleaned["slug"] = slug_from(cleaned.get("headline", ""))
        if self.instance.pk and self.instance.version != self.base:
            self.stale = workflow.Stale.of(Article.objects.get(pk=self.instance.pk))
            raise forms.ValidationError(str(self.stale))
        return cleaned

    @property
    def base(self) -> int:
        """The version that this save is to stand on."""
        return self.cleaned_data.get("based_on") or 0
