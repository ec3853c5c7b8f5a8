"""Questions that residents ask on this site, the replies to them, and what happened to each."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.urls import reverse

from faq import asked_life
from faq.models.answers import Organisation, Topic
from safety_site import markdown

LONGEST_QUESTION = 2000  # characters


class ResidentQuestionQuerySet(models.QuerySet):
    """Questions in the words of those who answer them."""

    def open(self):
        return self.filter(status__in=asked_life.OPEN)

    def inbox(self):
        """Everything that staff look at; what may come from a program waits apart."""
        return self.filter(held=False)

    def for_police(self):
        """Return what the police are to answer; nothing that no person may have sent."""
        return self.inbox().filter(assigned_to__role=Organisation.Role.POLICE)

    def listed(self):
        """Questions that the public may read: with a wording that staff approved, not hidden."""
        shown = self.exclude(public_wording="").filter(held=False, hidden_reason="")
        return shown.exclude(status__in=asked_life.UNLISTED)

    def waiting_in_public(self):
        """Listed questions that nobody has answered yet."""
        return self.listed().filter(status__in=asked_life.OPEN)


class ResidentQuestion(models.Model):
    """One question of a resident; private, but for a wording that staff have approved.

    Not public content: most changes of it show nowhere, so services renew the pages where one does.
    """

    class Status(models.TextChoices):
        RECEIVED = asked_life.RECEIVED, "New"
        ASSIGNED = asked_life.ASSIGNED, "Being answered"
        DRAFTED = asked_life.DRAFTED, "Reply to be checked"
        ANSWERED = asked_life.ANSWERED, "Answered"
        CLOSED = asked_life.CLOSED, "Closed without an answer"
        JOINED = asked_life.JOINED, "Joined with another question"

    key = models.CharField(max_length=43, unique=True, help_text="Address of its private page.")
    wording = models.TextField(max_length=LONGEST_QUESTION, help_text="As the resident asked it.")
    name = models.CharField(max_length=100, blank=True)
    email = models.EmailField(blank=True, help_text="For the reply, and for nothing else.")
    email_confirmed_at = models.DateTimeField(
        null=True, blank=True, help_text="Until then mails hold no word of question or reply."
    )
    asked_at = models.DateTimeField()
    status = models.CharField(max_length=10, choices=Status, default=Status.RECEIVED)
    assigned_to = models.ForeignKey(
        Organisation,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="questions",
        help_text="Who answers: the council or the police.",
    )
    officer = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="questions"
    )
    public_wording = models.TextField(
        blank=True, help_text="The question as the public may read it: without a name or a place."
    )
    hidden_reason = models.CharField(
        max_length=300, blank=True, help_text="Why the public does not read it any more."
    )
    wanted = models.PositiveIntegerField(
        default=0, help_text="How many others want to know this too."
    )
    joined_to = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="joined"
    )
    topic = models.ForeignKey(
        Topic,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="questions",
        help_text="Where the public reads the answer.",
    )
    explanation = models.TextField(blank=True, help_text="Why it was closed without an answer.")
    ended_at = models.DateTimeField(
        null=True, blank=True, help_text="When it was answered or closed; its time runs from then."
    )
    hold_reason = models.CharField(
        "legal hold", max_length=300, blank=True, help_text="Why it is kept beyond its time."
    )
    held = models.BooleanField(default=False, help_text="No person may have sent it.")
    suspicions = models.JSONField(default=list, blank=True)

    objects = ResidentQuestionQuerySet.as_manager()

    class Meta:
        verbose_name = "question from a resident"
        verbose_name_plural = "questions from residents"
        ordering = ["-asked_at", "-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(status="joined", joined_to__isnull=False)
                | ~Q(status="joined") & Q(joined_to=None),
                name="question_joined_to_another",
            ),
            models.CheckConstraint(
                condition=~Q(status="closed") | ~Q(explanation=""),
                name="question_closed_with_an_explanation",
            ),
            models.CheckConstraint(
                condition=Q(status__in=("answered", "closed"), ended_at__isnull=False)
                | ~Q(status__in=("answered", "closed")) & Q(ended_at=None),
                name="question_that_ended_has_a_day",
            ),
        ]
        indexes = [models.Index(fields=["status", "asked_at"], name="question_inbox")]
        permissions = [
            ("answer_residentquestion", "Can work on residents' questions and draft replies"),
            ("check_reply", "Can check and send replies that somebody else drafted"),
        ]

    def __str__(self):
        return self.reference

    def get_absolute_url(self):
        """Return the private page: whoever has its address may read it."""
        return reverse("faq:my_question", args=[self.key])

    @property
    def reference(self):
        return f"Q{self.pk}"

    @property
    def is_listed(self):
        """Say of one question what `listed` says of many."""
        blocked = self.held or self.hidden_reason or self.status in asked_life.UNLISTED
        return bool(self.public_wording) and not blocked


class ReplyQuerySet(models.QuerySet):
    """Replies in the words of those who answer."""

    def sent(self):
        return self.exclude(sent_at=None)


class Reply(models.Model):
    """What one organisation answers a resident; leaves once a second person has checked it."""

    question = models.ForeignKey(ResidentQuestion, models.CASCADE, related_name="replies")
    organisation = models.ForeignKey(Organisation, models.PROTECT, related_name="replies")
    body = models.TextField(help_text="Markdown.")
    drafted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="drafted_replies"
    )
    drafted_at = models.DateTimeField()
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="checked_replies",
    )
    sent_at = models.DateTimeField(null=True, blank=True)

    objects = ReplyQuerySet.as_manager()

    class Meta:
        ordering = ["drafted_at", "pk"]
        verbose_name_plural = "replies"
        constraints = [
            models.UniqueConstraint(
                fields=["question"],
                condition=Q(sent_at=None),
                name="reply_one_draft_per_question",
            )
        ]

    def __str__(self):
        return f"Reply of {self.organisation} to {self.question}"

    @property
    def body_html(self):
        return markdown.render(self.body, level=4)


class QuestionEvent(models.Model):
    """One thing that happened to a question; never changed."""

    class Type(models.TextChoices):
        RECEIVED = "received", "Received"
        CONFIRMED = "confirmed", "Email address confirmed"
        ASSIGNED = "assigned", "Assigned"
        DRAFTED = "drafted", "Reply drafted"
        SENT_BACK = "sent-back", "Reply sent back to its author"
        REPLIED = "replied", "Reply sent"
        JOINED = "joined", "Joined with another question"
        PARTED = "parted", "No longer joined"
        CLOSED = "closed", "Closed without an answer"
        REOPENED = "reopened", "Opened again"
        WORDING = "wording", "Public wording approved"
        HIDDEN = "hidden", "Hidden from the public"
        SHOWN = "shown", "Shown to the public again"
        PUBLISHED = "published", "Published"
        RELEASED = "released", "Was held; sent by a person after all"
        HOLD = "hold", "Legal hold"
        NOTE = "note", "Note"
        MAIL_QUEUED = "mail-queued", "Mail queued"

    question = models.ForeignKey(ResidentQuestion, models.CASCADE, related_name="events")
    type = models.CharField(max_length=12, choices=Type)
    at = models.DateTimeField()
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    text = models.TextField(blank=True)
    data = models.JSONField(default=dict, blank=True)

    class Meta:
        ordering = ["at", "pk"]

    def __str__(self):
        return f"{self.get_type_display()}: {self.question}"
