"""How English words are usually written inside a sentence: what l10n puts headlines in lower case by.

    python -m training.truecase --corpus corpus.tsv.xz --own own/ --own training/own --out LIST

LIST is src/l10n/headlines/usual.txt.

A truecaser in the usual sense (Lita et al., 2003; that of Moses): the form a word most often has, counted where no
sentence begins. Names of several words are counted whole, where they stand in prose: New York, White House.
"""

from __future__ import annotations

import argparse
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from training.corpus import Row, read_corpus, read_own, weight

_WORD = re.compile(r"[A-Za-z]+(?:[’'][A-Za-z]+)*")
_BEGINS = re.compile(r"(?:^|[.!?:;…“\"(«‘\[/|–—-])\s*$")
"""What stands before the first word of a sentence, or of something that may be one."""
_FEWEST_WORDS = 5
_TWICE = 2
_PROSE = 2.0
"""Weight of an origin from which on its capitals are those of names, not of menus and buttons."""
_CAPITALS_COUNT = 3
"""How often a capital in prose counts: alex is a command in some manual, and a person everywhere else."""
_LONGEST_NAME = 4


def usual_forms(rows: Iterable[Row]) -> list[str]:
    """Find the words that are mostly written in lower case or in capitals, and names that have such words in them.

    Args:
        rows: of any languages; English sources are read.
    Returns:
        Words as usually written (``council``, ``NATO``, ``wouldn't``) and names (``New York``), sorted; none in 's.
    """
    words: Counter[str] = Counter()
    names: Counter[str] = Counter()
    for sentence, prose in _sentences(rows):
        found = [match for match in _WORD.finditer(sentence) if not _BEGINS.search(sentence, 0, match.start())]
        for match in found:
            words[_base(match[0])] += _CAPITALS_COUNT if prose and match[0].istitle() else 1
        if prose:
            names.update(_names(sentence))
    forms = _most_usual(words)
    usual = {name for name, count in names.items() if count >= _TWICE and _differs(name, forms)}
    return sorted({*forms.values(), *usual})


def _sentences(rows: Iterable[Row]) -> Iterator[tuple[str, bool]]:
    """Give every English source once, with whether it is prose; no headlines, no labels."""
    seen = set()
    for row in rows:
        if row.source_locale != "en" or row.source in seen:
            continue
        seen.add(row.source)
        words = _WORD.findall(row.source)
        if len(words) >= _FEWEST_WORDS and sum(word[0].isupper() for word in words) * 2 < len(words):
            yield row.source, weight(row.origin) >= _PROSE


def _names(sentence: str) -> Iterator[str]:
    """Give every run of words with capitals inside a sentence, and its parts."""
    run: list[str] = []
    end = -1
    for match in _WORD.finditer(sentence):
        begins, capital = _BEGINS.search(sentence, 0, match.start()), match[0][0].isupper()
        if begins or not capital or sentence[end : match.start()] != " ":
            run = []
        if capital and not begins:
            run.append(_base(match[0]))
            end = match.end()
            yield from (" ".join(run[-size:]) for size in range(2, min(len(run), _LONGEST_NAME) + 1))


def _most_usual(words: Counter[str]) -> dict[str, str]:
    """Find the usual form of each word; none for a word that is seen once, or with a capital as a rule."""
    best: dict[str, str] = {}
    for word, count in words.items():
        if count > words.get(best.get(word.lower(), ""), 0):
            best[word.lower()] = word
    return {
        key: form for key, form in best.items() if words[form] >= _TWICE and (form.islower() or _all_capitals(form))
    }


def _base(word: str) -> str:
    return word.replace("’", "'").removesuffix("'s")


def _all_capitals(word: str) -> bool:
    return len(word) > 1 and word.isupper()


def _differs(name: str, forms: dict[str, str]) -> bool:
    """Whether its words would not all keep their capitals."""
    return any(forms.get(word.lower(), word) != word for word in name.split())


def main(words: Sequence[str] | None = None) -> None:
    """Read the command line and write the list."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--corpus", type=Path, required=True)
    parser.add_argument(
        "--own", type=Path, action="append", default=[], help="folder of own sentences; may be repeated"
    )
    parser.add_argument("--out", type=Path, required=True)
    given = parser.parse_args(words)
    rows = [*read_corpus(given.corpus), *(row for folder in given.own for row in read_own(folder))]
    given.out.write_text("\n".join(usual_forms(rows)) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
