"""Tiny real models for tests: Argos packages around a hand-set Transformer that spells a text in other letters.

The weights say: attend to the source token at your own position, write the token it maps to. So a translation is
exact, every text has a translation of its own, and the whole path (CTranslate2, SentencePiece or BPE, target prefix)
is the real one. Built in well under a second; needs numpy, which ctranslate2 brings.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

LATIN = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
CYRILLIC = "абцдефгхийклмнопярстувщхузАБЦДЕФГХИЙКЛМНОПЯРСТУВЩХУЗ"
BELARUSIAN = str.maketrans("иИщЩ", "іІўЎ")
COMMON = "0123456789.,;:!?'\"()_-&@"
EN_RU = dict(zip(LATIN, CYRILLIC, strict=True))
RU_BE = {letter: letter.translate(BELARUSIAN) for letter in CYRILLIC}
LETTERS = "".join(dict.fromkeys([*LATIN, *CYRILLIC, *CYRILLIC.translate(BELARUSIAN), *COMMON]))
POSITIONS, POSITION_SIZE = 300, 64


def spell(text: str, letters: Mapping[str, str] = EN_RU) -> str:
    """What a model of the fixtures makes of a text."""
    return "".join(letters.get(letter, letter) for letter in text)


@cache
def sentencepiece_model(symbols: tuple[str, ...] = ()) -> bytes:
    """A SentencePiece model whose pieces are single letters."""
    import sentencepiece

    written = io.BytesIO()
    sentencepiece.SentencePieceTrainer.train(
        sentence_iterator=iter([" ".join(LETTERS)]),
        model_writer=written,
        model_type="char",
        vocab_size=400,
        hard_vocab_limit=False,
        character_coverage=1.0,
        user_defined_symbols=list(symbols),
        minloglevel=2,
    )
    return written.getvalue()


def _pieces(model: bytes) -> list[str]:
    import sentencepiece

    processor = sentencepiece.SentencePieceProcessor(model_proto=model)
    return [processor.id_to_piece(number) for number in range(processor.get_piece_size())]


def copy_model(folder: Path, pieces: Sequence[str], mapping: Mapping[str, str], *, prefixed: bool) -> None:
    """Write a CTranslate2 model that maps every token to another one, position by position.

    Args:
        folder: new folder.
        pieces: the vocabulary, with ``<unk>``, ``<s>`` and ``</s>``.
        mapping: token → token; a token that is not in it stays.
        prefixed: the decoder begins with one token that is not in the source.
    """
    import numpy as np
    from ctranslate2.specs import TransformerSpec, common_spec

    words, depth = len(pieces), -(-(len(pieces) + POSITION_SIZE) // 8) * 8
    token, place = slice(0, words), slice(words, words + POSITION_SIZE)
    angles = np.random.default_rng(7).uniform(0, np.pi, POSITION_SIZE // 2)

    def positions(offset: int) -> Any:
        table = np.zeros((POSITIONS, depth), np.float32)
        steps = (np.arange(POSITIONS) - offset)[:, None] * angles
        table[:, place] = np.concatenate([np.cos(steps), np.sin(steps)], axis=1)
        return table

    def linear(layer: Any, rows: int, columns: int, *blocks: tuple[int, slice, float]) -> None:
        layer.weight, layer.bias = np.zeros((rows, columns), np.float32), np.zeros(rows, np.float32)
        for row, part, value in blocks:
            size = part.stop - part.start
            layer.weight[row + part.start : row + part.stop, part] = np.eye(size, dtype=np.float32) * value

    def norm(layer: Any) -> None:
        layer.gamma, layer.beta = np.ones(depth, np.float32), np.zeros(depth, np.float32)

    def rest(layer: Any) -> None:
        norm(layer.ffn.layer_norm)
        linear(layer.ffn.linear_0, 8, depth)
        linear(layer.ffn.linear_1, depth, 8)
        norm(layer.self_attention.layer_norm)
        linear(layer.self_attention.linear[0], 3 * depth, depth)
        linear(layer.self_attention.linear[1], depth, depth)

    spec = TransformerSpec.from_config((1, 1), 1, pre_norm=True, activation=common_spec.Activation.RELU)
    embeddings = np.zeros((words, depth), np.float32)
    embeddings[:, token] = np.eye(words) / np.sqrt(depth)  # CTranslate2 multiplies by the root of the depth
    spec.encoder.embeddings[0].weight = embeddings
    spec.decoder.embeddings.weight = embeddings.copy()
    spec.encoder.position_encodings.encodings = positions(0)
    spec.decoder.position_encodings.encodings = positions(1 if prefixed else 0)
    rest(spec.encoder.layer[0])
    rest(spec.decoder.layer[0])
    attention = spec.decoder.layer[0].attention
    norm(attention.layer_norm)
    linear(attention.linear[0], depth, depth, (0, place, 4.0))
    linear(attention.linear[1], 2 * depth, depth, (0, place, 4.0), (depth, token, 1.0))
    linear(attention.linear[2], depth, depth, (0, token, 10.0))
    norm(spec.encoder.layer_norm)
    norm(spec.decoder.layer_norm)
    spec.decoder.projection.weight = np.zeros((words, depth), np.float32)
    spec.decoder.projection.bias = np.zeros(words, np.float32)
    for number, piece in enumerate(pieces):
        spec.decoder.projection.weight[pieces.index(mapping.get(piece, piece)), number] = 1.0
    spec.register_source_vocabulary(list(pieces))
    spec.register_target_vocabulary(list(pieces))
    spec.config.add_source_bos = False
    spec.config.add_source_eos = True  # copied to the end of the output, where it ends it
    spec.config.decoder_start_token = "<s>"
    spec.validate()
    folder.mkdir(parents=True)
    spec.save(str(folder))


def _model_files(pieces: Sequence[str], mapping: Mapping[str, str], *, prefixed: bool) -> dict[str, bytes]:
    with TemporaryDirectory() as folder:
        copy_model(Path(folder) / "model", pieces, mapping, prefixed=prefixed)
        return {f"model/{path.name}": path.read_bytes() for path in (Path(folder) / "model").iterdir()}


@cache
def _files(source: str, target: str, prefix: str, bpe: bool) -> tuple[tuple[str, bytes], ...]:
    letters = RU_BE if source == "ru" else EN_RU
    if bpe:
        joined = {f"{letter}@@": f"{other}@@" for letter, other in letters.items()}
        pieces = ["<unk>", "<s>", "</s>", *([prefix] if prefix else [])]
        pieces += [piece for letter in LETTERS for piece in (letter, f"{letter}@@")]
        files = {"bpe.model": b"#version: 0.2\n"}
        mapping = {**letters, **joined}
    else:
        model = sentencepiece_model((prefix,) if prefix else ())
        pieces, files, mapping = _pieces(model), {"sentencepiece.model": model}, letters
    return tuple({**files, **_model_files(pieces, mapping, prefixed=bool(prefix))}.items())


def metadata(source: str, target: str, version: str = "1.0", **more: Any) -> dict[str, Any]:
    """The metadata.json of a package."""
    fields = {"from_code": source, "from_name": source, "to_code": target, "to_name": target}
    return {"package_version": version, "argos_version": "1.9", "type": "translate", "links": [], **fields, **more}


def package_files(
    source: str = "en", target: str = "ru", *, version: str = "1.0", prefix: str = "", bpe: bool = False
) -> dict[str, bytes]:
    """The files of a package, by their path below its top folder."""
    fields = metadata(source, target, version, **({"target_prefix": prefix} if prefix else {}))
    return {"metadata.json": json.dumps(fields).encode(), **dict(_files(source, target, prefix, bpe))}


def write_zip(path: Path, members: Mapping[str, bytes] | Sequence[tuple[str | zipfile.ZipInfo, bytes]]) -> Path:
    """Write an archive with exactly these members, however hostile their names; no time is in it."""
    items = members.items() if isinstance(members, Mapping) else members
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, data in items:
            archive.writestr(name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name), data)
    return path


def write_package(folder: Path, source: str = "en", target: str = "ru", *, version: str = "1.0", **kind: Any) -> Path:
    """Write an .argosmodel file.

    Args:
        kind: ``prefix`` and ``bpe`` as in ``package_files``.
    """
    top = f"translate-{source}_{target}-{version.replace('.', '_')}"
    files = package_files(source, target, version=version, **kind)
    return write_zip(folder / f"{top}.argosmodel", {f"{top}/{name}": data for name, data in files.items()})


def isolate_argos(home: Path, patch: pytest.MonkeyPatch) -> Path:
    """Give argostranslate an empty home without network.

    Its settings are read, and folders made, when it is first imported: so both the variables and the settings are set.

    Returns:
        The folder with its packages.
    """
    packages = home / "packages"
    for variable in ("XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME"):
        patch.setenv(variable, str(home / variable.lower()))
    patch.setenv("ARGOS_PACKAGES_DIR", str(packages))
    from argostranslate import settings

    for folder in (packages, home / "downloads"):
        folder.mkdir(parents=True, exist_ok=True)
    patch.setattr(settings, "package_data_dir", packages)
    patch.setattr(settings, "package_dirs", [packages])
    patch.setattr(settings, "downloads_dir", home / "downloads")
    patch.setattr(settings, "local_package_index", home / "index.json")
    patch.setattr(settings, "remote_package_index", "http://127.0.0.1:9/index.json")
    return packages


@pytest.fixture
def argos_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """An empty home of argostranslate for one test; the folder with its packages."""
    return isolate_argos(tmp_path / "argos", monkeypatch)


def install_files(packages: Path, source: str = "en", target: str = "ru", *, version: str = "1.0", **kind: Any) -> Path:
    """Put an unpacked package among the installed ones, as if it had always been there; its folder."""
    folder = packages / f"translate-{source}_{target}-{version.replace('.', '_')}"
    for name, data in package_files(source, target, version=version, **kind).items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(data)
    return folder
