"""Which grammatical case a name should stand in, judged by the words around it.

For mentions whose written form does not tell: left in Latin letters, a form of another language, an indeclinable one,
or a nominative that looks out of place. The mention itself is never looked at.

    >>> seen = Context("be", ("Ліст", "падпісаны", "прэзідэнтам"), ("у",), ("signed", "by", "President"), ("in",))
    >>> scores = case_scores(seen)
    >>> max(scores, key=scores.get)
    'ins'
    >>> sorted(governed(Context("ru", ("встреча", "с"), (), (), ())))
    ['acc', 'gen', 'ins']

Modules: ``context`` (what is known about a mention), ``tokens`` (words of a text), ``government`` (tables;
prepositions), ``agreement`` (other rules of grammar), ``features`` (what the model sees), ``model`` (the weights).
The weights in ``data/`` are made by ``training/cases.py``.
"""

from __future__ import annotations

from l10n.glossary.cases.context import Context
from l10n.glossary.cases.government import CASES, governed
from l10n.glossary.cases.model import case_scores
from l10n.glossary.cases.tokens import tokenize

__all__ = ["CASES", "Context", "case_scores", "governed", "tokenize"]
