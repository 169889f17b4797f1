"""A small pre-norm Transformer for translation, without anything CTranslate2 could not run.

Source and target share one embedding table, which is the output layer too. The last row of the table is padding and
is never exported. Parameter names and their order are those of earlier checkpoints: keep them.
"""

from __future__ import annotations

import math
from typing import Any

import numpy as np
import torch
import torch.nn.functional as F  # noqa: N812  # the name everybody knows
from torch import Tensor, nn


def sinusoid(length: int, width: int) -> np.ndarray:
    """Position encodings: sines in the even columns, cosines in the odd ones."""
    position = np.arange(length)[:, None]
    scale = np.exp(np.arange(0, width, 2) * -(math.log(10000.0) / width))
    table = np.zeros((length, width), np.float32)
    table[:, 0::2] = np.sin(position * scale)
    table[:, 1::2] = np.cos(position * scale)
    return table


def dropped(x: Tensor, share: float, training: bool) -> Tensor:
    """Dropout that takes the same columns at all places of a sentence: as many fewer random numbers to draw.

    Source:
        variational dropout (Gal and Ghahramani 2016).
    """
    if not share or not training:
        return x
    return x * x.new_empty(x.shape[0], 1, x.shape[2]).bernoulli_(1 - share).div_(1 - share)


class Attention(nn.Module):
    """Multi-head attention with its normalization and its residual connection."""

    def __init__(self, width: int, heads: int, to_self: bool) -> None:
        super().__init__()
        self.h = heads
        self.self_attn = to_self
        self.norm = nn.LayerNorm(width)
        if to_self:
            self.qkv = nn.Linear(width, 3 * width)
        else:
            self.q = nn.Linear(width, width)
            self.kv = nn.Linear(width, 2 * width)
        self.o = nn.Linear(width, width)

    def forward(self, x: Tensor, memory: Tensor | None, mask: Tensor | None, causal: bool, drop: float) -> Tensor:
        """Attend to ``memory``, or to ``x`` itself where there is none; ``mask`` is True where one may look."""
        batch, _, width = x.shape
        normal = self.norm(x)
        if memory is None:
            query, key, value = self.qkv(normal).chunk(3, -1)
        else:
            query = self.q(normal)
            key, value = self.kv(memory).chunk(2, -1)
        query, key, value = (
            part.view(batch, -1, self.h, width // self.h).transpose(1, 2) for part in (query, key, value)
        )
        out = F.scaled_dot_product_attention(query, key, value, attn_mask=None if causal else mask, is_causal=causal)
        out = self.o(out.transpose(1, 2).reshape(x.shape))
        return x + dropped(out, drop, self.training)


class FeedForward(nn.Module):
    """Two linear layers with their normalization and their residual connection."""

    def __init__(self, width: int, inner: int) -> None:
        super().__init__()
        self.norm = nn.LayerNorm(width)
        self.l1 = nn.Linear(width, inner)
        self.l2 = nn.Linear(inner, width)

    def forward(self, x: Tensor, drop: float) -> Tensor:
        """Apply the layers."""
        return x + dropped(self.l2(F.relu(self.l1(self.norm(x)))), drop, self.training)


class Network(nn.Module):
    """The whole model.

    Args:
        vocab: rows of the embedding table: all pieces, and one for padding at the end.
        d: width; h: heads; ff: inner width; enc, dec: layers; drop: dropout; maxlen: longest input.
    """

    def __init__(
        self,
        vocab: int,
        d: int = 256,
        h: int = 4,
        ff: int | None = None,
        enc: int = 4,
        dec: int = 2,
        drop: float = 0.1,
        maxlen: int = 512,
    ) -> None:
        super().__init__()
        ff = ff or 4 * d
        self.cfg: dict[str, Any] = {
            "vocab": vocab, "d": d, "h": h, "ff": ff, "enc": enc, "dec": dec, "drop": drop, "maxlen": maxlen,
        }  # fmt: skip
        self.emb = nn.Embedding(vocab, d)
        nn.init.normal_(self.emb.weight, 0, d**-0.5)
        self.out_bias = nn.Parameter(torch.zeros(vocab))
        self.drop = drop
        self.d = d
        self.register_buffer("pe", torch.from_numpy(sinusoid(maxlen, d)), persistent=False)
        self.enc = nn.ModuleList(nn.ModuleList([Attention(d, h, True), FeedForward(d, ff)]) for _ in range(enc))
        self.dec = nn.ModuleList(
            nn.ModuleList([Attention(d, h, True), Attention(d, h, False), FeedForward(d, ff)]) for _ in range(dec)
        )
        self.en, self.dn = nn.LayerNorm(d), nn.LayerNorm(d)
        for parameter in self.parameters():
            if parameter.dim() > 1 and parameter is not self.emb.weight:
                nn.init.xavier_uniform_(parameter)

    def set_drop(self, drop: float) -> None:
        """Change the dropout; 0 is better as long as most sentences have been seen once at most."""
        self.drop = drop
        self.cfg["drop"] = drop

    def _embed(self, tokens: Tensor) -> Tensor:
        x = self.emb(tokens) * math.sqrt(self.d) + self.pe[: tokens.shape[1]]
        return dropped(x, self.drop, self.training)

    def forward(self, source: Tensor, target: Tensor, pad: int) -> Tensor:
        """States of the decoder after each target token, before the output layer."""
        mask = (source != pad)[:, None, None]
        x = self._embed(source)
        for attend, feed in self.enc:
            x = feed(attend(x, None, mask, False, self.drop), self.drop)
        memory = self.en(x)
        y = self._embed(target)
        for attend, look, feed in self.dec:
            y = attend(y, None, None, True, self.drop)
            y = feed(look(y, memory, mask, False, self.drop), self.drop)
        return self.dn(y)

    def logits(self, states: Tensor, pieces: Tensor) -> Tensor:
        """The output layer, for some pieces only: as many columns, in their order."""
        return F.linear(states, self.emb.weight.index_select(0, pieces), self.out_bias.index_select(0, pieces))
