/* Words: the strings of the page, word diffs, and pieces of text that are marked. No part of the page is drawn here. */
(function () {
  "use strict";
  const L10n = (window.L10n = window.L10n || {});
  const MAX_DIFF = 400; // words; longer texts are shown whole
  const NEAR = 9; // words and spaces beside a change

  let table = {};

  /** Take the translations of the page's own strings: {English: translated}. */
  L10n.setStrings = function (strings) {
    table = strings || {};
  };

  /** Translate a string of the page; `{name}` in it is replaced by a value. */
  L10n.t = function (text, values) {
    const found = table[text] || text;
    return values
      ? found.replace(/\{(\w+)\}/g, (whole, name) => (name in values ? String(values[name]) : whole))
      : found;
  };

  /** What a check calls its finding, in the language of the page; nothing if it has no words for it. */
  L10n.inWords = function (title) {
    return Object.hasOwn(table, title) ? table[title] : "";
  };

  const tokens = (text) => text.match(/\s+|[\p{L}\p{M}\p{N}'’ʼ-]+|[^\s\p{L}\p{M}\p{N}]/gu) || [];

  /** Lengths of the longest common subsequences of the ends of two lists. */
  function lengths(before, after) {
    const rows = Array.from({ length: before.length + 1 }, () => new Uint16Array(after.length + 1));
    for (let i = before.length - 1; i >= 0; i--)
      for (let k = after.length - 1; k >= 0; k--)
        rows[i][k] = before[i] === after[k] ? rows[i + 1][k + 1] + 1 : Math.max(rows[i + 1][k], rows[i][k + 1]);
    return rows;
  }

  /** Compare two texts word by word: [["same" | "gone" | "new", text], …]. */
  L10n.diff = function (before, after) {
    const [old, now] = [tokens(before), tokens(after)];
    if (old.length > MAX_DIFF || now.length > MAX_DIFF)
      return [
        ["gone", before],
        ["new", after],
      ];
    const rows = lengths(old, now);
    const parts = [];
    const add = (mark, text) => {
      const last = parts[parts.length - 1];
      if (last && last[0] === mark) last[1] += text;
      else parts.push([mark, text]);
    };
    let [i, k] = [0, 0];
    while (i < old.length || k < now.length) {
      if (i < old.length && k < now.length && old[i] === now[k]) {
        add("same", old[i++]);
        k++;
      } else if (i < old.length && (k >= now.length || rows[i + 1][k] >= rows[i][k + 1])) add("gone", old[i++]);
      else add("new", now[k++]);
    }
    return parts;
  };

  /** Keep of a diff what is changed and a few words about it. */
  L10n.excerpt = function (parts) {
    const cutAt = (text, limit, fromEnd) => {
      const words = tokens(text);
      return fromEnd ? words.slice(-limit).join("") : words.slice(0, limit).join("");
    };
    return parts.map(([mark, text], index) => {
      if (mark !== "same" || tokens(text).length <= 2 * NEAR) return [mark, text];
      const head = index > 0 ? cutAt(text, NEAR, false) : "";
      const tail = index < parts.length - 1 ? cutAt(text, NEAR, true) : "";
      return [mark, `${head}…${tail}`];
    });
  };

  const textOf = (pieces) => pieces.map((piece) => piece.text).join("");

  /** The ranges of the marked pieces: [{start, end, …marks}]. */
  function ranges(pieces) {
    let at = 0;
    return pieces
      .map(({ text, ...marks }) => ({ ...marks, start: at, end: (at += text.length) }))
      .filter((range) => "term" in range || range.bad);
  }

  /** Cut a text at the ends of ranges and mark each piece with all ranges that cover it. */
  function cut(text, marked) {
    const ends = new Set([0, text.length]);
    for (const { start, end } of marked) ends.add(start).add(end);
    const places = [...ends].sort((a, b) => a - b);
    return places.slice(0, -1).map((start, index) => {
      const end = places[index + 1];
      const piece = { text: text.slice(start, end) };
      for (const range of marked)
        if (range.start <= start && end <= range.end) {
          if ("term" in range) piece.term = range.term;
          if (range.bad) piece.bad = range.bad;
        }
      return piece;
    });
  }

  /** Lay the pieces of findings over the pieces of a text; what was made for another text is left out. */
  L10n.overlay = function (pieces, findings) {
    const text = textOf(pieces);
    const marked = ranges(pieces);
    for (const { pieces: found, severity } of findings || [])
      if (found && textOf(found) === text)
        marked.push(...ranges(found).map((range) => ({ start: range.start, end: range.end, bad: severity })));
    return marked.length ? cut(text, marked) : text ? [{ text }] : [];
  };

  /** Carry the marks of a text over to what it was changed into: those before and after the change stay. */
  L10n.carry = function (pieces, text) {
    const old = textOf(pieces);
    if (old === text) return pieces;
    const shorter = Math.min(old.length, text.length);
    let head = 0;
    while (head < shorter && old[head] === text[head]) head++;
    let tail = 0;
    while (tail < shorter - head && old[old.length - 1 - tail] === text[text.length - 1 - tail]) tail++;
    const moved = [];
    for (const range of ranges(pieces)) {
      if (range.end <= head) moved.push(range);
      else if (range.start >= old.length - tail) {
        const by = text.length - old.length;
        moved.push({ ...range, start: range.start + by, end: range.end + by });
      }
    }
    return cut(text, moved).filter((piece) => piece.text);
  };

  /** Say in words which way a draft came, from the route as written in the .po file. */
  L10n.routeInWords = function (provenance) {
    const { t } = L10n;
    if (provenance.memory) return t("From the translation memory");
    const steps = provenance.engine.split(">").map((step) => {
      const [, name, from, to] = step.match(/^([^:@]+)(?::([^_@]+)_([^@]+))?/) || [step, step];
      return from ? `${name} (${from} → ${to})` : name;
    });
    return t("Machine draft: {route}", { route: steps.join(t(", then ")) });
  };

  /** Say how sure the engine was: a mean log probability of a word, 0 being certain. */
  L10n.scoreInWords = function (score) {
    const { t } = L10n;
    const values = { score: score.toFixed(2).replace("-", "−") };
    if (score > -0.25) return t("the engine was sure ({score})", values);
    return score > -0.6
      ? t("the engine was fairly sure ({score})", values)
      : t("the engine was unsure ({score})", values);
  };

  /** The word and the sign of a state. */
  L10n.stateInWords = function (state) {
    const { t } = L10n;
    return {
      empty: { word: t("empty"), sign: "○" },
      draft: { word: t("draft"), sign: "◐" },
      stale: { word: t("needs re-check"), sign: "↻" },
      reviewed: { word: t("reviewed"), sign: "✓" },
    }[state];
  };
})();
