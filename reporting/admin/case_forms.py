"""The small forms of case work: what an officer finds out, plans, and asks of others."""

from datetime import timedelta

from django import forms
from django.contrib.auth.models import User
from django.utils import timezone

from reporting import guards, lifecycle
from reporting.admin.forms import CaseForm
from reporting.models import (
    Measure,
    NuisanceDecision,
    Pause,
    Referral,
    Report,
    RiskFactor,
    Team,
)
from reporting.permissions import Role
from reporting.wording import name_of
from safety_site import council

YES_NO = [("yes", "Yes"), ("no", "No")]
REQUIRED = {"required": "Choose one."}


def text_area(rows: int) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class DayInput(forms.DateInput):
    """The browser's own field for a day."""

    input_type = "date"

    def __init__(self):
        super().__init__(format="%Y-%m-%d")


class OfficerField(forms.ModelChoiceField):
    """Colleagues who may work on a report, by the names that people know."""

    def label_from_instance(self, user):
        return name_of(user)


def officers_of(report: Report):
    """Return who may be the officer of a report: its team's people, those cleared where it asks."""
    people = User.objects.filter(
        is_active=True, teams=report.team_id, groups__name__in=(Role.CASE_OFFICER, Role.TEAM_LEADER)
    )
    if report.restricted:
        people = people.filter(pk__in=User.objects.filter(groups__name=Role.CLEARED))
    return people.distinct().order_by("first_name", "last_name", "username")


class AssignForm(CaseForm):
    """Who works on it."""

    officer = OfficerField(
        User.objects.none(),
        empty_label="Choose an officer",
        error_messages={"required": "Choose who works on it."},
    )
    reason = forms.CharField(required=False, max_length=500, widget=text_area(2))

    def adapt(self, report):
        people = officers_of(report).exclude(pk=report.officer_id)
        self.fields["officer"].queryset = people
        if people.filter(pk=self.user.pk).exists():
            self.initial["officer"] = self.user.pk


class TriageForm(CaseForm):
    """What has to be answered before a case leaves triage; filled from what the reporter said."""

    QUESTIONS = {
        "crime": "Does it sound like a crime?",
        "hate": "Is it because of who somebody is?",
        "safeguarding": "Is a child or an adult at risk in need of protection?",
        "risk": "May somebody come to harm?",
    }
    HINTS = {
        "crime": "Then tell the reporter to call 101 too, or refer it to the police.",
        "hate": "What the person believes counts. The report becomes restricted.",
        "safeguarding": "Then refer it to social care today. The case cannot close without.",
        "risk": "Then the risk is assessed before a plan is agreed.",
    }
    # Which of the reporter's answers say so already.
    FACTS = {
        "crime": ("crime_past",),
        "hate": ("hateful",),
        "safeguarding": ("child_at_risk", "vulnerable_occupant"),
        "risk": ("targeted", "hateful", "vulnerable_occupant"),
    }
    officer = OfficerField(
        User.objects.none(),
        label="Give it to",
        required=False,
        empty_label="Nobody yet: it stays in triage",
    )

    def adapt(self, report):
        for code in guards.TRIAGE_QUESTIONS:
            self.fields[code] = forms.ChoiceField(
                label=self.QUESTIONS[code],
                help_text=self.HINTS[code],
                choices=YES_NO,
                widget=forms.RadioSelect,
                error_messages=REQUIRED,
            )
            told = any(report.facts.get(fact) == "yes" for fact in self.FACTS[code])
            self.initial[code] = report.triage.get(code) or ("yes" if told else "no")
        self.order_fields([*guards.TRIAGE_QUESTIONS, "officer"])
        people = officers_of(report)
        self.fields["officer"].queryset = people
        if report.officer_id or people.filter(pk=self.user.pk).exists():
            self.initial["officer"] = report.officer_id or self.user.pk

    def values(self):
        answers = {code: self.cleaned_data[code] for code in guards.TRIAGE_QUESTIONS}
        return {"answers": answers, "officer": self.cleaned_data["officer"]}


class ContactForm(CaseForm):
    """A call, a visit or a letter."""

    channel = forms.ChoiceField(
        label="How",
        choices=[
            ("phone", "Phone call"),
            ("visit", "Visit"),
            ("email", "Email"),
            ("text", "Text message"),
            ("letter", "Letter"),
        ],
    )
    reached = forms.ChoiceField(
        label="Did you reach them?",
        choices=YES_NO,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether you reached them."},
    )
    text = forms.CharField(
        label="What was said",
        max_length=5000,
        widget=text_area(3),
        help_text="For staff only.",
        error_messages={"required": "Write what was said, or what you tried."},
    )

    def values(self):
        return self.cleaned_data | {"reached": self.cleaned_data["reached"] == "yes"}


class RiskForm(CaseForm):
    """The risk matrix: one answer to each question."""

    note = forms.CharField(
        required=False,
        max_length=2000,
        widget=text_area(2),
        help_text="What the points do not say.",
    )

    def adapt(self, report):
        self.factors = list(RiskFactor.objects.all())
        last = {
            answer["question"]: answer["answer"]
            for assessment in report.risk_assessments.all()
            for answer in assessment.answers
        }
        for factor in self.factors:
            self.fields[factor.code] = forms.ChoiceField(
                label=factor.question,
                help_text=factor.hint,
                choices=[
                    (each["value"], f"{each['label']} ({each['points']})")
                    for each in factor.options
                ],
                widget=forms.RadioSelect,
                error_messages=REQUIRED,
            )
            before = last.get(factor.question)
            self.initial[factor.code] = next(
                (each["value"] for each in factor.options if each["label"] == before), None
            )
        self.order_fields([*(factor.code for factor in self.factors), "note"])

    def values(self):
        answers = {factor.code: self.cleaned_data[factor.code] for factor in self.factors}
        return {"answers": answers, "note": self.cleaned_data["note"]}


class PlanForm(CaseForm):
    """One step of the plan."""

    text = forms.CharField(
        label="What will be done",
        max_length=500,
        error_messages={"required": "Write what will be done."},
    )
    due_on = forms.DateField(
        label="By",
        widget=DayInput,
        error_messages={"required": "Choose the day by which it is done."},
    )
    owner = OfficerField(User.objects.none(), label="By whom", empty_label=None)

    def adapt(self, report):
        people = officers_of(report) | User.objects.filter(pk=self.user.pk).distinct()
        self.fields["owner"].queryset = people.distinct()
        self.initial["owner"] = self.user.pk


class EndActionForm(CaseForm):
    """What came of a step of the plan."""

    action = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    done = forms.ChoiceField(
        label="Done?",
        choices=[("yes", "Done"), ("no", "Given up")],
        widget=forms.RadioSelect,
        initial="yes",
    )
    result = forms.CharField(required=False, max_length=500, label="What came of it")

    def values(self):
        return self.cleaned_data | {"done": self.cleaned_data["done"] == "yes"}


class ReferForm(CaseForm):
    """To which body, when, with which reference, and what it is asked to do."""

    partner = forms.ModelChoiceField(
        Team.objects.none(),
        required=False,
        empty_label="Another body",
        help_text="Its people can read the case here. Of another body, write the name.",
    )
    body = forms.CharField(required=False, max_length=120, label="Name of the other body")
    referred_on = forms.DateField(label="Day", widget=DayInput)
    reference = forms.CharField(
        max_length=60,
        help_text="Theirs; or how they can find it.",
        error_messages={"required": "Give a reference by which they find it."},
    )
    text = forms.CharField(
        label="What you ask of them",
        max_length=3000,
        widget=text_area(3),
        error_messages={"required": "Write what you ask of them."},
    )
    safeguarding = forms.BooleanField(
        required=False, label="It is about safeguarding", label_suffix=""
    )
    waits = forms.BooleanField(required=False, label="The case waits for them now", label_suffix="")

    def adapt(self, report):
        self.fields["partner"].queryset = Team.objects.filter(partner=True)
        self.initial["referred_on"] = timezone.localdate()
        if lifecycle.referred(*report.stage) is None:
            del self.fields["waits"]

    def clean(self):
        data = super().clean()
        if not (data.get("partner") or data.get("body", "").strip()):
            self.add_error("body", "Choose a partner, or write the name of the body.")
        return data


class AnswerForm(CaseForm):
    """What a partner says to a referral."""

    referral = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    answer = forms.ChoiceField(
        label="They",
        choices=Referral.Answer,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether they take it."},
    )
    text = forms.CharField(
        label="What they say", required=False, max_length=3000, widget=text_area(2)
    )


class NuisanceForm(CaseForm):
    """The decision that the law asks of noise."""

    decision = forms.ChoiceField(
        label="It is",
        choices=NuisanceDecision.Decision,
        widget=forms.RadioSelect,
        error_messages=REQUIRED,
    )
    reasons = forms.CharField(
        max_length=3000,
        widget=text_area(3),
        help_text="What you witnessed or measured, when, and how the law applies.",
        error_messages={"required": "Give your reasons: an ombudsman may ask for them."},
    )


class MeasureForm(CaseForm):
    """A warning, an agreement, a notice, a penalty or an order."""

    power = forms.ChoiceField(choices=Measure.Power, label="What")
    issued_on = forms.DateField(label="Issued on", widget=DayInput)
    issued_to = forms.CharField(
        label="Against whom",
        max_length=120,
        error_messages={"required": "Write whom it is against."},
        help_text="Staff only. Never told to the reporter.",
    )
    reference = forms.CharField(required=False, max_length=60)
    expires_on = forms.DateField(required=False, label="Ends on", widget=DayInput)
    note = forms.CharField(required=False, max_length=2000, widget=text_area(2))

    def adapt(self, report):
        self.initial["issued_on"] = timezone.localdate()


class ReviewForm(CaseForm):
    """What a look at the case found, and the day of the next."""

    text = forms.CharField(
        label="What you found",
        required=False,
        max_length=3000,
        widget=text_area(2),
        help_text="For staff only.",
    )
    review_on = forms.DateField(
        required=False,
        label="Look again on",
        widget=DayInput,
        help_text="Empty: no further review is needed.",
    )


class PauseForm(CaseForm):
    """Why the clocks stand still, and when somebody looks."""

    reason = forms.ChoiceField(choices=Pause.Reason, widget=forms.RadioSelect, label="Why")
    text = forms.CharField(
        label="What you wait for",
        max_length=500,
        error_messages={"required": "Write what you wait for."},
    )
    look_again_on = forms.DateField(label="Look again on", widget=DayInput)


class ResumeForm(CaseForm):
    """What has come."""

    text = forms.CharField(label="What has come", required=False, max_length=500)


class SnoozeForm(CaseForm):
    """Until which day it is out of the way."""

    until = forms.DateField(
        widget=DayInput,
        help_text="It comes back at once when the reporter writes. The clocks run on.",
        error_messages={"required": "Choose a day."},
    )


class JoinForm(CaseForm):
    """The report on which we go on."""

    main = forms.CharField(
        label="Reference of the main report",
        max_length=20,
        error_messages={"required": "Write the reference of the main report."},
    )
    reason = forms.CharField(
        max_length=500,
        widget=text_area(2),
        error_messages={"required": "Say how you know that it is the same."},
    )

    def clean_main(self):
        reference = self.cleaned_data["main"].strip().upper()
        found = Report.objects.visible_to(self.user).filter(reference=reference).first()
        if found is None:
            raise forms.ValidationError("No report of your teams has this reference.")
        return found


class WarnForm(CaseForm):
    """What officers must know before they go to an address."""

    place = forms.CharField(max_length=200, label="Address")
    text = forms.CharField(
        label="What to know",
        max_length=500,
        widget=text_area(2),
        help_text="Facts, not opinions: the person may ask to read it.",
        error_messages={"required": "Write what officers must know."},
    )
    ends_on = forms.DateField(label="Until", widget=DayInput)

    def adapt(self, report):
        self.initial["place"] = report.location[:200]
        days = timedelta(days=council.current().warning_days)
        self.initial["ends_on"] = timezone.localdate() + days


class EndWarningForm(CaseForm):
    """Why a warning does not hold any more."""

    warning = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
    reason = forms.CharField(
        max_length=500, error_messages={"required": "Say why it does not hold any more."}
    )


class TakeBackForm(CaseForm):
    """Which reply comes back."""

    reply = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
