"""Weights to a CTranslate2 model, and an int8 model back to weights.

Source:
    ctranslate2/specs/model_spec.py, ``ModelSpec._serialize``: the layout of ``model.bin``, which ``read_variables``
    reads. Self-attention is one matrix (linear_0), attention to the source two (linear_0, linear_1).
"""

from __future__ import annotations

import json
import shutil
import struct
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any, BinaryIO

import numpy as np
import torch

from training.network import Network

FORMAT = 6
_TYPES = (np.float32, np.int8, np.int16, np.int32, np.float16)


def layers(network: Network) -> Iterator[tuple[str, torch.nn.Module]]:
    """Every layer that has weights, with the name that CTranslate2 gives it."""
    for side, blocks in (("encoder", network.enc), ("decoder", network.dec)):
        for number, block in enumerate(blocks):
            name = f"{side}/layer_{number}"
            yield from _attention(f"{name}/self_attention", block[0], ("qkv", "o"))
            if side == "decoder":
                yield from _attention(f"{name}/attention", block[1], ("q", "kv", "o"))
            yield f"{name}/ffn/layer_norm", block[-1].norm
            yield f"{name}/ffn/linear_0", block[-1].l1
            yield f"{name}/ffn/linear_1", block[-1].l2
    yield "encoder/layer_norm", network.en
    yield "decoder/layer_norm", network.dn


def _attention(name: str, layer: torch.nn.Module, parts: Sequence[str]) -> Iterator[tuple[str, torch.nn.Module]]:
    yield f"{name}/layer_norm", layer.norm
    for number, part in enumerate(parts):
        yield f"{name}/linear_{number}", getattr(layer, part)


def write(network: Network, pieces: Sequence[str], folder: Path, quantization: str = "int8") -> Path:
    """Write a CTranslate2 model; what is in the folder is replaced.

    Args:
        network: the weights; one row more than there are pieces.
        pieces: the vocabulary of both sides.
        folder: where to.
        quantization: as in CTranslate2.
    """
    from ctranslate2.specs import TransformerSpec, common_spec

    config = network.cfg
    spec = TransformerSpec.from_config(
        (config["enc"], config["dec"]),
        config["h"],
        pre_norm=True,
        activation=common_spec.Activation.RELU,
        alignment_layer=-1,
        alignment_heads=config["h"],
    )
    _fill(spec, network, len(pieces))
    spec.register_source_vocabulary(list(pieces))
    spec.register_target_vocabulary(list(pieces))
    spec.config.add_source_bos = spec.config.add_source_eos = False
    spec.config.decoder_start_token = "<s>"
    spec.validate()
    spec.optimize(quantization=quantization)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    spec.save(str(folder))
    return folder


def _fill(spec: Any, network: Network, size: int) -> None:
    table, bias = _array(network.emb.weight)[:size], _array(network.out_bias)[:size]
    spec.encoder.embeddings[0].weight = table.copy()
    spec.decoder.embeddings.weight = table.copy()
    spec.decoder.projection.weight, spec.decoder.projection.bias = table.copy(), bias.copy()
    for side in (spec.encoder, spec.decoder):
        side.position_encodings.encodings = _array(network.pe)
    for name, layer in layers(network):
        target = spec
        for part in name.split("/"):
            head, _, number = part.rpartition("_")
            if head in {"layer", "linear"} and number.isdigit() and hasattr(target, head):
                target = getattr(target, head)[int(number)]
            else:
                target = getattr(target, part)
        if isinstance(layer, torch.nn.LayerNorm):
            target.gamma, target.beta = _array(layer.weight), _array(layer.bias)
        else:
            target.weight, target.bias = _array(layer.weight), _array(layer.bias)


def _array(tensor: torch.Tensor) -> np.ndarray:
    """A copy: ``spec.optimize`` quantizes in place."""
    return tensor.detach().float().cpu().numpy().copy()


def read_variables(path: Path) -> dict[str, np.ndarray]:
    """Read all variables of a ``model.bin``, aliases too.

    Raises:
        ValueError: another version of the format, or a type that is not read here.
    """
    found: dict[str, np.ndarray] = {}
    with path.open("rb") as file:
        if (version := _number(file, "I")) != FORMAT:
            raise ValueError(f"{path}: version {version} of the format, not {FORMAT}")
        _text(file)
        file.read(4)
        for _ in range(_number(file, "I")):
            name = _text(file)
            shape = [_number(file, "I") for _ in range(_number(file, "B"))]
            kind, size = _number(file, "B"), _number(file, "I")
            if kind >= len(_TYPES):
                raise ValueError(f"{path}: {name} has a type that cannot be read")
            found[name] = np.frombuffer(file.read(size), dtype=_TYPES[kind]).reshape(shape)
        for _ in range(_number(file, "I")):
            alias = _text(file)
            found[alias] = found[_text(file)]
    return found


def _number(file: BinaryIO, kind: str) -> int:
    return int(struct.unpack("<" + kind, file.read(struct.calcsize(kind)))[0])


def _text(file: BinaryIO) -> str:
    return file.read(_number(file, "H"))[:-1].decode("utf-8")


def read(folder: Path) -> Network:
    """Make a network of a CTranslate2 model that ``write`` wrote; int8 weights are scaled back.

    The padding row, which is not in the model, gets zeros and the least bias.

    Raises:
        ValueError: not a model of this shape.
        OSError: a file is missing.
    """
    variables = read_variables(folder / "model.bin")
    pieces = json.loads((folder / "shared_vocabulary.json").read_text(encoding="utf-8"))
    table = _weights(variables, "decoder/embeddings")
    if len(table) != len(pieces):
        raise ValueError(f"{folder}: {len(table)} embeddings for {len(pieces)} pieces")
    encodings = variables["encoder/position_encodings/encodings"]
    network = Network(
        len(pieces) + 1,
        d=table.shape[1],
        h=int(variables["encoder/num_heads"]),
        ff=len(variables["encoder/layer_0/ffn/linear_0/bias"]),
        enc=_count(variables, "encoder"),
        dec=_count(variables, "decoder"),
        maxlen=len(encodings),
    )
    with torch.no_grad():
        _copy(network, variables, table)
    return network


def _copy(network: Network, variables: dict[str, np.ndarray], table: np.ndarray) -> None:
    bias = variables["decoder/projection/bias"].astype(np.float32)
    network.emb.weight.copy_(torch.from_numpy(np.vstack([table, np.zeros((1, table.shape[1]), np.float32)])))
    network.out_bias.copy_(torch.from_numpy(np.append(bias, bias.min())))
    for name, layer in layers(network):
        norm = isinstance(layer, torch.nn.LayerNorm)
        weight = variables[f"{name}/gamma"] if norm else _weights(variables, name)
        layer.weight.copy_(torch.from_numpy(weight.astype(np.float32)))
        layer.bias.copy_(torch.from_numpy(variables[f"{name}/{'beta' if norm else 'bias'}"].astype(np.float32)))


def _count(variables: dict[str, np.ndarray], side: str) -> int:
    return len({name.split("/")[1] for name in variables if name.startswith(f"{side}/layer_") and name.count("/") > 2})


def _weights(variables: dict[str, np.ndarray], name: str) -> np.ndarray:
    """A matrix of weights; each row of an int8 one has a scale."""
    weight = variables[f"{name}/weight"]
    if weight.dtype == np.int8:
        return weight.astype(np.float32) / variables[f"{name}/weight_scale"][:, None]
    return weight.astype(np.float32)
