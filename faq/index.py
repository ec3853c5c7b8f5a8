"""The index of the one box: in the memory of each process, made anew when content is edited.

Forms, support pages and handovers are few and are all weighed for each text. Topics may be many:
tantivy finds those that are worth weighing.
"""

import marshal
import threading
import time
from collections.abc import Callable
from functools import lru_cache
from itertools import chain, starmap

import structlog
import tantivy
from django.db import connection

from faq import sources
from faq.search import Query
from faq.shelf import CANDIDATES, Plain, Shelf, WordCount, bases, stem
from faq.things import Entry, Kind, Phrase, Thing
from faq.words import spelt_out, typed_in
from safety_site.public_pages import content_version

log = structlog.get_logger(__name__)

HEAD, BODY = 3.0, 1.0  # what a word in a topic's head counts against one in its answers
KEPT = 500  # topics that are kept prepared
WRITING = 50_000_000  # bytes that tantivy may use while it writes
# No visitor waits longer than this for a fresh index: the old one answers, or a plain search.
PATIENCE = 0.5  # seconds
RETRY = 30.0  # seconds after an index could not be made


class Index(Shelf):
    """All that can be found, as it stood at one version of the content."""

    def __init__(self, version: str):
        started = time.perf_counter()
        self.version = version
        words = WordCount()
        entries, wards = self.read_few(words)
        self._schema, self._searcher = _written(words)
        self._entry = _reader(self._searcher)
        super().__init__(entries, wards, words)
        self.seconds = time.perf_counter() - started

    @property
    def number_of_topics(self) -> int:
        return self._searcher.num_docs

    def topics(self, query: Query) -> list[Entry]:
        words = {each for word in query.words for each in (word.base, stem(word.form))}
        clauses = [
            (tantivy.Occur.Should, tantivy.Query.boost_query(term, weight))
            for word in sorted(words)
            for name, weight in (("head", HEAD), ("body", BODY))
            for term in (tantivy.Query.term_query(self._schema, name, word, "freq"),)
        ]
        if not clauses:
            return []
        found = self._searcher.search(tantivy.Query.boolean_query(clauses), CANDIDATES)
        return [self._entry(address.segment_ord, address.doc) for _, address in found.hits]


def _reader(searcher: tantivy.Searcher) -> Callable[[int, int], Entry]:
    """Return what reads a topic by its place in the index, and keeps those that are often found."""

    @lru_cache(maxsize=KEPT)
    def entry(segment: int, document: int) -> Entry:
        stored = searcher.doc(tantivy.DocAddress(segment, document))["thing"][0]
        return Entry(_unpacked(stored), bases)

    return entry


def _packed(thing: Thing) -> bytes:
    """Return a topic as bytes; plain tuples are packed several times as fast as our own classes."""
    phrases = [tuple(phrase) for phrase in thing.phrases]
    return marshal.dumps((thing.slug, thing.url, thing.title, thing.summary, phrases, thing.body))


def _unpacked(stored: bytes) -> Thing:
    # Our own bytes, from our own memory.
    *texts, phrases, body = marshal.loads(stored)  # noqa: S302
    return Thing(Kind.ANSWER, *texts, tuple(starmap(Phrase, phrases)), body)


def _written(words: WordCount) -> tuple[tantivy.Schema, tantivy.Searcher]:
    """Write all published topics into an index in memory, and count their words."""
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("head", tokenizer_name="en_stem", index_option="freq")
    builder.add_text_field("body", tokenizer_name="en_stem", index_option="freq")
    builder.add_bytes_field("thing", stored=True)
    schema = builder.build()
    index = tantivy.Index(schema)
    writer = index.writer(WRITING, 1)
    for thing in sources.topics():
        head = "\n".join(phrase.text for phrase in thing.phrases)
        words.add(set(chain.from_iterable(map(spelt_out, typed_in(head)))))
        document = tantivy.Document(head=head, body=thing.body, thing=_packed(thing))
        writer.add_document(document)
    writer.commit()
    writer.wait_merging_threads()
    index.reload()
    return schema, index.searcher()


class _Keeper:
    """Holds this process's index, and has it made anew where it is old."""

    def __init__(self) -> None:
        self._making = threading.Lock()
        self._index: Index | None = None
        self._failed_at = -RETRY

    def current(self) -> Index | None:
        """Return the index; None where there is none yet, or none can be made."""
        version = content_version()
        index = self._index
        if index and index.version == version:
            return index
        if time.monotonic() < self._failed_at + RETRY:
            return index
        if index and index.seconds > PATIENCE:
            # It would take too long: others ask in vain for the lock and get the old one as well.
            if self._making.acquire(blocking=False):
                self._begin(version)
            return index
        if self._making.acquire(timeout=PATIENCE):
            try:
                self._make(version)
            finally:
                self._making.release()
        return self._index

    def _begin(self, version: str) -> None:
        try:
            threading.Thread(target=self._make_aside, args=(version,), daemon=True).start()
        except RuntimeError:  # no more threads to be had: the next search tries again
            self._making.release()

    def _make_aside(self, version: str) -> None:
        try:
            self._make(version)
        finally:
            self._making.release()
            connection.close()

    def _make(self, version: str) -> None:
        if self._index and self._index.version == version:
            return  # another thread has made it meanwhile
        try:
            self._index = Index(version)
        except Exception:  # whatever it is, a plain search still answers
            self._failed_at = time.monotonic()
            log.exception("search index could not be made")
        else:
            number, seconds = self._index.number_of_topics, round(self._index.seconds, 2)
            log.info("search index made", topics=number, seconds=seconds)

    def forget(self) -> None:
        """Drop the index, as a new process would begin."""
        self._index, self._failed_at = None, -RETRY


keeper = _Keeper()


def is_ready() -> bool:
    """Say whether this process searches by an index."""
    return keeper.current() is not None


@lru_cache(maxsize=1)
def _plain(_version: str) -> Plain:
    return Plain()


def shelf() -> Shelf:
    """Return what to look things up in: the index or, without one, the database."""
    return keeper.current() or _plain(content_version())
