"""The small forms of case work: who works on it, what is found out, what partners are asked."""

from django import forms
from django.utils import timezone

from reporting import case_queries, guards, lifecycle
from reporting.admin.fields import (
    YES_NO,
    DayField,
    OfficerField,
    officers_of,
    text_area,
    unanswered,
)
from reporting.admin.forms import CaseForm, TeamField, every_team
from reporting.models import NuisanceDecision, Referral, RiskFactor


class AssignForm(CaseForm):
    """Who works on it."""

    officer = OfficerField(
        None,
        empty_label="Choose an officer",
        help_text="People of its team who may read it.",
        error_messages={"required": "Choose who works on it."},
    )
    reason = forms.CharField(
        required=False, max_length=500, widget=text_area(2), help_text="What they should know."
    )

    def adapt(self, report):
        people = [each for each in officers_of(report) if each.pk != report.officer_id]
        self.fields["officer"].offer(people)
        if self.user in people:
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
        "crime": "Yes: tell the reporter to call 101 too, or refer it to the police.",
        "hate": "What the person believes counts. Yes: the report becomes restricted.",
        "safeguarding": "Yes: refer it to social care today. The case cannot close without.",
        "risk": "Yes: assess the risk before a plan is agreed.",
    }
    # Which of the reporter's answers say so already.
    FACTS = {
        "crime": ("crime_past",),
        "hate": ("hateful",),
        "safeguarding": ("child_at_risk", "vulnerable_occupant"),
        "risk": ("targeted", "hateful", "vulnerable_occupant"),
    }
    officer = OfficerField(
        None,
        label="Give it to",
        required=False,
        empty_label="Nobody yet: it stays in triage",
        help_text="The case is theirs at once.",
    )

    def adapt(self, report):
        told = report.facts.get("answers", {})
        before = report.triage or case_queries.triage_before(report)
        for code in guards.TRIAGE_QUESTIONS:
            self.fields[code] = forms.ChoiceField(
                label=self.QUESTIONS[code],
                help_text=self.HINTS[code],
                choices=YES_NO,
                widget=forms.RadioSelect,
                error_messages=unanswered(self.QUESTIONS[code]),
            )
            said = any(told.get(fact) == "yes" for fact in self.FACTS[code])
            said = said or report.facts.get("kind") == code  # “hate” is a kind of its own
            self.initial[code] = before.get(code) or ("yes" if said else "no")
        self.order_fields([*guards.TRIAGE_QUESTIONS, "officer"])
        people = officers_of(report)
        self.fields["officer"].offer(people, *filter(None, [report.officer]))
        if report.officer_id or self.user in people:
            self.initial["officer"] = report.officer_id or self.user.pk

    def values(self):
        seen, officer = self.cleaned_data["seen"], self.cleaned_data["officer"]
        answers = {code: self.cleaned_data[code] for code in guards.TRIAGE_QUESTIONS}
        return {"seen": seen, "answers": answers, "officer": officer}


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
        choices=[("yes", "Yes, we spoke or they answered"), ("no", "No, I tried")],
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
        label="What the points do not say",
        required=False,
        max_length=2000,
        widget=text_area(2),
        help_text="For staff only.",
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
                error_messages=unanswered(factor.question),
            )
            before = last.get(factor.question)
            self.initial[factor.code] = next(
                (each["value"] for each in factor.options if each["label"] == before), None
            )
        self.order_fields([*(factor.code for factor in self.factors), "note"])

    def values(self):
        seen, note = self.cleaned_data["seen"], self.cleaned_data["note"]
        answers = {factor.code: self.cleaned_data[factor.code] for factor in self.factors}
        return {"seen": seen, "answers": answers, "note": note}


class ReferForm(CaseForm):
    """To which body, when, with which reference, and what it is asked to do."""

    partner = TeamField(
        None,
        required=False,
        empty_label="Another body",
        help_text="A partner’s people can read what they need of the case on this site.",
    )
    body = forms.CharField(
        required=False,
        max_length=120,
        label="Name of the other body",
        help_text="Where it is no partner of the list.",
    )
    referred_on = DayField(label="Day", required="Choose the day on which you referred it.")
    reference = forms.CharField(
        max_length=60,
        help_text="Theirs; or how they can find it.",
        error_messages={"required": "Give a reference by which they find it."},
    )
    text = forms.CharField(
        label="What you ask of them",
        max_length=3000,
        widget=text_area(3),
        help_text="What they should do, and what they need to know. They read it.",
        error_messages={"required": "Write what you ask of them."},
    )
    safeguarding = forms.BooleanField(
        required=False, label="It is about safeguarding", label_suffix=""
    )
    waits = forms.BooleanField(
        required=False,
        label="The case waits for them now",
        label_suffix="",
        help_text="Its status changes to say so.",
    )

    def adapt(self, report):
        self.fields["partner"].offer(team for team in every_team(report) if team.partner)
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
        label="They have",
        choices=Referral.Answer,
        widget=forms.RadioSelect,
        error_messages={"required": "Say whether they take it."},
    )
    reference = forms.CharField(
        label="Their reference", required=False, max_length=60, help_text="Empty: it stays."
    )
    text = forms.CharField(
        label="What they say",
        required=False,
        max_length=3000,
        widget=text_area(2),
        help_text="If they decline: why.",
    )


class NuisanceForm(CaseForm):
    """The decision that the law asks of noise."""

    decision = forms.ChoiceField(
        label="It is",
        choices=NuisanceDecision.Decision,
        widget=forms.RadioSelect,
        error_messages={"required": "Choose what you have decided."},
    )
    reasons = forms.CharField(
        max_length=3000,
        widget=text_area(3),
        help_text="What you witnessed or measured, when, and how the law applies.",
        error_messages={"required": "Give your reasons: an ombudsman may ask for them."},
    )


class JoinForm(CaseForm):
    """The report on which we go on."""

    main = forms.CharField(
        label="Reference of the main report",
        max_length=20,
        help_text="The one on which the work goes on.",
        error_messages={"required": "Write the reference of the main report."},
    )
    reason = forms.CharField(
        label="How you know that it is the same",
        max_length=500,
        widget=text_area(2),
        help_text="For staff only.",
        error_messages={"required": "Say how you know that it is the same."},
    )

    def clean_main(self):
        found = case_queries.report_named(self.cleaned_data["main"], self.user)
        if found is None:
            raise forms.ValidationError("No report of your teams has this reference.")
        return found


class TakeBackForm(CaseForm):
    """Which reply comes back."""

    reply = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
