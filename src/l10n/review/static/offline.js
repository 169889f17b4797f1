/* The store of an exported file: the data are in the file, the work stays in this browser until it is saved as JSON. */
(function () {
  "use strict";
  const L10n = window.L10n;
  const { t } = L10n;
  const FORMAT = "l10n-review";
  const LIMIT = 20_000; // characters of one text

  /** The edits of a volunteer as `l10n review --import` reads them. */
  L10n.workFile = function (path, locale, edits) {
    return { format: FORMAT, version: 1, path, locale, made: new Date().toISOString().slice(0, 10), edits };
  };

  /** Hand a file to the person. */
  L10n.download = function (name, value) {
    const blob = new Blob([JSON.stringify(value, null, 1) + "\n"], { type: "application/json" });
    const link = document.createElement("a");
    link.href = URL.createObjectURL(blob);
    link.download = name;
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(link.href), 10_000);
  };

  const isEdit = (edit) =>
    edit &&
    ["context", "source", "base", "target"].every(
      (name) => typeof edit[name] === "string" && edit[name].length <= LIMIT,
    ) &&
    ["draft", "reviewed"].includes(edit.state) &&
    ["undefined", "string"].includes(typeof edit.comment);

  class OfflineStore {
    constructor(data) {
      this.data = data;
      this.can = { check: false, preview: false, lookup: false, join: false, save: true };
      this.name = `l10n-review:${data.article.path}:${data.article.locale}:${data.article.revision}`;
      this.work = L10n.kept.get(this.name) || {};
    }

    async project() {
      return this.data.project;
    }

    async strings(lang) {
      return { lang, strings: this.data.strings[lang] || {} };
    }

    async article() {
      const article = this.data.article;
      const entries = {};
      for (const id of Object.keys(article.entries)) entries[id] = this.entry(id);
      return { ...article, entries };
    }

    async findings() {
      const known = Object.entries(this.data.findings.findings);
      const findings = Object.fromEntries(
        known.filter(([id]) => this.entry(id).target === this.data.article.entries[id].target),
      );
      return { revision: this.data.article.revision, findings };
    }

    async revision() {
      return { revision: this.data.article.revision };
    }

    async edit({ edits }) {
      for (const { id, target, state, comment } of edits) {
        const { context, source, target: base, state: base_state } = this.data.article.entries[id];
        const before = this.work[id] || { context, source, base, base_state };
        this.work[id] = { ...before, target, state, ...(comment === undefined ? {} : { comment }) };
      }
      L10n.kept.set(this.name, this.work);
      return this.answer(edits.map((edit) => edit.id));
    }

    async approve({ ids }) {
      const { findings } = await this.findings();
      const able = ids.filter((id) => this.entry(id).state === "draft" && !(findings[id] || []).length);
      const skipped = ids.filter((id) => !able.includes(id)).map((id) => ({ id, codes: [] }));
      const edits = able.map((id) => ({ id, target: this.entry(id).target, state: "reviewed" }));
      return { ...(await this.edit({ edits })), skipped };
    }

    /** The entry with the person's work on it. */
    entry(id) {
      const entry = this.data.article.entries[id];
      const work = this.work[id];
      if (!work) return entry;
      const state = work.target.trim() ? work.state : "empty";
      const comment = work.comment === undefined ? entry.comment : work.comment;
      const pieces = L10n.carry(entry.target_pieces, work.target);
      return { ...entry, target: work.target, state, comment, target_pieces: pieces };
    }

    answer(ids) {
      const entries = Object.fromEntries(ids.map((id) => [id, this.entry(id)]));
      return { entries, revision: this.data.article.revision, conflicts: [] };
    }

    /** What the person did, as a file to send back. */
    saved() {
      const done = Object.entries(this.work).filter(([id, work]) => {
        const { target, state, comment } = this.data.article.entries[id];
        return work.target !== target || work.state !== state || (work.comment ?? comment) !== comment;
      });
      const { path, locale } = this.data.article;
      return L10n.workFile(
        path,
        locale,
        done.map(([, work]) => work),
      );
    }

    /** Read such a file back; throws where it is none, or one of another article. */
    load(text) {
      let work;
      try {
        work = JSON.parse(text);
      } catch {
        throw new L10n.StoreError(t("This file holds no saved work."));
      }
      const { path, locale } = this.data.article;
      if (
        !work ||
        work.format !== FORMAT ||
        work.version !== 1 ||
        !Array.isArray(work.edits) ||
        !work.edits.every(isEdit)
      )
        throw new L10n.StoreError(t("This file holds no saved work."));
      if (work.path !== path || work.locale !== locale)
        throw new L10n.StoreError(t("This is work on another article or language."));
      const key = (context, source) => JSON.stringify([context, source]);
      const ids = new Map(
        Object.values(this.data.article.entries).map((entry) => [key(entry.context, entry.source), entry.id]),
      );
      let taken = 0;
      for (const edit of work.edits) {
        const id = ids.get(key(edit.context, edit.source));
        if (id === undefined) continue;
        const { context, source, base, base_state, target, state, comment } = edit;
        this.work[id] = {
          context,
          source,
          base,
          base_state,
          target,
          state,
          ...(comment === undefined ? {} : { comment }),
        };
        taken++;
      }
      L10n.kept.set(this.name, this.work);
      return { taken, missing: work.edits.length - taken };
    }
  }

  L10n.OfflineStore = OfflineStore;
})();
