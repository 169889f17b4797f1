/* The server as the page sees it. Nothing else of the page fetches anything. */
(function () {
  "use strict";
  const L10n = (window.L10n = window.L10n || {});

  const FOREIGN = [403, 421]; // another run of the server has another token

  /** An answer that is no success. `gone`: the server, or the one this page belongs to, was not reached. */
  class StoreError extends Error {
    constructor(message, { hint = "", status = 0, gone = false } = {}) {
      super(message);
      Object.assign(this, { hint, status, gone });
    }
  }

  class ServerStore {
    constructor(token) {
      this.token = token;
      this.can = { check: true, preview: true, lookup: true, join: true, save: false };
    }

    project() {
      return this.get("project");
    }

    strings(lang) {
      return this.get("strings", { lang });
    }

    article(path, locale) {
      return this.get("article", { path, locale });
    }

    findings(path, locale) {
      return this.get("findings", { path, locale });
    }

    revision(path, locale) {
      return this.get("revision", { path, locale });
    }

    /** Memory matches and the drafts of other engines; slow. */
    lookup(path, locale, id) {
      return this.get("entry", { path, locale, id });
    }

    preview(path, locale, drafts) {
      return this.get("preview", { path, locale, drafts: drafts ? 1 : 0 });
    }

    check(body) {
      return this.post("check", body);
    }

    edit(body) {
      return this.post("edit", body);
    }

    approve(body) {
      return this.post("approve", body);
    }

    fix(body) {
      return this.post("fix", body);
    }

    join(body) {
      return this.post("join", body);
    }

    split(body) {
      return this.post("split", body);
    }

    get(name, values) {
      const query = values ? `?${new URLSearchParams(values)}` : "";
      return this.ask(`/api/${name}${query}`, { method: "GET" });
    }

    post(name, body) {
      const headers = { "Content-Type": "application/json" };
      return this.ask(`/api/${name}`, { method: "POST", headers, body: JSON.stringify(body) });
    }

    async ask(address, options) {
      let answer;
      try {
        const headers = { ...options.headers, "X-L10N-Token": this.token };
        answer = await fetch(address, { ...options, headers, cache: "no-store" });
      } catch {
        throw new StoreError("the server was not reached", { gone: true });
      }
      let body;
      try {
        body = await answer.json();
      } catch {
        throw new StoreError(`HTTP ${answer.status}`, { status: answer.status });
      }
      if (FOREIGN.includes(answer.status)) throw new StoreError(body.error, { gone: true, status: answer.status });
      if (!answer.ok) throw new StoreError(body.error || `HTTP ${answer.status}`, { ...body, status: answer.status });
      return body;
    }
  }

  /** localStorage that never fails: where it is forbidden or full, things are kept as long as the page is open. */
  const memory = new Map();
  const kept = {
    get(name) {
      try {
        const text = localStorage.getItem(name);
        if (text !== null) return JSON.parse(text);
      } catch {
        /* fall through */
      }
      return memory.get(name);
    },
    set(name, value) {
      memory.set(name, value);
      try {
        if (value === undefined) localStorage.removeItem(name);
        else localStorage.setItem(name, JSON.stringify(value));
      } catch {
        /* it is in `memory` */
      }
    },
  };

  Object.assign(L10n, { StoreError, ServerStore, kept });
})();
