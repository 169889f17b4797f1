/* Edits on their way to the .po file: one at a time, in order, kept in this browser until the server has them. */
(function () {
  "use strict";
  const L10n = window.L10n;
  const RETRY_MS = 3000;

  class Outbox {
    /**
     * @param store    where edits go
     * @param name     under which what is waiting is kept
     * @param handlers {answered(answer), refused(edits, error), changed()}
     */
    constructor(store, name, place, handlers) {
      Object.assign(this, { store, name, place, handlers });
      this.waiting = L10n.kept.get(name) || [];
      this.gone = false;
      this.sent = 0; // how many were ever sent, so that an older look at the file is known to be older
      this.busy = null;
    }

    get empty() {
      return !this.waiting.length;
    }

    /** All edits that the file does not have yet. */
    get edits() {
      return this.waiting.flat();
    }

    push(edits) {
      this.waiting.push(edits);
      this.keep();
      return this.flush();
    }

    keep() {
      L10n.kept.set(this.name, this.waiting.length ? this.waiting : undefined);
    }

    /** Send what waits. Resolves when nothing is left or the server is gone. */
    flush() {
      this.busy = this.busy || this.run().finally(() => (this.busy = null));
      return this.busy;
    }

    async run() {
      this.handlers.changed();
      while (this.waiting.length) {
        const edits = this.waiting[0];
        try {
          this.sent++;
          const answer = await this.store.edit({ ...this.place, edits });
          this.took(edits);
          this.handlers.answered(answer, edits);
        } catch (error) {
          if (error.gone) return this.lost();
          this.took(edits);
          this.handlers.refused(edits, error);
        }
      }
      this.handlers.changed();
    }

    took(edits) {
      this.gone = false;
      this.waiting.splice(this.waiting.indexOf(edits), 1);
      this.keep();
    }

    lost() {
      this.gone = true;
      this.handlers.changed();
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.flush(), RETRY_MS);
    }

    close() {
      clearTimeout(this.timer);
    }
  }

  L10n.Outbox = Outbox;
})();
