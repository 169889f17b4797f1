"""The memory on a PostgreSQL server, for several people. The only importer of psycopg.

The tables live in a schema of their own, ``l10n_memory``. As with a file, everything in them comes from catalogs and
imported files of the projects, and can be filled again from them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TypeVar
from urllib.parse import urlsplit

try:
    import psycopg
except ImportError as exc:
    from l10n.errors import ConfigError

    raise ConfigError(
        "a memory on a PostgreSQL server needs psycopg", hint="pip install 'l10n[postgres]', or name a file as memory"
    ) from exc

from l10n.errors import InputError
from l10n.memory.entries import Count, Known
from l10n.memory.store import VERSION, Learned, key_of, words_of
from l10n.model import LocaleCode

TIMEOUT_S = 10
"""How long to wait for a connection."""

COMMON = 5000
"""Up to how many sentences a word is counted in; what is more frequent is equally useless for the search."""

_LOCK = 0x6C31306E
"""Number of the lock that writers take in turn."""

_TABLES = (
    "CREATE TABLE l10n_memory.version (number integer NOT NULL)",
    "CREATE TABLE l10n_memory.sentence (id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY, "
    "key bytea NOT NULL UNIQUE, text text NOT NULL, length integer NOT NULL, words text[] NOT NULL)",
    "CREATE INDEX ON l10n_memory.sentence USING gin (words)",
    "CREATE TABLE l10n_memory.file (id bigint PRIMARY KEY GENERATED ALWAYS AS IDENTITY, project text NOT NULL, "
    "locale text NOT NULL, name text NOT NULL, title text NOT NULL, stamp text NOT NULL, "
    "UNIQUE (project, locale, name))",
    "CREATE TABLE l10n_memory.entry (file bigint NOT NULL REFERENCES l10n_memory.file, position integer NOT NULL, "
    "sentence bigint NOT NULL REFERENCES l10n_memory.sentence, context text NOT NULL, revised text NOT NULL, "
    "target text NOT NULL, PRIMARY KEY (file, position))",
    "CREATE INDEX ON l10n_memory.entry (sentence)",
)
_KNOWN = "entry.target, entry.context, entry.revised, file.project, file.name, file.title, entry.position"
_JOINED = (
    "l10n_memory.entry JOIN l10n_memory.sentence ON sentence.id = entry.sentence "
    "JOIN l10n_memory.file ON file.id = entry.file"
)

Result = TypeVar("Result")


class PostgresStore:
    """Approved translations on a server, with a GIN index for the search by words.

    Args:
        address: ``postgresql://…`` as libpq reads it; a password is better kept in ``~/.pgpass``.
    Raises:
        InputError: the server cannot be reached, or its tables are of a newer version of l10n.
    """

    def __init__(self, address: str) -> None:
        self._place = _without_secrets(address)
        try:
            self._connection = psycopg.connect(address, autocommit=True, connect_timeout=TIMEOUT_S)
        except psycopg.Error as exc:
            raise self._error(exc) from exc
        try:
            self._run(self._make_tables)
        except BaseException:
            self.close()
            raise

    def stamps(self, project: str, locale: LocaleCode) -> dict[str, str]:
        """See ``Store``."""
        query = "SELECT name, stamp FROM l10n_memory.file WHERE project = %s AND locale = %s"
        return dict(self._rows(query, (project, locale)))

    def update(self, project: str, locale: LocaleCode, learned: Sequence[Learned], forgotten: Sequence[str]) -> None:
        """See ``Store``."""

        def write(database: psycopg.Cursor) -> None:
            names = [*forgotten, *(file.name for file in learned)]
            left = _forget(database, project, locale, names)
            _add_sentences(database, {entry.source for file in learned for entry in file.entries})
            for file in learned:
                _learn(database, project, locale, file)
            _sweep(database, left)

        if learned or forgotten:
            self._run(write)

    def exact(self, source: str, locale: LocaleCode) -> list[Known]:
        """See ``Store``."""
        query = f"SELECT {_KNOWN} FROM {_JOINED} WHERE sentence.key = %s AND sentence.text = %s AND file.locale = %s"
        return [Known(*row) for row in self._rows(query, (key_of(source), source, locale))]

    def frequencies(self, words: Sequence[str]) -> dict[str, int]:
        """See ``Store``."""
        query = (
            "SELECT word, (SELECT count(*) FROM (SELECT 1 FROM l10n_memory.sentence WHERE words @> ARRAY[word] "
            "LIMIT %s) AS hits) FROM unnest(%s::text[]) AS word"
        )
        return dict(self._rows(query, (COMMON, list(words))))

    def similar(self, words: Sequence[str], shortest: int, longest: int) -> list[str]:
        """See ``Store``."""
        query = "SELECT text FROM l10n_memory.sentence WHERE words && %s::text[] AND length BETWEEN %s AND %s"
        return [text for (text,) in self._rows(query, (list(words), shortest, longest))]

    def everything(self, locale: LocaleCode) -> list[tuple[str, Known]]:
        """See ``Store``."""
        rows = self._rows(f"SELECT sentence.text, {_KNOWN} FROM {_JOINED} WHERE file.locale = %s", (locale,))
        return [(text, Known(*row)) for text, *row in rows]

    def counts(self) -> list[Count]:
        """See ``Store``."""
        query = (
            "SELECT project, locale, title, count(entry.position) FROM l10n_memory.file "
            "LEFT JOIN l10n_memory.entry ON entry.file = file.id GROUP BY file.id "
            'ORDER BY project COLLATE "C", locale COLLATE "C", title COLLATE "C", name COLLATE "C"'
        )
        return [Count(*row) for row in self._rows(query, ())]

    def close(self) -> None:
        """See ``Store``."""
        self._connection.close()

    def _rows(self, query: str, values: Sequence[object]) -> list[tuple]:  # type: ignore[type-arg]
        try:
            return self._connection.execute(query, values).fetchall()  # type: ignore[no-any-return, unused-ignore]
        except psycopg.Error as exc:
            raise self._error(exc) from exc

    def _run(self, action: Callable[[psycopg.Cursor], None]) -> None:
        """Write: all or nothing, and one writer after the other."""
        try:
            with self._connection.transaction(), self._connection.cursor() as database:
                database.execute("SELECT pg_advisory_xact_lock(%s)", (_LOCK,))
                action(database)
        except psycopg.Error as exc:
            raise self._error(exc) from exc

    def _make_tables(self, database: psycopg.Cursor) -> None:
        found = database.execute("SELECT to_regclass('l10n_memory.version')").fetchone()
        if found and found[0]:
            row = database.execute("SELECT number FROM l10n_memory.version").fetchone()
            if row and row[0] == VERSION:
                return
            if row and row[0] > VERSION:
                raise InputError("the memory is of a newer l10n", path=self._place, hint="update l10n here")
        database.execute("DROP SCHEMA IF EXISTS l10n_memory CASCADE")
        database.execute("CREATE SCHEMA l10n_memory")
        for table in _TABLES:
            database.execute(table)
        database.execute("INSERT INTO l10n_memory.version VALUES (%s)", (VERSION,))

    def _error(self, exc: psycopg.Error) -> InputError:
        message = (str(exc).strip().splitlines() or [type(exc).__name__])[0]
        hint = "check the address, that the server runs, and that the user may create a schema in the database"
        return InputError(f"the memory cannot be used: {message}", path=self._place, hint=hint)


def _forget(database: psycopg.Cursor, project: str, locale: LocaleCode, names: Sequence[str]) -> list[int]:
    """Delete files; returns the sentences they had."""
    rows = database.execute(
        "SELECT id FROM l10n_memory.file WHERE project = %s AND locale = %s AND name = ANY(%s)",
        (project, locale, list(names)),
    ).fetchall()
    files = [file for (file,) in rows]
    sentences = database.execute(
        "DELETE FROM l10n_memory.entry WHERE file = ANY(%s) RETURNING sentence", (files,)
    ).fetchall()
    database.execute("DELETE FROM l10n_memory.file WHERE id = ANY(%s)", (files,))
    return list({sentence for (sentence,) in sentences})


def _add_sentences(database: psycopg.Cursor, texts: Iterable[str]) -> None:
    database.executemany(
        "INSERT INTO l10n_memory.sentence (key, text, length, words) VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING",
        [(key_of(text), text, len(text), words_of(text)) for text in texts],
    )


def _learn(database: psycopg.Cursor, project: str, locale: LocaleCode, learned: Learned) -> None:
    row = database.execute(
        "INSERT INTO l10n_memory.file (project, locale, name, title, stamp) VALUES (%s, %s, %s, %s, %s) RETURNING id",
        (project, locale, learned.name, learned.title, learned.stamp),
    ).fetchone()
    assert row is not None
    database.executemany(
        "INSERT INTO l10n_memory.entry (file, position, sentence, context, revised, target) "
        "SELECT %s, %s, id, %s, %s, %s FROM l10n_memory.sentence WHERE key = %s",
        [
            (row[0], position, entry.context, entry.revised, entry.target, key_of(entry.source))
            for position, entry in enumerate(learned.entries)
        ],
    )


def _sweep(database: psycopg.Cursor, sentences: Sequence[int]) -> None:
    """Delete those of the sentences that no file has any more."""
    database.execute(
        "DELETE FROM l10n_memory.sentence WHERE id = ANY(%s) "
        "AND NOT EXISTS (SELECT 1 FROM l10n_memory.entry WHERE entry.sentence = sentence.id)",
        (list(sentences),),
    )


def _without_secrets(address: str) -> str:
    """Write an address without user, password and options, for messages.

    >>> _without_secrets("postgresql://ann:secret@db.example/memory?sslmode=require")
    'postgresql://db.example/memory'
    """
    parts = urlsplit(address)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
