/* What is on the desk: one article in one locale, the open sentence, what is being typed. Draws nothing. */
(function () {
  "use strict";
  const L10n = window.L10n;
  const { t, kept } = L10n;
  const LOOK_MS = 3000; // between looks at the file on disk
  const CHECK_MS = 600; // after the last key
  const SAVE_MS = 1500; // after the last key
  const FINDINGS_MS = 1200; // after the last saved change

  class Desk {
    constructor(store) {
      Object.assign(this, {
        store,
        project: null,
        article: null,
        failure: null, // why there is no article
        path: "",
        locale: "",
        entries: {},
        findings: {},
        checked: false, // whether findings are there
        places: [], // [{id, block, index}] in reading order
        at: -1, // the open place
        session: 0, // counts openings
        filter: "all",
        query: "",
        touched: new Set(), // stay visible although the filter would hide them
        typed: {}, // {id: {text, base, baseState}}
        past: [], // what can be undone
        conflicts: [],
        message: null, // {text, kind, count}
        dialog: null,
        lookups: {}, // {id: "loading" | answer | error}
        gone: false,
      });
      this.listeners = new Set();
      this.timers = {};
    }

    subscribe(listener) {
      this.listeners.add(listener);
    }

    emit() {
      for (const listener of this.listeners) listener();
    }

    /** Tell the person something; `kind`: "done" or "error". */
    say(text, kind = "done") {
      this.message = { text, kind, count: (this.message ? this.message.count : 0) + 1 };
      this.emit();
    }

    fail(error) {
      if (error.gone) this.gone = true;
      else this.say([error.message, error.hint].filter(Boolean).join(". "), "error");
      this.emit();
    }

    later(name, wait, work) {
      clearTimeout(this.timers[name]);
      this.timers[name] = setTimeout(work, wait);
    }

    get localeName() {
      const found = this.project.locales.find(({ code }) => code === this.locale);
      return found ? found.native : this.locale;
    }

    /** Show a dialog: "help", "articles", "preview", "approve"; null closes it. */
    ask(name) {
      this.dialog = name;
      this.emit();
    }

    // ------------------------------------------------------------ the article

    async start() {
      this.project = await this.store.project();
      const chosen = kept.get("l10n:interface");
      const lang = (chosen in LANGUAGES && chosen) || this.project.interface || browserLanguage();
      const spoken = this.speak(lang).catch((error) => this.fail(error));
      window.addEventListener("hashchange", () => this.follow());
      document.addEventListener("visibilitychange", () => document.hidden || this.look());
      window.addEventListener("pagehide", () => this.settle());
      setInterval(() => document.hidden || this.look(), LOOK_MS);
      await Promise.all([spoken, this.follow()]);
    }

    /** Change the language of the interface. */
    async speak(lang, keep = false) {
      const answer = lang === "en" ? { lang, strings: {} } : await this.store.strings(lang);
      L10n.setStrings(answer.strings);
      document.documentElement.lang = this.interface = answer.lang;
      if (keep) kept.set("l10n:interface", lang);
      this.emit();
    }

    /** Go where the address says, or to the first work there is. */
    async follow() {
      const asked = new URLSearchParams(location.hash.slice(1));
      const { articles, locales } = this.project;
      const start = this.project.start || {};
      const path = asked.get("a") ?? start.path ?? (articles.find(hasWork) || articles[0] || {}).path;
      const locale =
        asked.get("l") ??
        start.locale ??
        firstLocale(
          articles.find((article) => article.path === path),
          locales,
        );
      if (!path || !locale) return this.emit();
      if (path !== this.path || locale !== this.locale) await this.load(path, locale, asked.get("s"));
      else if (asked.get("s") && asked.get("s") !== this.openId) this.openEntry(asked.get("s"));
    }

    address(path, locale, id) {
      return "#" + new URLSearchParams({ a: path, l: locale, ...(id ? { s: id } : {}) });
    }

    /** Put the article away: nothing that was set going for it may touch the next one. */
    leave() {
      this.settle();
      if (this.article) this.keepTyped();
      if (this.outbox) this.outbox.close();
      for (const timer of Object.values(this.timers)) clearTimeout(timer);
      this.typed = {};
    }

    async load(path, locale, id) {
      this.leave();
      Object.assign(this, { path, locale, article: null, failure: null, at: -1, findings: {}, checked: false });
      Object.assign(this, { past: [], conflicts: [], lookups: {}, filter: "all", query: "", touched: new Set() });
      this.emit();
      try {
        const article = await this.store.article(path, locale);
        if (path !== this.path || locale !== this.locale) return;
        this.typed = kept.get(this.keptName("typed")) || {};
        this.outbox = new L10n.Outbox(this.store, this.keptName("outbox"), { path, locale }, this.handlers());
        this.take(article);
        this.restore();
        this.openAt(this.placeOf(id) ?? this.nextUnreviewed(-1, 1) ?? 0);
        this.loadFindings();
      } catch (error) {
        this.failure = error;
        this.emit();
      }
    }

    keptName(what) {
      return `l10n:${what}:${this.project.name}:${this.path}:${this.locale}`;
    }

    take(article) {
      this.article = article;
      this.entries = article.entries;
      this.revision = article.revision;
      this.places = article.blocks.flatMap((block, index) => block.entries.map((id) => ({ id, block: index })));
      this.gone = false;
      this.count();
      this.emit();
    }

    /** Show again what had not reached the file when the page was closed, and send it. */
    restore() {
      for (const id of Object.keys(this.typed)) if (!this.entries[id]) delete this.typed[id];
      const unsent = this.outbox.edits.filter((edit) => this.entries[edit.id]);
      this.show(unsent);
      if (!this.outbox.empty) this.outbox.flush();
    }

    /** See whether somebody else wrote the file. */
    async look() {
      if (!this.article || !this.outbox.empty) return;
      const { path, locale, outbox } = this;
      const sent = outbox.sent;
      try {
        const { revision } = await this.store.revision(path, locale);
        if (this.gone) this.say(t("The server answers again."));
        this.gone = false;
        if (outbox === this.outbox && sent === outbox.sent && revision !== this.revision) await this.reload();
      } catch (error) {
        if (error.gone && !this.gone) this.fail(error);
      }
    }

    async reload() {
      const { path, locale, outbox } = this;
      const article = await this.store.article(path, locale);
      if (outbox !== this.outbox || !outbox.empty) return;
      const open = this.openId;
      this.take(article);
      const place = this.placeOf(open);
      if (place !== undefined) this.at = place;
      else this.openAt(Math.min(this.at, this.places.length - 1));
      this.emit();
      this.loadFindings();
    }

    async loadFindings() {
      const { path, locale } = this;
      try {
        const { findings } = await this.store.findings(path, locale);
        if (path !== this.path || locale !== this.locale) return;
        for (const id of Object.keys(this.typed))
          if (this.dirty(id) && this.findings[id]) findings[id] = this.findings[id];
        this.findings = findings;
        this.checked = true;
        this.emit();
      } catch (error) {
        this.fail(error);
      }
    }

    // ------------------------------------------------------------ counting and choosing

    count() {
      const counts = { segments: 0, reviewed: 0, draft: 0, stale: 0, empty: 0 };
      for (const { state } of Object.values(this.entries)) {
        counts[state]++;
        counts.segments++;
      }
      this.counts = counts;
      const listed = this.project.articles.find((article) => article.path === this.path);
      if (listed) Object.assign((listed.locales[this.locale] ??= {}), counts);
    }

    /** Whether a sentence belongs to what a filter shows. */
    matches(id, filter) {
      const entry = this.entries[id];
      if (filter === "todo") return entry.state !== "reviewed";
      if (filter === "findings") return (this.findings[id] || []).length > 0 || entry.rivals.length > 0;
      if (filter === "stale") return entry.state === "stale";
      if (filter === "work") return needsWork(entry);
      return true;
    }

    visible(id) {
      if (this.touched.has(id)) return true;
      const { source, target } = this.entries[id];
      const query = this.query.trim().toLowerCase();
      const found = !query || source.toLowerCase().includes(query) || target.toLowerCase().includes(query);
      return found && this.matches(id, this.filter);
    }

    choose(filter, query) {
      Object.assign(this, { filter, query, touched: new Set() });
      this.emit();
    }

    /** Sentences that are drafts without a finding. */
    clean() {
      return Object.values(this.entries)
        .filter((entry) => entry.state === "draft" && !entry.rivals.length && !(this.findings[entry.id] || []).length)
        .map((entry) => entry.id);
    }

    // ------------------------------------------------------------ the open sentence

    get openId() {
      return (this.places[this.at] || {}).id;
    }

    placeOf(id) {
      const place = this.places.findIndex((other) => other.id === id);
      return place < 0 ? undefined : place;
    }

    openEntry(id) {
      const place = this.placeOf(id);
      if (place !== undefined) this.openAt(place);
    }

    openAt(place) {
      if (!this.places[place]) return this.emit();
      if (this.openId) {
        this.settle();
        this.touched.add(this.openId);
      }
      this.at = place;
      this.session++;
      history.replaceState(null, "", this.address(this.path, this.locale, this.openId));
      this.emit();
    }

    /** Close the open sentence; what was typed is saved. */
    close() {
      this.settle();
      this.at = -1;
      this.emit();
    }

    /** The nearest place in a direction that is shown and for which a test holds; from the other end on if none. */
    seek(from, step, test) {
      const count = this.places.length;
      for (let i = 1; i <= count; i++) {
        const place = (((from + step * i) % count) + count) % count;
        const { id } = this.places[place];
        if (this.visible(id) && test(id)) return place;
      }
      return undefined;
    }

    nextUnreviewed(from, step) {
      return this.seek(from, step, (id) => this.entries[id].state !== "reviewed");
    }

    goUnreviewed(step) {
      const place = this.nextUnreviewed(this.at, step);
      if (place !== undefined) this.openAt(place);
      else if (this.counts.reviewed === this.counts.segments) this.say(t("All sentences are reviewed."));
      else this.say(t("Nothing is left here."));
    }

    go(step) {
      const place = this.seek(this.at < 0 && step < 0 ? 0 : this.at, step, () => true);
      if (place !== undefined) this.openAt(place);
    }

    // ------------------------------------------------------------ typing

    text(id) {
      return this.typed[id] ? this.typed[id].text : this.entries[id].target;
    }

    dirty(id) {
      return Boolean(this.typed[id] && this.entries[id] && this.typed[id].text !== this.entries[id].target);
    }

    /** Note what is typed; nothing is drawn anew but the open sentence. */
    type(id, text) {
      const { target, state } = this.entries[id];
      this.typed[id] = this.typed[id] || { base: target, baseState: state };
      this.typed[id].text = text;
      this.later("keep", 300, () => this.keepTyped());
      if (this.store.can.check) this.later("check", CHECK_MS, () => this.check(id));
      this.later("save", SAVE_MS, () => this.entries[id] && this.entries[id].state !== "reviewed" && this.save(id));
    }

    keepTyped() {
      const dirty = Object.entries(this.typed).filter(([id]) => this.dirty(id));
      kept.set(this.keptName("typed"), dirty.length ? Object.fromEntries(dirty) : undefined);
    }

    async check(id) {
      if (!this.entries[id]) return;
      const { path, locale } = this;
      const target = this.text(id);
      try {
        const { findings, target_pieces } = await this.store.check({ path, locale, id, target });
        if (path !== this.path || locale !== this.locale || !this.entries[id] || this.text(id) !== target) return;
        this.findings = { ...this.findings, [id]: findings };
        if (this.typed[id]) this.typed[id].pieces = target_pieces;
        else this.entries = { ...this.entries, [id]: { ...this.entries[id], target_pieces } };
        this.emit();
      } catch (error) {
        if (error.gone) this.fail(error);
      }
    }

    /** Save what was typed in the open sentence. */
    settle() {
      clearTimeout(this.timers.save);
      const id = this.openId;
      if (id === undefined || !this.article) return;
      if (this.dirty(id)) this.save(id);
      else delete this.typed[id];
    }

    save(id) {
      if (this.dirty(id)) this.change([{ id, target: this.text(id), state: "draft" }], "typing");
    }

    refreshFindings() {
      if (this.store.can.check) this.later("findings", FINDINGS_MS, () => this.loadFindings());
    }
  }

  const LANGUAGES = { en: "English", be: "Беларуская", ru: "Русский", uk: "Українська" }; // of the page
  const browserLanguage = () =>
    navigator.languages.map((code) => code.split("-")[0]).find((code) => code in LANGUAGES) || "en";

  const needsWork = (entry) => entry.state !== "reviewed" && Boolean(entry.comment.trim());

  const open = (counts) => counts && counts.segments > counts.reviewed;
  const hasWork = (article) => Object.values(article.locales).some(open);
  const firstLocale = (article, locales) =>
    ((article && locales.find(({ code }) => open(article.locales[code]))) || locales[0] || {}).code;

  Object.assign(L10n, { Desk, LANGUAGES, needsWork });
})();
