"""How a reporter can be reached without harm, and what they need to understand us."""

from django.db import models

from reporting.models.report import Report


class SafeContact(models.Model):
    """What an officer must know before they call, write or knock; one for each report at most."""

    class Channel(models.TextChoices):
        EMAIL = "email", "Email"
        PHONE = "phone", "Phone call"
        TEXT = "text", "Text message"

    report = models.OneToOneField(Report, models.CASCADE, related_name="safe_contact")
    channel = models.CharField(max_length=5, choices=Channel)
    times = models.CharField(max_length=200, blank=True, help_text="When it is safe to call.")
    no_voicemail = models.BooleanField(default=False)
    neutral_subject = models.BooleanField(
        default=False, help_text="Subject lines of mail give nothing away."
    )
    no_letters = models.BooleanField(default=False, help_text="Phone rather than letters.")
    interpreter = models.CharField(
        max_length=60, blank=True, help_text="Language, BSL among them; empty: none needed."
    )
    large_print = models.BooleanField(default=False)

    def __str__(self):
        return self.get_channel_display()

    @property
    def is_plain(self):
        """Say whether mail is the safe way, and nothing else was asked."""
        asked = (self.times, self.interpreter, self.large_print)
        careful = (self.no_voicemail, self.neutral_subject, self.no_letters)
        return self.channel == self.Channel.EMAIL and not any(asked + careful)
