"""A tiny OPUS-MT folder: a real CTranslate2 model with two SentencePiece models and language tokens."""

from __future__ import annotations

import io
from collections.abc import Sequence
from functools import cache
from pathlib import Path

from tests.engine_fixtures import COMMON, CYRILLIC, EN_RU, LATIN, copy_model

TOKENS = {"be": ">>bel<<", "ru": ">>rus<<", "uk": ">>ukr<<"}
MARKS = {">>bel<<": "Б", ">>rus<<": "Р", ">>ukr<<": "У"}
"""What the model writes where the token stood, so that a test sees which token came."""


@cache
def pieces_model(letters: str) -> bytes:
    """A SentencePiece model of single letters."""
    import sentencepiece

    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([" ".join(letters)]),
        model_writer=written,
        model_type="char",
        vocab_size=400,
        hard_vocab_limit=False,
        character_coverage=1.0,
        minloglevel=2,
    )
    return written.getvalue()


def pieces(model: bytes) -> list[str]:
    """The vocabulary of a SentencePiece model."""
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    return [processor.id_to_piece(number) for number in range(processor.get_piece_size())]


def write_opus(
    home: Path, name: str = "opus-mt-tc-big-en-zle", *, about: str = "", leave_out: Sequence[str] = ()
) -> Path:
    """Put a model into the folder of OPUS-MT models.

    Args:
        about: content of l10n.toml; none if empty.
        leave_out: files that shall be missing.
    """
    source, target = pieces_model(LATIN + COMMON), pieces_model(CYRILLIC + COMMON)
    vocabulary = list(dict.fromkeys([*pieces(source), *pieces(target), *MARKS]))
    folder = home / name
    home.mkdir(parents=True, exist_ok=True)
    copy_model(folder, vocabulary, {**EN_RU, **MARKS}, prefixed=False)
    (folder / "source.spm").write_bytes(source)
    (folder / "target.spm").write_bytes(target)
    if about:
        (folder / "l10n.toml").write_text(about, encoding="utf-8")
    for item in leave_out:
        (folder / item).unlink()
    return folder
