/* The open sentence: its translation in a field that grows, what is wrong with it, and what can be done. */
(function () {
  "use strict";
  const L10n = window.L10n;
  const { html, Component } = window.htmPreact;
  const { t, Action, Pieces, Diff } = L10n;
  const touch = window.matchMedia("(pointer: coarse)");

  class Editor extends Component {
    componentDidMount() {
      this.props.desk.editor = this; // for the keys
      this.enter();
    }

    componentWillUnmount() {
      if (this.props.desk.editor === this) this.props.desk.editor = null;
    }

    componentDidUpdate(before) {
      if (before.session !== this.props.session) this.enter();
    }

    /** Give the field the focus, with the caret at the end. */
    enter() {
      this.setState({ noting: false, note: null });
      if (touch.matches || document.querySelector("dialog[open]")) return;
      this.field.focus({ preventScroll: true });
      this.field.setSelectionRange(this.field.value.length, this.field.value.length);
    }

    type(text) {
      const { desk, entry } = this.props;
      desk.type(entry.id, text);
      this.setState({});
    }

    /** Open the field for a comment; the second time, mark the sentence. */
    note() {
      if (this.state.noting) this.mark();
      else this.setState({ noting: true, note: this.props.entry.comment }, () => this.noteField.focus());
    }

    mark() {
      const note = (this.state.note || "").trim();
      if (note) this.props.desk.needsWork(note);
      else this.props.desk.say(t("Say in a word what is to be done."), "error");
    }

    comment() {
      const { desk, entry } = this.props;
      desk.comment(entry.id, (this.state.note || "").trim());
      this.setState({ noting: false });
    }

    render({ desk, entry }, { noting, note }) {
      const text = desk.text(entry.id);
      const typed = desk.typed[entry.id];
      const pieces = L10n.carry((typed && typed.pieces) || entry.target_pieces, text);
      const label = t("Translation: {locale}", { locale: desk.localeName });
      return html`<div class="editor">
        <div class="field">
          <div class="mirror" aria-hidden="true" dir="auto"><${Pieces} pieces=${pieces} findings=${desk.findings[entry.id]} />${"\u200b"}</div>
          <textarea
            ref=${(field) => (this.field = field)}
            lang=${desk.locale}
            dir="auto"
            spellcheck="true"
            rows="1"
            aria-label=${label}
            aria-describedby="open-source"
            placeholder=${t("No translation yet")}
            value=${text}
            onInput=${(event) => this.type(event.target.value)}
          ></textarea>
        </div>
        ${typed && typed.base !== entry.target && html`<${Meanwhile} entry=${entry} lang=${desk.locale} />`}
        <${Buttons} desk=${desk} entry=${entry} onNote=${() => this.note()} />
        ${
          noting
            ? html`<form class="noting" onSubmit=${(event) => event.preventDefault()}>
              <label for="note">${t("What is to be done? The next person reads it.")}</label>
              <textarea
                id="note"
                dir="auto"
                rows="2"
                ref=${(field) => (this.noteField = field)}
                value=${note}
                onInput=${(event) => this.setState({ note: event.target.value })}
              ></textarea>
              <${Action} name="primary" keys="Alt ⇧ ↵" onClick=${() => this.mark()}>${t("Mark as needs work")}<//>
              ${entry.comment && html`<${Action} onClick=${() => this.comment()}>${t("Change the comment only")}<//>`}
              <${Action} onClick=${() => this.setState({ noting: false })}>${t("Cancel")}<//>
            </form>`
            : entry.comment && html`<p class="comment" dir="auto"><b>${t("Comment")}:</b> ${entry.comment}</p>`
        }
        <${L10n.Findings} desk=${desk} entry=${entry} />
        <${L10n.Former} desk=${desk} entry=${entry} />
        <${L10n.Lookup} desk=${desk} entry=${entry} />
        <${L10n.Provenance} entry=${entry} />
      </div>`;
    }
  }

  /** Somebody else changed the sentence while it is being typed in. */
  const Meanwhile = ({ entry, lang }) =>
    html`<p class="meanwhile" role="status">
      <b>${t("Somebody changed this sentence meanwhile:")}</b> <span class="serif" lang=${lang} dir="auto">${entry.target || "—"}</span>
    </p>`;

  function Buttons({ desk, entry, onNote }) {
    const safe = desk.safe(entry.id).length > 0;
    const reviewed = entry.state === "reviewed" && !desk.dirty(entry.id);
    return html`<div class="buttons" role="group" aria-label=${t("Actions")}>
      <${Action} name="primary" keys="Ctrl ↵" onClick=${() => desk.approve()}>${reviewed ? t("Next") : t("Approve")}<//>
      <${Action} keys="Alt ⇧ ↵" onClick=${onNote}>${t("Needs work…")}<//>
      ${safe && html`<${Action} keys="Alt F" onClick=${() => desk.fix()}>${t("Fix what is sure")}<//>`}
      ${
        desk.store.can.join &&
        (entry.joined || entry.can_join) &&
        html`<${Action} keys="Alt J" onClick=${() => desk.join()}>${entry.joined ? t("Split") : t("Join with the next")}<//>`
      }
    </div>`;
  }

  const Conflict = ({ desk, conflict }) =>
    html`<${ConflictDialog} key=${conflict.id} desk=${desk} conflict=${conflict} />`;

  /** Two texts of one sentence: yours and the one in the file. */
  class ConflictDialog extends Component {
    constructor(props) {
      super(props);
      this.state = { text: props.conflict.yours };
    }

    render({ desk, conflict }, { text }) {
      const entry = desk.entries[conflict.id];
      const end = (target) => () => desk.resolve(conflict, target);
      return html`<${L10n.Dialog} name="conflict" title=${t("Somebody else changed this sentence")} onClose=${end(null)}>
        <p class="serif source" lang=${desk.project.source_locale}>${entry && entry.source}</p>
        <div class="sides">
          <div role="group" aria-labelledby="yours">
            <p class="label" id="yours">${t("Yours")}</p>
            <textarea
              lang=${desk.locale}
              dir="auto"
              spellcheck="true"
              rows="6"
              aria-labelledby="yours"
              value=${text}
              onInput=${(event) => this.setState({ text: event.target.value })}
            ></textarea>
            <${Action} name="primary" disabled=${!text.trim()} onClick=${end(text)}>
              ${text === conflict.yours ? t("Keep yours") : t("Save the combined text")}
            <//>
          </div>
          <div role="group" aria-labelledby="theirs">
            <p class="label" id="theirs">${t("Theirs, in the file")}</p>
            <p class="serif text" lang=${desk.locale} dir="auto"><${Diff} parts=${L10n.diff(text, conflict.theirs)} /></p>
            <p><${L10n.Mark} state=${conflict.their_state} /></p>
            <${Action} onClick=${end(null)}>${t("Keep theirs")}<//>
          </div>
        </div>
        <p class="quiet">${t("Nothing has been overwritten. To combine the two, change the text on your side.")}</p>
      <//>`;
    }
  }

  Object.assign(L10n, { Editor, Conflict });
})();
