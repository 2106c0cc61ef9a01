"""The knowledge base as one object: opening it, and every question as a method. Thin: the queries do the work."""

from __future__ import annotations

import gc
from collections.abc import Callable, Collection, Hashable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self, TypeVar

from sqlalchemy import Engine
from sqlalchemy.orm import Session

from kb import graph as graphs
from kb import importers as catalogues
from kb.dates import Date
from kb.errors import Issue, MissingBaseError, NotFoundError, SeedError
from kb.queries import audit as audits
from kb.queries import changes as changing
from kb.queries import compare as sides
from kb.queries import crosscheck as checking
from kb.queries import disputes as disputed
from kb.queries import firsts as ranking
from kb.queries import lineage as lineages
from kb.queries import paths as routes
from kb.queries import profile as pages
from kb.queries import rulings as ruled
from kb.queries import search as finding
from kb.queries import stays as staying
from kb.queries import timeline as times
from kb.reading.results import Reading
from kb.records import Brief, Claim, Dataset, Source
from kb.seed import layers as seeds
from kb.seed.check import problems
from kb.seed.layers import Layer
from kb.store import Reader, connect, default_url, write
from kb.store.tables import SCHEMA
from kb.vocabulary import Vocabulary, vocabulary

if TYPE_CHECKING:
    from kb.reading.reader import TextReader

When = Date | str | None
T = TypeVar("T")


class KnowledgeBase:
    """One base, open for questions. Make it with :func:`open` or :func:`load`.

    ``stale`` holds the problems that kept a newer seed from being built, when there are any: the base then
    answers as it was last built.
    """

    def __init__(self, engine: Engine, registry: Vocabulary, stale: Iterable[Issue] = ()) -> None:
        self.reader = Reader(engine, registry)
        self.registry = registry
        self.stale = tuple(stale)
        self._texts: tuple[tuple[int, str] | None, TextReader] | None = None
        self._memory: dict[Hashable, Any] = {}
        self._memory_of: tuple[int, str] | None = None

    def _remembered(self, question: Hashable, answer: Callable[[], T]) -> T:
        """Return an answer that holds until the base is built anew; it may be shared, so nobody changes it."""
        mark = self.reader.build()
        if mark != self._memory_of:
            self._memory, self._memory_of = {}, mark
        memory = self._memory
        if question not in memory:
            memory[question] = answer()
        found: T = memory[question]
        return found

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def __repr__(self) -> str:
        counts = self.counts()
        entities = sum(n for kind, n in counts.items() if kind in self.registry.kinds)
        return f"<KnowledgeBase: {entities} entities, {counts['claim']} claims, {counts['source']} sources>"

    def close(self) -> None:
        """Give the database's connections back."""
        self.reader.engine.dispose()

    def session(self) -> Session:
        """Return an ORM session over the mapped classes: ``session.scalars(select(Mission))``."""
        return self.reader.session()

    def get(self, entity: str) -> pages.Profile:
        """Return everything about one entity. Raises NotFoundError, which names the nearest id."""
        return pages.profile(self.reader, entity)

    def entities(self, kind: str) -> list[pages.Profile]:
        """Return every entity of a kind with its claims. Raises QueryError for an unknown kind."""
        finding.check_kinds(self.reader, [kind])
        return pages.profiles(self.reader, kind)

    def search(self, text: str, *, kinds: Collection[str] = (), limit: int = 20) -> list[finding.Hit]:
        """Return entities by any spelling or script, best first; see :func:`kb.queries.search.search`."""
        return finding.search(self.reader, text, kinds=kinds, limit=limit)

    def timeline(
        self,
        *,
        kinds: Collection[str] = times.DEFAULT_KINDS,
        agency: str | None = None,
        country: str | None = None,
        programme: str | None = None,
        entity: str | None = None,
        during: When = None,
    ) -> list[times.Item]:
        """Return dated entities in order of time; see :func:`kb.queries.timeline.timeline`."""
        finding.check_kinds(self.reader, kinds)
        found = (
            self._remembered(("timeline", frozenset(kinds)), lambda: times.items(self.reader, tuple(kinds)))
            if entity is None
            else times.timeline(self.reader, kinds=kinds, entity=entity)
        )
        return times.chosen(
            self.reader,
            found,
            agency=agency,
            country=country,
            programme=programme,
            during=as_date(during),
        )

    def firsts(
        self,
        *,
        agency: str | None = None,
        country: str | None = None,
        category: str | None = None,
        winner: str | None = None,
        during: When = None,
        definition: str | None = None,
    ) -> list[ranking.FirstAnswer]:
        """Return firsts in order of their date; see :func:`kb.queries.firsts.firsts`."""
        found = self._remembered(
            ("firsts", definition), lambda: ranking.answers(self.reader, definition=definition)
        )
        return ranking.chosen(
            self.reader,
            found,
            agency=agency,
            country=country,
            category=category,
            winner=winner,
            during=as_date(during),
        )

    def first(self, id_: str) -> ranking.FirstAnswer:
        """Return one first with its proof. Raises NotFoundError for an unknown id."""
        self.reader.brief(id_)
        found = ranking.firsts(self.reader, ids=[id_])
        if not found:
            raise NotFoundError(f"{id_!r} is no first; 'kb list first' names them")
        return found[0]

    def ranks(
        self, id_: str, *, within: str = "country", definition: str | None = None
    ) -> list[ruled.Computed]:
        """Return who was the first of each country, agency, programme …, as a first's rule finds, by date.

        Under the first's default definition when none is given; empty when its rule does not rank within these.
        """
        answer = self.first(id_)
        found = ruled.computed(self.reader, [answer.id], scope=within)
        wanted = definition or answer.definition
        known = {ruling.definition for ruling in found}
        fitting = [r for r in found if r.definition == (wanted if wanted in known else answer.definition)]
        return sorted(fitting, key=lambda r: r.date.sort_key if r.date else ())

    def compare(
        self, ids: Collection[str], *, apart: bool = False, definition: str | None = None
    ) -> sides.Comparison:
        """Compare countries, or agencies, by what they did first; see :func:`kb.queries.compare.compare`."""
        return sides.compare(self.reader, list(ids), apart=apart, definition=definition)

    def disagreements(self) -> list[ranking.Disagreement]:
        """Return every first on which what sources claim is not what its rule computes."""
        return ranking.disagreements(self.reader)

    def neighbours(
        self,
        entity: str,
        *,
        depth: int = 1,
        kinds: Collection[str] = (),
        relations: Collection[str] = (),
        as_of: When = None,
    ) -> list[Brief]:
        """Return the entities within ``depth`` steps, nearest first, then by importance."""
        distance, _ = graphs.neighbourhood(
            self.reader,
            entity,
            depth=depth,
            kinds=kinds,
            relations=relations,
            as_of=as_date(as_of),
        )
        briefs = self.reader.briefs([id_ for id_ in distance if id_ != entity])
        return sorted(briefs.values(), key=lambda b: (distance[b.id], -b.importance, b.id))

    def graph(
        self,
        *,
        kinds: Collection[str] = (),
        relations: Collection[str] = (),
        around: str | None = None,
        depth: int = 1,
        as_of: When = None,
    ) -> graphs.Graph:
        """Return a ``networkx.MultiDiGraph``; see :func:`kb.graph.graph`."""
        finding.check_kinds(self.reader, kinds)
        return graphs.graph(
            self.reader,
            kinds=kinds,
            relations=relations,
            around=around,
            depth=depth,
            as_of=as_date(as_of),
        )

    def paths(self, start: str, goal: str, *, limit: int = 3) -> list[routes.Path]:
        """Return ways between two entities, the most telling first; see :func:`kb.queries.paths.paths`."""
        return routes.paths(self.reader, start, goal, limit=limit)

    def lineage(self, entity: str) -> lineages.Lineage:
        """Return who came before and after; see :func:`kb.queries.lineage.lineage`."""
        return lineages.lineage(self.reader, entity)

    def stays(self) -> list[staying.Stay]:
        """Return every stay in space, in order of its beginning; see :mod:`kb.queries.stays`."""
        return self._remembered("stays", lambda: staying.stays(self.reader))

    def in_space(self, when: Date | str) -> list[staying.Stay]:
        """Return who was in space at some time of a date, as far as the dates tell for certain or perhaps."""
        moment = Date.parse(when) if isinstance(when, str) else when
        return [stay for stay in self.stays() if stay.covers(moment) is not False]

    def spacefarers(self) -> list[staying.Spacefarer]:
        """Return everyone who flew above 50 miles, with flights, days in space and spacewalks."""
        return self._remembered("spacefarers", lambda: staying.spacefarers(self.reader))

    def heirs(self, kind: str) -> dict[str, str]:
        """Return the last successor of each entity of a kind that has one."""
        return lineages.heirs(self.reader, kind)

    def claims(
        self,
        subject: str | None = None,
        predicate: str | None = None,
        *,
        object: str | None = None,
        source: str | None = None,
    ) -> list[Claim]:
        """Return claims by subject, predicate, object and source; all of them when nothing is given."""
        return self.reader.claims(
            subjects=None if subject is None else [subject],
            objects=None if object is None else [object],
            predicates=None if predicate is None else [predicate],
            source=source,
        )

    def audit(self, source: str) -> list[audits.Statement]:
        """Return what the base says of each statement of a source; see :func:`kb.queries.audit.audit`."""
        return audits.audit(self.reader, source)

    def read(self, text: str) -> list[Reading]:
        """Return what the base says of each statement of any text; see :mod:`kb.reading`.

        The first call indexes every name; later ones use it until the base is built anew. Nothing is stored.
        """
        # Here, because its patterns take 0.1 s to compile: only those who read a text wait for them.
        from kb.reading.reader import TextReader

        built = self.reader.build()
        if self._texts is None or self._texts[0] != built:
            self._texts = built, TextReader(self.reader)
        return self._texts[1].read(text)

    def disputes(self) -> list[disputed.Dispute]:
        """Return every value on which sources disagree."""
        return disputed.disputes(self.reader)

    def crosscheck(self, path: str | Path, format_: str) -> checking.Crosscheck:
        """Lay a catalogue's file beside the base. Raises QueryError for a file that is not of that format."""
        return checking.crosscheck(self.reader, catalogues.read(path, format_))

    def sources(self) -> list[Source]:
        """Return every source, by id."""
        return list(self.reader.sources().values())

    def counts(self) -> dict[str, int]:
        """Return how many entities of each kind, claims (``claim``) and sources (``source``) there are."""
        return self.reader.counts()


def as_date(given: When) -> Date | None:
    """Return a Date from a Date or its text. Raises DateError for a text that is none."""
    return Date.parse(given) if isinstance(given, str) else given


def open(db: str | None = None, *, data: Iterable[str | Path] | None = None) -> KnowledgeBase:
    """Open the base at a database URL or file; the user's own base when left out.

    ``data`` lays a curator's folders over the shipped seed; left out, the base keeps the folders that it was last
    built with. The base is built when there is none, and built again when its seed has changed. When the changed
    seed has problems, the base stays as it was and ``KnowledgeBase.stale`` lists them; with no base to fall back
    on, SeedError is raised.
    """
    engine, registry = connect(db or default_url()), vocabulary()
    try:
        return KnowledgeBase(engine, registry, _brought_up_to_date(Reader(engine, registry), data))
    except BaseException:
        engine.dispose()
        raise


def _brought_up_to_date(reader: Reader, data: Iterable[str | Path] | None) -> Iterable[Issue]:
    """Build where something has changed. Returns the problems that kept an older base from it."""
    layers = _layers(reader, data)
    mark = seeds.fingerprint(layers)
    built = _built(reader)
    if built == (SCHEMA, mark):
        return ()
    try:
        _write(reader.engine, layers, mark, reader.registry)
    except SeedError as error:
        if built is None or built[0] != SCHEMA:
            raise
        return error.issues
    return ()


def load(folder: str | Path) -> KnowledgeBase:
    """Return a base in memory from one seed folder alone, without the shipped seed.

    Raises SeedError with every problem of the folder, NotFoundError when it is not there.
    """
    path = Path(folder)
    if not path.exists():
        raise NotFoundError(f"there is no seed folder {str(folder)!r}; give a folder that exists")
    engine, registry = connect("sqlite://"), vocabulary()
    layers = [Layer(seeds.SHIPPED, path)]
    _write(engine, layers, seeds.fingerprint(layers), registry)
    return KnowledgeBase(engine, registry)


def build(db: str | None = None, *, data: Iterable[str | Path] = ()) -> bool:
    """Build the base from the shipped seed and the folders given. Returns False when it was so already.

    Raises SeedError with every problem, and then writes nothing.
    """
    engine, registry = connect(db or default_url()), vocabulary()
    try:
        layers = seeds.layers_for(data)
        mark = seeds.fingerprint(layers)
        return _built(Reader(engine, registry)) != (SCHEMA, mark) and _write(engine, layers, mark, registry)
    finally:
        engine.dispose()


def preview(data: Iterable[str | Path] = (), db: str | None = None) -> changing.Changes:
    """Return what the seed as it now stands, with the folders given, would change in the base as it was built.

    Nothing is written. Without a base, the shipped seed is what is compared with. Raises SeedError for problems.
    """
    engine, registry = connect(db or default_url()), vocabulary()
    fresh, other = connect("sqlite://"), connect("sqlite://")
    try:
        reader = Reader(engine, registry)
        built = _built(reader)
        layers = _layers(reader, None)
        if built is None or built[0] != SCHEMA:
            _write(other, layers, "before", registry)
            reader = Reader(other, registry)
        _write(fresh, [*layers, *seeds.layers_for(data)[1:]], "after", registry)
        return changing.changes(reader, Reader(fresh, registry))
    finally:
        for one in (engine, fresh, other):
            one.dispose()


def _layers(reader: Reader, data: Iterable[str | Path] | None) -> list[Layer]:
    if data is not None:
        return seeds.layers_for(data)
    built = _built(reader)
    kept: list[Dataset] = reader.datasets()[1:] if built and built[0] == SCHEMA else []
    there = [dataset for dataset in kept if Path(dataset.path).exists()]
    layers = seeds.layers_for([dataset.path for dataset in there])
    labelled = {dataset.id: dataset.label for dataset in there}
    return [replace(layer, label=labelled.get(layer.name, layer.label)) for layer in layers]


def _built(reader: Reader) -> tuple[int, str] | None:
    """Return schema and fingerprint of what is there, or None when there is nothing yet."""
    try:
        reader.require()
    except MissingBaseError:
        return None
    return reader.build()


def _write(engine: Engine, layers: list[Layer], mark: str, registry: Vocabulary) -> bool:
    with _no_collection():
        seed, issues = problems(layers, registry)
        if issues:
            raise SeedError(issues)
        return write(engine, seed, [layer.dataset for layer in layers], mark, registry)


@contextmanager
def _no_collection() -> Iterator[None]:
    """Spare the garbage collector the millions of small records of a build, which stay: a quarter of its time."""
    collecting = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collecting:
            gc.enable()
