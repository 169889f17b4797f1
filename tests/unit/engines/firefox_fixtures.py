"""Firefox models without Mozilla: a registry on loopback, zstd files written by hand, a stand-in for fxtranslate.

The stand-in is used where fxtranslate is not installed, and where a model must answer, since no real one can be built
here. With fxtranslate installed, its own ``discovery`` unpacks and checks the files.
"""

from __future__ import annotations

import hashlib
import importlib.machinery
import importlib.util
import json
import struct
import sys
import types
from pathlib import Path
from typing import Any

import pytest
from tests.engine_fixtures import spell
from tests.loopback import Handler, Loopback

RECORDS = "/v1/buckets/main/collections/translations-models-v2/records"
HAS_FXTRANSLATE = importlib.util.find_spec("fxtranslate") is not None


def sha256(data: bytes) -> str:
    """SHA-256, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def zstd(data: bytes) -> bytes:
    """Pack data as a zstd frame of one raw block (RFC 8878), which every reader of zstd understands."""
    assert len(data) < 1 << 17
    header = b"\x28\xb5\x2f\xfd" + b"\xa0" + struct.pack("<I", len(data))  # single segment, size in four bytes
    return header + struct.pack("<I", len(data) << 3 | 1)[:3] + data


def _unzstd(packed: bytes, expected: str | None = None) -> bytes:
    data = packed[12:]
    if zstd(data) != packed or (expected and sha256(data) != expected):
        raise ValueError("hash mismatch")
    return data


class StandInTranslator:
    """Spells a sentence in Cyrillic letters; a model that does not say so is damaged."""

    def __init__(self, *, model: bytes, src_vocab: bytes, trg_vocab: bytes, shortlist: bytes | None) -> None:
        if not model.startswith(b"model") or not src_vocab or not trg_vocab:
            raise ValueError("unsupported model version 7")
        self.asked: list[str] = []

    def translate(self, text: str) -> str:
        """Translate one sentence, with the space some models begin with."""
        self.asked.append(text)
        return " " + spell(text)


def use_stand_in(patch: pytest.MonkeyPatch, records_url: str = "") -> None:
    """Let ``import fxtranslate`` give the stand-in, with the real ``discovery`` where there is one."""
    module: Any = types.ModuleType("fxtranslate")
    module.__spec__ = importlib.machinery.ModuleSpec("fxtranslate", None)
    module.Translator = StandInTranslator
    if HAS_FXTRANSLATE:
        from fxtranslate import discovery

        module.discovery = discovery
    else:
        module.discovery = types.SimpleNamespace(records_url=lambda: records_url, verify_and_decompress=_unzstd)
    if records_url:
        patch.setenv("FXTRANSLATE_RECORDS_URL", records_url)
    patch.setitem(sys.modules, "fxtranslate", module)


def files_of(pair: str = "en-uk", *, split: bool = False, mark: str = "") -> dict[str, tuple[str, bytes]]:
    """The files of a model by kind: name and content."""
    short = pair.replace("-", "")
    files = {
        "model": (f"model.{short}.intgemm.alphas.bin", f"model {pair}{mark}".encode()),
        "lex": (f"lex.50.50.{short}.s2t.bin", b"lex"),
    }
    if split:
        vocabularies = {"srcvocab": (f"srcvocab.{short}.spm", b"src"), "trgvocab": (f"trgvocab.{short}.spm", b"trg")}
        return {**files, **vocabularies}
    return {**files, "vocab": (f"vocab.{short}.spm", b"vocab")}


def write_firefox(home: Path, pair: str = "en-uk", *, split: bool = False) -> Path:
    """Put a model among the installed ones; its folder."""
    folder = home / pair
    folder.mkdir(parents=True)
    for name, data in files_of(pair, split=split).values():
        (folder / name).write_bytes(data)
    return folder


class Registry(Loopback):
    """Mozilla's registry on loopback."""

    def __init__(self) -> None:
        self.records: list[dict[str, Any]] = []
        self.files: dict[str, bytes] = {}
        self.asked: list[str] = []
        registry = self

        class Answers(Handler):
            def get(self) -> None:
                registry.asked.append(self.path)
                data = registry.answer(self.path)
                if data is None:
                    self.send_error(404)
                    return
                self.give(200, data)

        super().__init__(Answers)

    def answer(self, path: str) -> bytes | None:
        """What is at an address."""
        if path == RECORDS:
            return json.dumps({"data": self.records}).encode()
        if path == "/v1/":
            return json.dumps({"capabilities": {"attachments": {"base_url": f"{self.url}/files/"}}}).encode()
        return self.files.get(path)

    def offer(
        self, pair: str = "en-uk", version: str = "3.0", kind: str = "base-memory", *, split: bool = False, **more: Any
    ) -> None:
        """Add a model; ``more`` goes into every record."""
        source, _, target = pair.partition("-")
        for file_type, (name, data) in files_of(pair, split=split, mark=f" {version} {kind}").items():
            packed = zstd(data)
            location = f"models/{version}/{kind}/{name}.zst"
            self.files[f"/files/{location}"] = packed
            self.records.append(
                {
                    "name": name,
                    "fileType": file_type,
                    "sourceLanguage": source,
                    "targetLanguage": target,
                    "version": version,
                    "architecture": kind,
                    "decompressedHash": sha256(data),
                    "decompressedSize": len(data),
                    "filter_expression": "",
                    "attachment": {"hash": sha256(packed), "size": len(packed), "location": location},
                    **more,
                }
            )
