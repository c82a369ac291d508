"""The verbs on an article as forms: what each asks for, what it says will happen, and its act."""

from typing import Any, ClassVar

from django import forms

from articles import workflow
from articles.desk.schedule import NewsroomTimeField, in_words
from articles.models import Article, Event, User
from articles.workflow import Standing

__all__ = ["ARTICLE_FORMS", "VerbForm"]

WHICH_VERSION = "It isn't clear which version you looked at. Open this page again from the article."


def words_field(label: str, help_text: str, missing: str = "") -> forms.CharField:
    """Return a field for a note or a notice; `missing` is the sentence where it must be given."""
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=bool(missing),
        max_length=2000,
        error_messages={"required": missing},
        widget=forms.Textarea(attrs={"rows": 4}),
    )


def note_field(missing: str = "") -> forms.CharField:
    return words_field("Note", "For colleagues. Readers never see it.", missing)


def notice_field(help_text: str, missing: str) -> forms.CharField:
    return words_field("Notice to readers", help_text, missing)


def until_field(help_text: str) -> NewsroomTimeField:
    return NewsroomTimeField(label="Until", required=False, help_text=help_text)


class VerbForm(forms.Form):
    """One verb on an article. `version` is the copy this person looked at.

    `verb` names what the workflow and the permissions call it; several forms may share one.
    """

    verb: ClassVar[str]
    label: ClassVar[str]
    explanation: ClassVar[str]
    publishes: ClassVar[bool] = False
    checks: ClassVar[bool] = False

    version = forms.IntegerField(
        widget=forms.HiddenInput,
        error_messages={"required": WHICH_VERSION, "invalid": WHICH_VERSION},
    )

    def __init__(self, *args: Any, **options: Any) -> None:
        super().__init__(*args, **{"label_suffix": "", **options})

    @classmethod
    def starting_with(cls, standing: Standing) -> dict[str, Any]:
        """Return what the fields hold when the page opens."""
        return {"version": standing.article.version}

    @classmethod
    def explain(cls, standing: Standing) -> list[str]:
        """Return what will happen, as sentences."""
        return [cls.explanation]

    def act(self, article: Article, by: User) -> Event:
        """Do it; raises what the workflow raises."""
        raise NotImplementedError


class SubmitForm(VerbForm):
    verb = "submit"
    label = "Submit for review"
    explanation = (
        "The article goes to its desk, whose editors change it, publish it or send it back."
    )
    checks = True
    note = note_field()

    def act(self, article: Article, by: User) -> Event:
        return workflow.submit(article, by, self.cleaned_data["note"])


class SendBackForm(VerbForm):
    verb = "send_back"
    label = "Send back"
    explanation = "The article becomes a draft again, and its reporter reads your note."
    note = note_field("Say what has to be done before it comes back.")

    def act(self, article: Article, by: User) -> Event:
        return workflow.send_back(article, by, self.cleaned_data["note"])


class Publishing(VerbForm):
    """What the verbs that freeze the working copy for readers have in common."""

    publishes = True

    @classmethod
    def explain(cls, standing: Standing) -> list[str]:
        sentences = [cls.explanation]
        if standing.waiting:
            starts = in_words(standing.waiting[0].starts_at)
            sentences.append(f"The version that is waiting still takes over on {starts}.")
        if standing.live and standing.live.until:
            sentences.append(f"It ends on {in_words(standing.live.until)}, as was asked for.")
        return sentences


class PublishForm(Publishing):
    verb = "publish"
    label = "Publish now"
    explanation = "Readers see this version at once, in place of any that is live."
    until = until_field("Empty: until further notice, or as it was.")

    def act(self, article: Article, by: User) -> Event:
        return workflow.publish(article, by, until=self.cleaned_data["until"])


class ScheduleForm(VerbForm):
    verb = "publish"
    label = "Schedule"
    explanation = "Readers see this version from the moment you give."
    publishes = True
    at = NewsroomTimeField(label="Goes live")
    until = until_field("Empty: until further notice, or as it was.")

    @classmethod
    def explain(cls, standing: Standing) -> list[str]:
        return [cls.explanation, *(["What is live stays until then."] if standing.live else [])]

    def act(self, article: Article, by: User) -> Event:
        data = self.cleaned_data
        return workflow.publish(article, by, at=data["at"], until=data["until"])


class SetEndForm(VerbForm):
    verb = "set_end"
    label = "Change its end"
    explanation = "Readers see what is live until the moment you give."
    until = until_field("Empty: until further notice.")

    @classmethod
    def starting_with(cls, standing: Standing) -> dict[str, Any]:
        return super().starting_with(standing) | {
            "until": standing.live.until if standing.live else None
        }

    def act(self, article: Article, by: User) -> Event:
        return workflow.set_end(article, by, self.cleaned_data["until"])


class CorrectForm(Publishing):
    verb = "correct"
    label = "Publish a correction"
    explanation = "Readers see this version at once, with a notice that a mistake was put right."
    notice = notice_field(
        "What was wrong, and what is right now.", "Say to readers what was put right."
    )

    def act(self, article: Article, by: User) -> Event:
        return workflow.correct(article, by, self.cleaned_data["notice"])


class ClarifyForm(Publishing):
    verb = "clarify"
    label = "Publish a clarification"
    explanation = "Readers see this version at once, with a notice that something was made clearer."
    notice = notice_field("What could be misunderstood.", "Say to readers what was made clearer.")

    def act(self, article: Article, by: User) -> Event:
        return workflow.clarify(article, by, self.cleaned_data["notice"])


class UpdateForm(Publishing):
    verb = "update"
    label = "Publish an update"
    explanation = "Readers see this version at once, with a notice of what is new."
    notice = notice_field("What is new since they read it.", "Say to readers what is new.")

    def act(self, article: Article, by: User) -> Event:
        return workflow.update(article, by, self.cleaned_data["notice"])


class WithdrawForm(VerbForm):
    verb = "withdraw"
    label = "Withdraw"
    explanation = (
        "Readers stop seeing the article at once. Its address says the notice instead, and "
        "versions that are waiting are cancelled."
    )
    notice = notice_field("Why it is gone.", "Say to readers why it was withdrawn.")

    def act(self, article: Article, by: User) -> Event:
        return workflow.withdraw(article, by, self.cleaned_data["notice"])


class SetEmbargoForm(VerbForm):
    verb = "set_embargo"
    label = "Set an embargo"
    explanation = "No version of the article can go live before the moment you give."
    until = NewsroomTimeField(label="Embargo until")
    note = note_field()

    @classmethod
    def starting_with(cls, standing: Standing) -> dict[str, Any]:
        return super().starting_with(standing) | {"until": standing.article.embargo_until}

    @classmethod
    def explain(cls, standing: Standing) -> list[str]:
        pulled_back = "What is live is pulled back at once, as if it had never been there."
        return [cls.explanation, *([pulled_back] if standing.live else [])]

    def act(self, article: Article, by: User) -> Event:
        data = self.cleaned_data
        return workflow.set_embargo(article, by, data["until"], data["note"])


class LiftEmbargoForm(VerbForm):
    verb = "lift_embargo"
    label = "Lift the embargo"
    explanation = "The article may go live at any moment again. Nothing goes live by that alone."
    note = note_field()

    def act(self, article: Article, by: User) -> Event:
        return workflow.lift_embargo(article, by, self.cleaned_data["note"])


class SpikeForm(VerbForm):
    verb = "spike"
    label = "Spike"
    explanation = "The article is given up. Nothing is deleted, and it can be revived."
    note = note_field()

    def act(self, article: Article, by: User) -> Event:
        return workflow.spike(article, by, self.cleaned_data["note"])


class ReviveForm(VerbForm):
    verb = "revive"
    label = "Revive"
    explanation = "The article is a draft again."
    note = note_field()

    def act(self, article: Article, by: User) -> Event:
        return workflow.revive(article, by, self.cleaned_data["note"])


#: By the last part of the address, in the order of the workflow bar.
ARTICLE_FORMS: dict[str, type[VerbForm]] = {
    "submit": SubmitForm,
    "send_back": SendBackForm,
    "publish": PublishForm,
    "schedule": ScheduleForm,
    "set_end": SetEndForm,
    "correct": CorrectForm,
    "clarify": ClarifyForm,
    "update": UpdateForm,
    "withdraw": WithdrawForm,
    "set_embargo": SetEmbargoForm,
    "lift_embargo": LiftEmbargoForm,
    "spike": SpikeForm,
    "revive": ReviveForm,
}
