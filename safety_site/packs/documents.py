"""Reads the Markdown of a pack: the topics of its webinars, and its mails."""

import os
import re
from itertools import pairwise
from pathlib import Path

from django.template import Template, TemplateSyntaxError

from safety_site.packs.answers_schema import Answer, Mail, Theme, Topic, TopicHead, Webinar
from safety_site.packs.entry import Shape
from safety_site.packs.faults import Fault, meant
from safety_site.packs.source import Source, Unreadable, read_text
from safety_site.packs.tables import Reading

WEBINAR = Shape(one={"webinar": Webinar}, many={"theme": Theme}, needed=frozenset({"webinar"}))
# The mails that the site sends.
MAILS = (
    "report_received",
    "report_for_team",
    "report_closed",
    "report_reopened",
    "report_withdrawn",
    "reporter_answered",
    "tracking_link",
    "data_asked",
    "report_update",
    "following_started",
    "public_update",
    "quarantine_waiting",
    "report_joined",
    "report_referred",
    "report_late",
    "team_digest",
    "question_received",
    "question_for_staff",
    "question_answered",
    "question_closed",
    "words_sent_back",
    "newsletter",
    "newsletter_confirm",
    "newsletter_choices",
    "interest_received",
    "interest_answered",
    "meeting_reminder",
    "meeting_changed",
    "meeting_cancelled",
)
TOPIC_FILE = re.compile(r"(\d\d)-([a-z0-9]+(?:-[a-z0-9]+)*)\.md")
HEADING = re.compile(r"# +(\S.*?)\s*$")
FENCE = "+++"
SUBJECT = "Subject: "
LONGEST_SLUG, LONGEST_SUBJECT = 80, 255


def read_answers(reading: Reading) -> None:
    """Read each folder of answers/: a webinar, its themes, its topics."""
    for model in (Webinar, Theme, TopicHead):
        reading.names.setdefault(model, set())
    for folder in _listed(reading, "answers"):
        if (reading.folder / folder).is_dir():
            _read_webinar(reading, folder)


def read_mails(reading: Reading) -> None:
    """Read mail/: one wording for each mail that the site sends."""
    for name in MAILS:
        file = f"mail/{name}.md"
        try:
            mail = _mail(reading, file, name, read_text(reading.folder, file))
        except Unreadable as unreadable:
            reading.faults.append(unreadable.fault)
            continue
        reading.mails += [mail] if mail else []
    for file in _listed(reading, "mail"):
        name = Path(file).stem
        if file.endswith(".md") and name not in MAILS:
            sentence = f"The site sends no mail of this name.{meant(name, MAILS)}"
            reading.faults.append(Fault(file, 1, sentence))


def _listed(reading: Reading, folder: str) -> list[str]:
    """The files and folders in a folder, in order; none where there is no such folder."""
    try:
        names = sorted(os.listdir(reading.folder / folder))
    except FileNotFoundError:
        return []
    except OSError as error:
        sentence = f"This folder cannot be opened ({error.strerror})."
        reading.faults.append(Fault(folder, 1, sentence))
        return []
    listed = []
    for name in names:
        if not name.isprintable():  # such as bytes that are no text: they could not be shown
            shown = ascii(f"{folder}/{name}")[1:-1]
            reading.faults.append(Fault(shown, 1, "Give this file a plain name."))
        elif not name.startswith("."):
            listed.append(f"{folder}/{name}")
    return listed


def _read_webinar(reading: Reading, folder: str) -> None:
    file = f"{folder}/webinar.toml"
    reading.read_toml(file, WEBINAR)
    webinar = next((one for one in reading.all(Webinar) if one.file == file), None)
    if webinar and webinar.slug != Path(folder).name:
        sentence = f"The slug “{webinar.slug}” must be the name of its folder, “{folder}”."
        reading.faults.append(webinar.fault("slug", says=sentence))
    numbers: dict[str, str] = {}
    for file in _listed(reading, folder):
        if not file.endswith(".md"):
            continue
        name = TOPIC_FILE.fullmatch(Path(file).name)
        if not name or len(name[2]) > LONGEST_SLUG:
            sentence = "Name this file by its place and its slug, such as “07-fly-tipping.md”."
            reading.faults.append(Fault(file, 1, sentence))
            continue
        number, slug = name.groups()
        if numbers.setdefault(number, file) != file:
            sentence = f"“{numbers[number]}” has the number {number} too. Give each its own."
            reading.faults.append(Fault(file, 1, sentence))
        _read_topic(reading, file, slug, int(number), webinar)


def _read_topic(
    reading: Reading, file: str, slug: str, number: int, webinar: Webinar | None
) -> None:
    if slug in reading.names[TopicHead]:
        sentence = f"Another topic has the slug “{slug}” too. Give each its own."
        reading.faults.append(Fault(file, 1, sentence))
    reading.names[TopicHead].add(slug)
    try:
        lines = read_text(reading.folder, file).split("\n")
        end = _end_of_head(file, lines)
        source = Source(file, "\n".join(lines[1:end]) + "\n", first_line=2)
    except Unreadable as unreadable:
        reading.faults.append(unreadable.fault)
        return
    head = reading.read_table(source, (), TopicHead, source.data)
    answers = _answers(reading, file, lines, end + 1)
    if head and webinar:
        reading.topics.append(Topic(slug, number, webinar, head, answers))


def _end_of_head(file: str, lines: list[str]) -> int:
    marks = [number for number, line in enumerate(lines) if line.rstrip() == FENCE]
    if marks[:1] != [0]:
        sentence = f"Begin the file with a line “{FENCE}”, the topic's head, and “{FENCE}” again."
        raise Unreadable(Fault(file, 1, sentence))
    if len(marks) == 1:
        raise Unreadable(Fault(file, 1, f"End the topic's head with a line “{FENCE}”."))
    return marks[1]


def _answers(reading: Reading, file: str, lines: list[str], start: int) -> tuple[Answer, ...]:
    """The answers below their headings, in published order."""

    def fault(number: int, sentence: str) -> None:
        reading.faults.append(Fault(file, number + 1, sentence))

    headings = [number for number in range(start, len(lines)) if HEADING.match(lines[number])]
    first = headings[0] if headings else len(lines)
    for number in range(start, first):
        if lines[number].strip():
            fault(number, "Put this below a heading that says who answers, such as “# council”.")
            break
    if not headings:
        fault(start - 1, "Add an answer below a heading that says whose it is: “# council”.")
    answers = []
    for number, following in pairwise([*headings, len(lines)]):
        organisation = HEADING.match(lines[number])[1]
        body = "\n".join(lines[number + 1 : following])
        blank_lines = len(body) - len(body.lstrip("\n"))
        if not body.strip():
            fault(number, f"The answer of “{organisation}” is empty. Write it, or take it out.")
        if any(organisation == answer.organisation for answer in answers):
            fault(number, f"“{organisation}” answers twice. Put both below one heading.")
        answers.append(Answer(organisation, body.strip(), number + 1, number + 2 + blank_lines))
    return tuple(answers)


def _mail(reading: Reading, file: str, name: str, text: str) -> Mail | None:
    def fault(line: int, sentence: str) -> None:
        reading.faults.append(Fault(file, line, sentence))

    first, _, rest = text.partition("\n")
    if not first.startswith(SUBJECT) or not first.removeprefix(SUBJECT).strip():
        fault(1, f"Begin the mail with a line such as “{SUBJECT}We have your report”.")
        return None
    subject, content = first.removeprefix(SUBJECT).strip(), rest.strip()
    if len(subject) > LONGEST_SUBJECT:
        fault(1, f"The subject is over {LONGEST_SUBJECT} characters. Shorten it.")
    if not content or not rest.startswith("\n"):
        fault(2, "Leave this line empty and write the mail below it.")
    for part, offset in ((subject, 0), (rest, 1)):
        try:
            Template(part)
        except (TemplateSyntaxError, RecursionError) as error:
            token = getattr(error, "token", None)
            line = offset + (token.lineno if token and token.lineno else 1)
            fault(line, f"The mail's template is faulty: {str(error).rstrip('.')}. Mend this line.")
    return Mail(name, subject, content)
