/* What a person does with sentences. Every action is shown at once, sent at once, and can be undone. */
(function () {
  "use strict";
  const L10n = window.L10n;
  const { t } = L10n;

  class Work extends L10n.Desk {
    /**
     * Change sentences here and in the file.
     * @param changes [{id, target, state, comment?}]
     * @param label   what was done: "typing" joins the typing before it; null cannot be undone
     */
    change(changes, label) {
      const edits = changes.map((change) => {
        const { target, state } = this.entries[change.id];
        const { base = target, baseState = state } = this.typed[change.id] || {};
        return { base, base_state: baseState, ...change };
      });
      if (label)
        this.remember(
          changes.map(({ id }) => id),
          label,
        );
      this.show(edits);
      this.keepTyped();
      return this.outbox.push(edits);
    }

    /** Let the page look as if the edits were in the file already. */
    show(edits) {
      const entries = { ...this.entries };
      for (const { id, target, state, comment } of edits) {
        const entry = entries[id];
        const pieces = (this.typed[id] || {}).pieces || entry.target_pieces;
        entries[id] = {
          ...entry,
          target,
          state: target.trim() ? state : "empty",
          comment: comment === undefined ? entry.comment : comment,
          target_pieces: L10n.carry(pieces, target),
        };
        delete this.typed[id];
        this.touched.add(id);
      }
      this.entries = entries;
      this.count();
      this.emit();
    }

    remember(ids, label) {
      const last = this.past[this.past.length - 1];
      const joined =
        label === "typing" &&
        last &&
        last.label === label &&
        last.session === this.session &&
        last.items[0].id === ids[0];
      if (joined) return;
      const items = ids.map((id) => {
        const { target, state, comment } = this.entries[id];
        return { id, target, state, comment };
      });
      this.past.push({ label, session: this.session, items });
    }

    /** What the outbox of an article calls, possibly when another article is on the desk already. */
    handlers() {
      const { path, locale } = this;
      const name = this.keptName("typed");
      const here = () => path === this.path && locale === this.locale && this.article;
      return {
        changed: () => this.emit(),
        answered: (answer, edits) => {
          this.gone = false;
          if (here()) this.merge(answer, edits);
        },
        refused: (edits, error) => {
          if (here()) return this.refused(edits, error);
          L10n.kept.set(name, { ...L10n.kept.get(name), ...unsaved(edits) });
          return this.fail(error);
        },
      };
    }

    /** Take what the server says about sentences, except those that have been changed here again. */
    merge(answer, edits) {
      const waiting = new Set(this.outbox.edits.map((edit) => edit.id));
      const entries = { ...this.entries };
      for (const [id, entry] of Object.entries(answer.entries)) if (!waiting.has(id)) entries[id] = entry;
      this.entries = entries;
      this.revision = answer.revision;
      this.count();
      const asked = Object.fromEntries(edits.map((edit) => [edit.id, edit]));
      for (const conflict of answer.conflicts || []) this.meet(conflict, asked[conflict.id] || {});
      this.refreshFindings();
      this.emit();
    }

    /** Somebody else changed a sentence meanwhile: theirs stands in the file, both are shown. */
    meet(conflict, { state = "draft", comment }) {
      const { id, theirs, their_state } = conflict;
      const entry = this.entries[id];
      const theirPieces = L10n.carry(entry.target_pieces, theirs);
      this.entries = {
        ...this.entries,
        [id]: { ...entry, target: theirs, state: their_state, target_pieces: theirPieces },
      };
      this.conflicts = [...this.conflicts.filter((other) => other.id !== id), { ...conflict, state, comment }];
      this.past = this.past.filter(({ items }) => items.every((item) => item.id !== id));
      this.count();
      this.revision = ""; // look again at once
    }

    /** End a conflict: with the text of the person, or with theirs where `target` is null. */
    resolve({ id, theirs, their_state, state, comment }, target) {
      this.conflicts = this.conflicts.filter((conflict) => conflict.id !== id);
      if (target !== null && target !== theirs)
        this.change(
          [{ id, target, state, base: theirs, base_state: their_state, ...(comment === undefined ? {} : { comment }) }],
          "conflict",
        );
      this.emit();
    }

    /** The server did not take edits: what was typed stays on the page. */
    refused(edits, error) {
      for (const [id, typed] of Object.entries(unsaved(edits))) if (this.entries[id]) this.typed[id] = typed;
      this.keepTyped();
      this.fail(error);
      this.revision = "";
      this.reload().catch(() => {});
    }

    // ------------------------------------------------------------ the actions

    approve() {
      const id = this.openId;
      if (id === undefined) return this.goUnreviewed(1);
      const target = this.text(id);
      if (!target.trim()) return this.say(t("There is nothing to approve: write a translation first."), "error");
      clearTimeout(this.timers.save);
      if (this.entries[id].state !== "reviewed" || this.dirty(id))
        this.change([{ id, target, state: "reviewed" }], "approve");
      return this.goUnreviewed(1);
    }

    /** Put a sentence back for the next person, with a word about why. */
    needsWork(comment) {
      const id = this.openId;
      this.change([{ id, target: this.text(id), state: "draft", comment }], "needs work");
      this.say(t("Marked as needs work."));
      this.goUnreviewed(1);
    }

    /** Change the comment and nothing else. */
    comment(id, comment) {
      const { state } = this.entries[id];
      if (comment === this.entries[id].comment) return;
      this.change(
        [{ id, target: this.text(id), state: state === "reviewed" && !this.dirty(id) ? state : "draft", comment }],
        "comment",
      );
    }

    undo() {
      this.settle();
      const last = this.past.pop();
      if (!last) return this.say(t("There is nothing to undo."));
      const changes = last.items
        .filter(({ id }) => this.entries[id])
        .map(({ id, target, state, comment }) => {
          const commented = comment === this.entries[id].comment ? {} : { comment };
          return { id, target, state: state === "reviewed" ? "reviewed" : "draft", ...commented };
        });
      if (!changes.length) return this.undo();
      this.change(changes, null);
      this.openEntry(changes[0].id);
      return this.say(t("Undone."));
    }

    /** Approve every draft without a finding. */
    async approveClean(ids) {
      this.settle();
      await this.outbox.flush();
      if (!this.outbox.empty) return;
      this.remember(ids, "approve all");
      try {
        this.outbox.sent++;
        const answer = await this.store.approve({ path: this.path, locale: this.locale, ids });
        for (const id of ids) this.touched.add(id);
        this.merge(answer, []);
        const skipped = (answer.skipped || []).length;
        const done = ids.length - skipped - (answer.conflicts || []).length;
        this.say(
          skipped
            ? t("Approved: {done}. Left for you: {skipped}.", { done, skipped })
            : t("Approved: {done}.", { done }),
        );
        this.goOn();
      } catch (error) {
        this.past.pop();
        this.fail(error);
      }
    }

    /** Go to the next unreviewed sentence, if the open one needs nobody any more. */
    goOn() {
      const entry = this.entries[this.openId];
      const place = entry && entry.state === "reviewed" ? this.nextUnreviewed(this.at, 1) : undefined;
      if (place !== undefined) this.openAt(place);
    }

    /** Findings of the open sentence whose correction is sure. */
    safe(id) {
      return (this.findings[id] || []).filter((finding) => finding.safe && finding.suggestion !== null);
    }

    /** Correct the open sentence in all that is sure. */
    async fix() {
      const id = this.openId;
      if (id === undefined || !this.safe(id).length) return this.say(t("There is no safe fix here."));
      if (!this.store.can.check) return this.use(id, this.safe(id)[0].suggestion);
      this.settle();
      await this.outbox.flush();
      if (!this.outbox.empty) return undefined;
      const base = this.entries[id].target;
      this.remember([id], "fix");
      try {
        this.outbox.sent++;
        const answer = await this.store.fix({ path: this.path, locale: this.locale, id, base });
        this.merge(answer, [{ id }]);
        this.session++;
        if (this.entries[id].target === base) this.past.pop();
        await this.check(id);
        return this.say(this.entries[id].target === base ? t("There is no safe fix here.") : t("Fixed."));
      } catch (error) {
        this.past.pop();
        return this.fail(error);
      }
    }

    /** Take a text that is offered: a suggestion, a former translation, a memory match. */
    use(id, text) {
      this.settle();
      this.change([{ id, target: text, state: "draft" }], "use");
      this.session++;
      if (this.store.can.check) this.check(id);
      this.emit();
    }

    /** Join the open sentence with the next one, or split it where it was joined. */
    async join() {
      const id = this.openId;
      const entry = this.entries[id];
      if (!entry || !this.store.can.join || !(entry.joined || entry.can_join))
        return this.say(t("This sentence cannot be joined or split."));
      this.settle();
      await this.outbox.flush();
      if (!this.outbox.empty) return undefined;
      const place = { path: this.path, locale: this.locale };
      const { at } = this;
      try {
        this.outbox.sent++;
        const next = this.places[at + 1];
        const article = entry.joined
          ? await this.store.split({ ...place, id })
          : await this.store.join({ ...place, ids: [id, next.id] });
        this.past = [];
        this.at = -1;
        this.take(article);
        this.openAt(Math.min(at, this.places.length - 1));
        this.loadFindings();
        return this.say(entry.joined ? t("Split into its sentences.") : t("Joined with the next sentence."));
      } catch (error) {
        return this.fail(error);
      }
    }

    /** Ask for memory matches and other engines' drafts. */
    async lookUp(id) {
      this.lookups = { ...this.lookups, [id]: { loading: true } };
      this.emit();
      try {
        this.lookups = { ...this.lookups, [id]: await this.store.lookup(this.path, this.locale, id) };
      } catch (error) {
        this.lookups = {
          ...this.lookups,
          [id]: { error: error.gone ? t("The server does not answer.") : error.message },
        };
        if (error.gone) this.fail(error);
      }
      this.emit();
    }

    /** Save what the server could not take as a file that `l10n review --import` reads. */
    saveWaiting() {
      const typed = Object.keys(this.typed).filter((id) => this.dirty(id));
      const edits = [
        ...this.outbox.edits,
        ...typed.map((id) => ({
          id,
          base: this.typed[id].base,
          base_state: this.typed[id].baseState,
          target: this.text(id),
          state: "draft",
        })),
      ];
      const latest = new Map();
      for (const { id, ...edit } of edits) {
        const { context, source } = this.entries[id];
        const { base, base_state } = latest.get(id) || edit;
        latest.set(id, { context, source, ...edit, base, base_state });
      }
      L10n.download(
        `${fileName(this.path)}.${this.locale}.json`,
        L10n.workFile(this.path, this.locale, [...latest.values()]),
      );
    }
  }

  /** The texts of edits as if they were still being typed. */
  const unsaved = (edits) =>
    Object.fromEntries(
      edits
        .filter(({ target, base }) => target !== base)
        .map(({ id, target, base, base_state }) => [id, { text: target, base, baseState: base_state }]),
    );

  const fileName = (path) =>
    path
      .split("/")
      .pop()
      .replace(/\.[^.]*$/, "") || "article";

  Object.assign(L10n, { Work, fileName });
})();
