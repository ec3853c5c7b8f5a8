"""The small forms on the page of a resident's question: each is one thing to do."""

import re

from django import forms
from django.contrib.auth.models import User
from django.utils.translation import gettext_lazy as _

from faq import services
from faq.inbox_queries import draft_of
from faq.models import LONGEST_QUESTION, Organisation, ResidentQuestion, Theme, Topic
from reporting.models import Category, SupportPage
from safety_site.content_admin import LinesField

ANSWER = "faq.answer_residentquestion"
BACKEND = "django.contrib.auth.backends.ModelBackend"
LONGEST_REPLY = 10_000  # characters
REFERENCE = re.compile(r"\s*q?\s*(\d{1,18})\s*", re.IGNORECASE)


def paragraph(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class QuestionForm(forms.Form):
    """A form about one question; a form without fields is a button."""

    use_required_attribute = False

    def __init__(self, question, data=None):
        super().__init__(data, auto_id=f"id_{type(self).__name__.lower()}_%s")
        self.question = question
        self.adapt(question)

    def adapt(self, question):
        """Offer what this question allows."""

    def arguments(self):
        """Return what the service takes beside the question."""
        return self.cleaned_data


class SeenForm(QuestionForm):
    """A form about a draft, which remembers the version that its page showed."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def version(self):
        """Name the draft as the page shows it now; what was sent with a refused form is old."""
        return services.version_of(draft_of(self.question))


class AssignForm(QuestionForm):
    """Who answers, and which officer sees to it."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.filter(role__in=("council", "police")),
        label=_("Who answers"),
        empty_label=_("Choose who answers"),
        error_messages={"required": _("Choose who answers.")},
    )
    officer = forms.ModelChoiceField(
        User.objects.none(),
        required=False,
        empty_label=_("Nobody in particular"),
        help_text=_("Gets a mail, which holds no word of the question."),
    )

    def adapt(self, question):
        staff = User.objects.with_perm(ANSWER, backend=BACKEND).filter(is_staff=True)
        self.fields["officer"].queryset = staff.order_by("username")
        self.fields["officer"].label_from_instance = lambda user: (
            user.get_full_name() or user.get_username()
        )
        self.initial = {"organisation": question.assigned_to, "officer": question.officer}


class DraftForm(SeenForm):
    """The reply, which somebody else checks before it leaves."""

    organisation = forms.ModelChoiceField(
        Organisation.objects.all(),
        label=_("In whose name"),
        empty_label=_("Choose who answers"),
        error_messages={"required": _("Choose in whose name this reply is.")},
    )
    body = forms.CharField(
        label=_("Reply"),
        max_length=LONGEST_REPLY,
        widget=paragraph(10),
        help_text=_(
            "In plain words, with Markdown. Write it so that everybody may read it: name nobody."
        ),
        error_messages={"required": _("Write the reply first.")},
    )

    def adapt(self, question):
        draft = draft_of(question)
        self.initial = (
            {"organisation": draft.organisation_id, "body": draft.body}
            if draft
            else {"organisation": question.assigned_to}
        )


class SendForm(SeenForm):
    """Let the reply leave."""


class SendBackForm(QuestionForm):
    """What its author should change."""

    reason = forms.CharField(
        label=_("What should change"),
        max_length=1000,
        widget=paragraph(3),
        help_text=_("For staff only."),
        error_messages={"required": _("Say what should change in the reply.")},
    )


class CloseForm(QuestionForm):
    """Why there is no answer."""

    explanation = forms.CharField(
        label=_("Why there is no answer"),
        max_length=3000,
        widget=paragraph(4),
        help_text=_("In plain words. Everybody who asked it reads this."),
        error_messages={
            "required": _("Say in plain words why there is no answer. The resident reads it.")
        },
    )


class JoinForm(QuestionForm):
    """Another question that asks the same."""

    into = forms.CharField(
        label=_("Reference of the other question"),
        max_length=30,
        help_text=_("Such as Q12. Everybody who asked either gets the same reply."),
        error_messages={"required": _("Write the reference of the other question.")},
    )

    def clean_into(self):
        """Find the question of a reference, however it is typed."""
        reference = REFERENCE.fullmatch(self.cleaned_data["into"])
        found = reference and ResidentQuestion.objects.filter(pk=int(reference[1])).first()
        if not found:
            raise forms.ValidationError(_("No question has this reference. It looks like Q12."))
        return found


class NoteForm(QuestionForm):
    """A note for colleagues."""

    text = forms.CharField(
        label=_("Note"),
        max_length=5000,
        widget=paragraph(3),
        help_text=_("For staff only. The resident never sees it."),
        error_messages={"required": _("Write the note first.")},
    )


class WordingForm(QuestionForm):
    """The question as the public may read it."""

    wording = forms.CharField(
        label=_("The question as the public may read it"),
        max_length=LONGEST_QUESTION,
        widget=paragraph(4),
        help_text=_("Without names, addresses, and anything else that says who asked."),
        error_messages={"required": _("Write the question as the public may read it.")},
    )

    def adapt(self, question):
        self.initial = {"wording": question.public_wording}


class HideForm(QuestionForm):
    """Why the public should not read it any more."""

    reason = forms.CharField(
        label=_("Why the public should not read it any more"),
        max_length=300,
        widget=paragraph(2),
        help_text=_("For staff only."),
        error_messages={"required": _("Say why the public should not read it any more.")},
    )


class HoldForm(QuestionForm):
    """Why it is kept beyond its time."""

    reason = forms.CharField(
        label=_("Why it is kept beyond its time"),
        required=False,
        max_length=300,
        widget=paragraph(2),
        help_text=_("Such as a case before a court. Empty: it is deleted when its time is over."),
    )

    def adapt(self, question):
        self.initial = {"reason": question.hold_reason}


class PublishForm(QuestionForm):
    """The replies as the public reads them: a field for each that was sent."""

    def adapt(self, question):
        self.answers = {
            f"answer_{reply.pk}": reply for reply in question.replies.all() if reply.sent_at
        }
        for name, reply in self.answers.items():
            self.fields[name] = forms.CharField(
                label=_("Answer of %s, as the public reads it") % reply.organisation,
                max_length=LONGEST_REPLY,
                widget=paragraph(8),
                initial=reply.body,
                help_text=_("Take out what says who asked."),
                error_messages={"required": _("Write the answer as the public reads it.")},
            )

    def arguments(self):
        own = {name: value for name, value in self.cleaned_data.items() if name not in self.answers}
        answers = {reply.pk: self.cleaned_data[name] for name, reply in self.answers.items()}
        return own | {"answers": answers}


class TopicForm(PublishForm):
    """A topic of its own, made of the approved wording and the replies."""

    title = forms.CharField(
        max_length=Topic._meta.get_field("title").max_length,
        help_text=_("A few words for lists, such as Street lamps. Its address is made of them."),
        error_messages={"required": _("Give the topic a title.")},
    )
    theme = forms.ModelChoiceField(Theme.objects.all(), required=False)
    report_category = forms.ModelChoiceField(
        Category.objects.all(), required=False, label=_("Report form that it leads to")
    )
    support_page = forms.ModelChoiceField(
        SupportPage.objects.all(), required=False, label=_("Or support page that it leads to")
    )
    keywords = LinesField(
        required=False,
        help_text=_("Words that residents use themselves, one a line, such as phone snatched."),
    )

    def clean(self):
        """Refuse two places to go next: a reader should know which."""
        cleaned = super().clean()
        if cleaned.get("report_category") and cleaned.get("support_page"):
            sentence = _("Choose a report form or a support page, not both.")
            self.add_error("support_page", sentence)
        return cleaned


class IntoTopicForm(PublishForm):
    """A published topic, which gets the replies too."""

    topic = forms.CharField(
        label=_("Address of the topic"),
        max_length=300,
        help_text=_("Copy it from the page that residents read, or write its last part."),
        error_messages={"required": _("Give the address of the topic.")},
    )

    def clean_topic(self):
        """Find a published topic by its whole address or the last part of it."""
        slug = self.cleaned_data["topic"].split("#")[0].split("?")[0].strip("/ ").split("/")[-1]
        found = Topic.objects.published().filter(slug=slug).first()
        if not found:
            raise forms.ValidationError(_("No published topic has this address. Copy it again."))
        return found
