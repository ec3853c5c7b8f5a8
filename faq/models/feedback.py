"""What readers tell editors without knowing it: whether an answer helped, what was not found."""

from django.db import models

from faq.models.answers import Topic


class Feedback(models.Model):
    """One resident's word on whether an answer helped; holds nothing about the resident."""

    topic = models.ForeignKey(Topic, models.CASCADE, related_name="feedback")
    helpful = models.BooleanField()
    given_on = models.DateField()
    comment = models.CharField(
        max_length=300, blank=True, help_text="One sentence, for editors only, never public."
    )

    class Meta:
        verbose_name_plural = "feedback"

    def __str__(self):
        return f"{'Helped' if self.helpful else 'Did not help'}: {self.topic}"


class MissedWord(models.Model):
    """A word that was searched in vain; readable only once enough searches have held it.

    Until then there is a code that cannot be read back, since a rare word may be a name.
    """

    digest = models.CharField(max_length=64, unique=True, help_text="HMAC-SHA-256 of the word.")
    word = models.CharField(max_length=40, blank=True)
    times = models.PositiveIntegerField(default=1)
    last_on = models.DateField()

    class Meta:
        ordering = ["-times", "word"]

    def __str__(self):
        return self.word or "A rare word"
