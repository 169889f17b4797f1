"""Where things are in a project: articles, catalogs, built articles."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from l10n.config import Config
from l10n.documents.recognition import no_format, recognise
from l10n.errors import InputError
from l10n.files import reason
from l10n.model import LocaleCode


@dataclass(frozen=True, slots=True)
class Article:
    """An article of the source folder.

    ``name`` is its path inside the source folder: it names the catalogs and the built articles.
    ``reference`` is its path from the project root, as catalogs and JSON give it.
    """

    path: Path
    name: PurePosixPath
    reference: PurePosixPath


@dataclass(frozen=True, slots=True)
class Project:
    """A project folder.

    Args:
        config: its settings.
        suffixes: of the files that some format reads, in lower case with the dot; what has none of them may still be
            an article by its content.
    """

    config: Config
    suffixes: frozenset[str]

    def articles(self) -> list[Article]:
        """List every article, sorted by name; hidden files and files no format reads are left out.

        Raises:
            InputError: there is no source folder, or two articles would share a catalog.
        """
        folder = self.config.source_dir
        if not folder.is_dir():
            raise InputError(
                "no source folder", path=folder, hint="run l10n init, or name the project: l10n -C DIR", line=None
            )
        found = [self._article(path) for path in self._files() if self._is_article(path)]
        by_catalog: dict[PurePosixPath, Article] = {}
        for article in found:
            other = by_catalog.setdefault(article.name.with_suffix(""), article)
            if other is not article:
                raise InputError(
                    f"would share its catalogs with {other.reference}",
                    path=str(article.reference),
                    hint="rename one of the two articles",
                )
        return found

    def unreadable(self) -> list[Path]:
        """List the files of the source folder that no format reads."""
        return [path for path in self._files() if not self._is_article(path)]

    def select(self, names: Sequence[str]) -> list[Article]:
        """Find the articles a person named, all of them when no name is given.

        Args:
            names: paths from the current folder or from the project, names inside the source folder, or those
                without suffix.
        Raises:
            InputError: no article has that name; names what there is.
        """
        articles = self.articles()
        if not names:
            if not articles:
                known = ", ".join(sorted(self.suffixes))
                raise InputError(
                    "no articles", path=self.config.source_dir, hint=f"put an article into it (formats: {known})"
                )
            return articles
        chosen = {self._find(name, articles): None for name in names}
        return list(chosen)

    def catalog_path(self, article: Article, locale: LocaleCode) -> Path:
        """Path of an article's catalog."""
        return self.config.locales_dir / locale / "LC_MESSAGES" / article.name.with_suffix(".po")

    def catalog_paths(self, locale: LocaleCode) -> list[Path]:
        """Paths of the catalogs a locale has now, sorted."""
        return sorted((self.config.locales_dir / locale / "LC_MESSAGES").rglob("*.po"))

    def build_path(self, article: Article, locale: LocaleCode, output: Path | None = None) -> Path:
        """Path of a localized article; ``output`` replaces the build folder of the settings.

        Args:
            locale: of the article; of a variant, its name.
        """
        name = article.name
        values = {
            "locale": locale,
            "lang": re.split("[-_]", locale)[0],
            "path": str(name),
            "dir": "" if name.parent == PurePosixPath() else str(name.parent),
            "name": name.name,
            "stem": name.stem,
            "suffix": name.suffix,
        }
        parts = (part.format_map(values) for part in self.config.output.split("/"))
        return (output or self.config.build_dir).joinpath(*filter(None, parts))

    def is_source(self, path: Path) -> bool:
        """Whether a file would be taken for an article: one in the source folder, but not in a folder of output."""
        source, *made = (
            Path(os.path.abspath(folder))  # noqa: PTH100 (links stay links)
            for folder in (self.config.source_dir, self.config.build_dir, self.config.locales_dir)
        )
        absolute = Path(os.path.abspath(path))  # noqa: PTH100
        if not absolute.is_relative_to(source):
            return False
        return not any(
            absolute.is_relative_to(folder) for folder in made if folder != source and folder.is_relative_to(source)
        )

    def shown(self, path: Path) -> str:
        """Write a path as messages give it: from the project root if it is inside, with forward slashes."""
        root, absolute = os.path.abspath(self.config.root), os.path.abspath(path)  # noqa: PTH100 (links stay links)
        if os.path.commonpath([root, absolute]) != root:
            return str(path)
        return Path(absolute).relative_to(root).as_posix()

    def _files(self) -> Iterator[Path]:
        def refuse(exc: OSError) -> None:
            if not isinstance(exc, FileNotFoundError | NotADirectoryError):
                raise InputError(f"cannot be read: {reason(exc)}", path=exc.filename, hint="check its permissions")

        paths = []
        for folder, inner, names in os.walk(self.config.source_dir, onerror=refuse):
            inner[:] = [name for name in inner if not name.startswith(".")]
            paths += [Path(folder, name) for name in names if not name.startswith(".")]
        for path in sorted(paths):
            if path.is_file() and self.is_source(path):
                yield path

    def _is_article(self, path: Path) -> bool:
        return path.suffix.lower() in self.suffixes or recognise(path) is not None

    def _article(self, path: Path) -> Article:
        name = PurePosixPath(path.relative_to(self.config.source_dir).as_posix())
        if not str(name).isprintable():
            raise InputError(
                "the file name has a control character",
                path=repr(str(path)),
                hint="rename the file: letters, digits, - and _",
            )
        return Article(path, name, PurePosixPath(self.shown(path)))

    def _find(self, name: str, articles: Sequence[Article]) -> Article:
        wanted = {os.path.abspath(name), os.path.abspath(self.config.root / name)}  # noqa: PTH100
        plain = PurePosixPath(Path(name).as_posix())
        for article in articles:
            if os.path.abspath(article.path) in wanted or plain in (article.name, article.name.with_suffix("")):  # noqa: PTH100
                return article
        raise self._missing(name, articles)

    def _missing(self, name: str, articles: Sequence[Article]) -> InputError:
        for path in (Path(name), self.config.root / name, self.config.source_dir / name):
            if path.is_dir():
                return InputError("this is a folder, not an article", path=name, hint="name an article inside it")
            if path.is_file() and not self._is_article(path):
                return no_format(path, self.suffixes)
            if path.is_file():
                hint = f"move it into {self.shown(self.config.source_dir)}/"
                return InputError("not in the source folder of the project", path=name, hint=hint)
        there = ", ".join(str(article.reference) for article in articles[:5]) or "none"
        return InputError("no such article", path=name, hint=f"articles here: {there}")
