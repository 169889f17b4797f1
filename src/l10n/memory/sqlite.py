"""The memory in a SQLite file: a cache that can be deleted at any time; catalogs and imported files are the truth."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from l10n.errors import InputError
from l10n.files import reason
from l10n.memory.entries import Count, Known
from l10n.memory.store import VERSION, Learned, key_of, words_of
from l10n.model import LocaleCode

APPLICATION = 0x6C31306E
"""The mark of our files: ``l10n`` in ASCII."""

TIMEOUT_S = 30.0
"""How long to wait for another run that writes."""

SUFFIXES = frozenset({".db", ".sqlite", ".sqlite3"})
"""Only a file of such a name is taken for a damaged database when nothing in it can be read."""

_IN_MEMORY = ":memory:"
_DAMAGE = (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)
_BUSY = (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
_UNWRITABLE = (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY, sqlite3.SQLITE_PERM)

_TABLES = (
    "CREATE TABLE sentence (id INTEGER PRIMARY KEY AUTOINCREMENT, key BLOB NOT NULL UNIQUE, text TEXT NOT NULL, "
    "words TEXT NOT NULL)",
    "CREATE TABLE file (id INTEGER PRIMARY KEY, project TEXT NOT NULL, locale TEXT NOT NULL, name TEXT NOT NULL, "
    "title TEXT NOT NULL, stamp TEXT NOT NULL, UNIQUE (project, locale, name))",
    "CREATE TABLE entry (file INTEGER NOT NULL REFERENCES file, position INTEGER NOT NULL, "
    "sentence INTEGER NOT NULL REFERENCES sentence, context TEXT NOT NULL, revised TEXT NOT NULL, "
    "target TEXT NOT NULL, PRIMARY KEY (file, position)) WITHOUT ROWID",
    "CREATE INDEX entry_sentence ON entry (sentence)",
    # The words come in as they are to be found, so the tokenizer must do no more than cut at spaces.
    "CREATE VIRTUAL TABLE word USING fts5(words, content='sentence', content_rowid='id', tokenize='ascii', "
    "detail=none, columnsize=0)",
    "CREATE VIRTUAL TABLE vocabulary USING fts5vocab(word, row)",
)
_KNOWN = "entry.target, entry.context, entry.revised, file.project, file.name, file.title, entry.position"
_JOINED = "entry JOIN sentence ON sentence.id = entry.sentence JOIN file ON file.id = entry.file"

Result = TypeVar("Result")


class SqliteStore:
    """Approved translations in a SQLite file, with FTS5 for the search by words.

    A damaged file is set aside as ``NAME.damaged`` and begun anew, one of another version is emptied; where the
    folder cannot be written everything happens in memory. All of that is said through ``notify``.

    Args:
        path: of the file, whose folder is made; ``:memory:`` keeps nothing.
        notify: gets a line.
    Raises:
        InputError: the file belongs to another program, or another run holds it for too long.
    """

    def __init__(self, path: Path, notify: Callable[[str], None] = lambda message: None) -> None:
        self._path = path
        self._notify = notify
        self._texts: dict[int, str] = {}
        """Sentences by number, which is never given to another one."""
        self._connection = self._open()

    def stamps(self, project: str, locale: LocaleCode) -> dict[str, str]:
        """See ``Store``."""
        query = "SELECT name, stamp FROM file WHERE project = ? AND locale = ?"
        return dict(self._run(lambda database: database.execute(query, (project, locale)).fetchall()))

    def update(self, project: str, locale: LocaleCode, learned: Sequence[Learned], forgotten: Sequence[str]) -> None:
        """See ``Store``."""

        def write(database: sqlite3.Connection) -> None:
            with _transaction(database):
                left: set[int] = set()
                for name in [*forgotten, *(file.name for file in learned)]:
                    left |= _forget(database, project, locale, name)
                for file in learned:
                    _learn(database, project, locale, file)
                _sweep(database, left)

        if learned or forgotten:
            self._run(write)

    def exact(self, source: str, locale: LocaleCode) -> list[Known]:
        """See ``Store``."""
        query = f"SELECT {_KNOWN} FROM {_JOINED} WHERE sentence.key = ? AND sentence.text = ? AND file.locale = ?"
        rows = self._run(lambda database: database.execute(query, (key_of(source), source, locale)).fetchall())
        return [Known(*row) for row in rows]

    def frequencies(self, words: Sequence[str]) -> dict[str, int]:
        """See ``Store``."""
        query = f"SELECT term, doc FROM vocabulary WHERE term IN ({', '.join('?' * len(words))})"
        return dict(self._run(lambda database: database.execute(query, words).fetchall()))

    def similar(self, words: Sequence[str], shortest: int, longest: int) -> list[str]:
        """See ``Store``."""
        wanted = " OR ".join(f'"{word}"' for word in words)
        return self._run(lambda database: self._similar(database, wanted))

    def _similar(self, database: sqlite3.Connection, wanted: str) -> list[str]:
        """Find sentences by an FTS5 query; each text is read once, since that is what takes time."""
        numbers = database.execute("SELECT json_group_array(rowid) FROM word WHERE word MATCH ?", (wanted,)).fetchone()
        found = json.loads(numbers[0])
        unread = json.dumps(list(set(found).difference(self._texts)))
        query = "SELECT id, text FROM sentence WHERE id IN (SELECT value FROM json_each(?))"
        self._texts.update(database.execute(query, (unread,)))
        return list(filter(None, map(self._texts.get, found)))

    def everything(self, locale: LocaleCode) -> list[tuple[str, Known]]:
        """See ``Store``."""
        query = f"SELECT sentence.text, {_KNOWN} FROM {_JOINED} WHERE file.locale = ?"
        rows = self._run(lambda database: database.execute(query, (locale,)).fetchall())
        return [(text, Known(*row)) for text, *row in rows]

    def counts(self) -> list[Count]:
        """See ``Store``."""
        query = (
            "SELECT project, locale, title, count(entry.position) FROM file LEFT JOIN entry ON entry.file = file.id "
            "GROUP BY file.id ORDER BY project, locale, title, name"
        )
        return [Count(*row) for row in self._run(lambda database: database.execute(query).fetchall())]

    def close(self) -> None:
        """See ``Store``."""
        self._connection.close()

    def _run(self, action: Callable[[sqlite3.Connection], Result]) -> Result:
        """Do something with the database; if it turns out to be damaged or read-only, do it with an empty one."""
        try:
            return action(self._connection)
        except sqlite3.DatabaseError as exc:
            if not _is(exc, (*_DAMAGE, *_UNWRITABLE)):
                raise _error(exc, self._path) from exc
            self._connection.close()
            if _is(exc, _UNWRITABLE):
                self._connection = self._without_file(str(exc))
            else:
                self._set_aside()
                self._connection = self._open()
        try:
            return action(self._connection)
        except sqlite3.DatabaseError as exc:
            raise _error(exc, self._path) from exc

    def _open(self) -> sqlite3.Connection:
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            return self._connect()
        except OSError as exc:
            return self._without_file(reason(exc))
        except sqlite3.DatabaseError as exc:
            if _is(exc, _UNWRITABLE):
                return self._without_file(str(exc))
            if not _is(exc, _DAMAGE):
                raise _error(exc, self._path) from exc
            if self._path.suffix not in SUFFIXES and not _is_database(self._path):
                raise _foreign(self._path) from exc
        self._set_aside()
        try:
            return self._connect()
        except sqlite3.DatabaseError as exc:
            raise _error(exc, self._path) from exc

    def _connect(self) -> sqlite3.Connection:
        """Open the file, or make it; one that is not ours is not touched."""
        self._texts.clear()
        database = sqlite3.connect(self._path, timeout=TIMEOUT_S, isolation_level=None)
        try:
            mark = database.execute("PRAGMA application_id").fetchone()[0]
            if mark != APPLICATION and database.execute("SELECT count(*) FROM sqlite_master").fetchone()[0]:
                raise _foreign(self._path)
            database.execute("PRAGMA synchronous = NORMAL")
            if _version(database) != VERSION:
                database.execute("PRAGMA journal_mode = WAL")
                with _transaction(database):
                    self._make_tables(database)
        except BaseException:
            database.close()
            raise
        return database

    def _make_tables(self, database: sqlite3.Connection) -> None:
        version = _version(database)
        if version == VERSION:  # another run was quicker
            return
        if version:
            self._notify(f"{self._path}: was made by another version of l10n, is filled anew")
        for name in ("vocabulary", "word", "entry", "file", "sentence"):
            database.execute(f"DROP TABLE IF EXISTS {name}")
        for table in _TABLES:
            database.execute(table)
        database.execute(f"PRAGMA application_id = {APPLICATION}")
        database.execute(f"PRAGMA user_version = {VERSION}")

    def _set_aside(self) -> None:
        """Rename a damaged database and its logs."""
        aside = self._path.with_name(f"{self._path.name}.damaged")
        try:
            for suffix in ("", "-wal", "-shm"):
                part = Path(f"{self._path}{suffix}")
                if part.exists():
                    part.replace(f"{aside}{suffix}")
        except OSError as exc:
            hint = "delete the file; it is filled anew from the catalogs"
            raise InputError(f"is damaged and cannot be set aside: {reason(exc)}", path=self._path, hint=hint) from exc
        self._notify(f"{self._path}: was damaged, is now {aside.name}; the memory is filled anew from the catalogs")

    def _without_file(self, why: str) -> sqlite3.Connection:
        self._notify(f"{self._path}: cannot be written ({why}); the memory is not kept after this run")
        self._path = Path(_IN_MEMORY)
        return self._connect()


@contextmanager
def _transaction(database: sqlite3.Connection) -> Iterator[None]:
    """All or nothing; waits for other writers before the first change."""
    database.execute("BEGIN IMMEDIATE")
    try:
        yield
    except BaseException:
        if database.in_transaction:
            database.rollback()
        raise
    database.execute("COMMIT")


def _version(database: sqlite3.Connection) -> int:
    return int(database.execute("PRAGMA user_version").fetchone()[0])


def _forget(database: sqlite3.Connection, project: str, locale: LocaleCode, name: str) -> set[int]:
    """Delete a file; returns the sentences it had."""
    key = (project, locale, name)
    row = database.execute("SELECT id FROM file WHERE project = ? AND locale = ? AND name = ?", key).fetchone()
    if row is None:
        return set()
    found = {sentence for (sentence,) in database.execute("SELECT sentence FROM entry WHERE file = ?", row)}
    database.execute("DELETE FROM entry WHERE file = ?", row)
    database.execute("DELETE FROM file WHERE id = ?", row)
    return found


def _learn(database: sqlite3.Connection, project: str, locale: LocaleCode, learned: Learned) -> None:
    file = database.execute(
        "INSERT INTO file (project, locale, name, title, stamp) VALUES (?, ?, ?, ?, ?)",
        (project, locale, learned.name, learned.title, learned.stamp),
    ).lastrowid
    database.executemany(
        "INSERT INTO entry (file, position, sentence, context, revised, target) VALUES (?, ?, ?, ?, ?, ?)",
        (
            (file, position, _sentence(database, entry.source), entry.context, entry.revised, entry.target)
            for position, entry in enumerate(learned.entries)
        ),
    )


def _sentence(database: sqlite3.Connection, text: str) -> int:
    """Give the number of a sentence; a new one gets into the search."""
    key = key_of(text)
    row = database.execute("SELECT id FROM sentence WHERE key = ?", (key,)).fetchone()
    if row is not None:
        return int(row[0])
    words = " ".join(words_of(text))
    added = database.execute("INSERT INTO sentence (key, text, words) VALUES (?, ?, ?)", (key, text, words)).lastrowid
    assert added is not None
    database.execute("INSERT INTO word (rowid, words) VALUES (?, ?)", (added, words))
    return added


def _sweep(database: sqlite3.Connection, sentences: set[int]) -> None:
    """Delete those of the sentences that no file has any more."""
    unused = "id = ? AND NOT EXISTS (SELECT 1 FROM entry WHERE sentence = sentence.id)"
    for sentence in sorted(sentences):
        row = database.execute(f"SELECT id, words FROM sentence WHERE {unused}", (sentence,)).fetchone()
        if row is not None:
            database.execute("INSERT INTO word (word, rowid, words) VALUES ('delete', ?, ?)", row)
            database.execute("DELETE FROM sentence WHERE id = ?", (sentence,))


def _is(exc: sqlite3.Error, codes: Sequence[int]) -> bool:
    """Whether an error has one of the primary result codes."""
    return getattr(exc, "sqlite_errorcode", 0) & 0xFF in codes


def _is_database(path: Path) -> bool:
    try:
        with path.open("rb") as file:
            return file.read(16) == b"SQLite format 3\0"
    except OSError:
        return False


def _foreign(path: Path) -> InputError:
    hint = "name another file as the memory, or move this one away; it was left as it is"
    return InputError("not a translation memory of l10n", path=path, hint=hint)


def _error(exc: sqlite3.DatabaseError, path: Path) -> InputError:
    if _is(exc, _BUSY):
        message = f"the translation memory is in use by another run for more than {TIMEOUT_S:.0f} seconds"
        return InputError(message, path=path, hint="wait for it to end, and try again")
    hint = "check the free space and the permissions of its folder; it can be deleted, and is then filled anew"
    return InputError(f"the translation memory cannot be used: {exc}", path=path, hint=hint)
