/* Small parts that others are made of: marked text, a word diff, a state, a bar, the card of a glossary term. */
(function () {
  "use strict";
  const L10n = window.L10n;
  const { html, Component } = window.htmPreact;
  const { t } = L10n;

  /**
   * Text with its glossary terms and its doubtful places marked.
   * `focusable`: terms can be reached by the keyboard.
   */
  function Pieces({ pieces, id, findings, focusable }) {
    return L10n.overlay(pieces, findings).map(({ text, term, bad }) => {
      if (term === undefined && !bad) return text;
      const names = [term === undefined ? "" : "term", bad ? `bad ${bad === "error" ? "error" : "warning"}` : ""]
        .join(" ")
        .trim();
      if (term === undefined) return html`<span class=${names}>${text}</span>`;
      const focus = focusable
        ? { tabindex: 0, role: "button", "aria-label": t("{term}, glossary", { term: text }) }
        : {};
      return html`<span class=${names} data-entry=${id} data-term=${term} ...${focus}>${text}</span>`;
    });
  }

  /** A word diff: what is gone is struck out, what is new is underlined. */
  function Diff({ parts }) {
    return parts.map(([mark, text]) =>
      mark === "same" ? text : mark === "gone" ? html`<del>${text}</del>` : html`<ins>${text}</ins>`,
    );
  }

  /** State by colour, sign and word. */
  function Mark({ state }) {
    const { word, sign } = L10n.stateInWords(state);
    return html`<span class="mark ${state}"><span class="sign" aria-hidden="true">${sign}</span> ${word}</span>`;
  }

  /** How much is reviewed, drafted, to be looked at again and empty. */
  function Bar({ counts }) {
    const all = counts.segments || 1;
    let x = 0;
    const part = (state) => {
      const width = (100 * (counts[state] || 0)) / all;
      x += width;
      return html`<rect class=${state} x=${x - width} y="0" width=${width} height="1" />`;
    };
    const said = t("Reviewed: {done} of {all}", { done: counts.reviewed, all: counts.segments });
    return html`<svg class="bar" viewBox="0 0 100 1" preserveAspectRatio="none" role="img" aria-label=${said}>
      ${["reviewed", "draft", "stale", "empty"].map(part)}
    </svg>`;
  }

  const Keys = ({ keys }) => html`<kbd>${keys}</kbd>`;

  /** A button that says its keys. */
  function Action({ keys, name = "", onClick, disabled, children }) {
    return html`<button type="button" class="action ${name}" onClick=${onClick} disabled=${disabled}>
      <span>${children}</span>${keys ? html`<${Keys} keys=${keys} />` : null}
    </button>`;
  }

  const caseNames = () => ({
    nom: t("nominative"),
    gen: t("genitive"),
    dat: t("dative"),
    acc: t("accusative"),
    ins: t("instrumental"),
    loc: t("locative"),
    voc: t("vocative"),
  });

  /** Rows of a paradigm; cases of one form share a row. */
  function rows(forms) {
    const names = caseNames();
    const found = new Map();
    for (const [name, words] of forms) {
      const form = words.join(" / ");
      found.set(form, [...(found.get(form) || []), names[name] || name]);
    }
    return [...found];
  }

  /** A term of the glossary with its paradigm. */
  function Term({ term, desk }) {
    const { locale } = desk;
    const told = [term.kind, term.gender].filter(Boolean).join(", ");
    return html`<div class="term-body">
      <p class="term-pair"><b lang=${desk.project.source_locale}>${term.source}</b> → <b lang=${locale}>${term.target}</b></p>
      ${told ? html`<p class="quiet">${told}</p>` : null}
      ${
        term.forms.length > 0 &&
        html`<table lang=${locale}>
        <caption class="hidden">${t("Forms")}</caption>
        <tbody>
          ${rows(term.forms).map(
            ([form, names]) =>
              html`<tr><th scope="row" lang=${document.documentElement.lang}>${names.join(", ")}</th><td>${form}</td></tr>`,
          )}
        </tbody>
      </table>`
      }
      ${term.note ? html`<p class="note" dir="auto">${term.note}</p>` : null}
    </div>`;
  }

  /** The card over a term that is pointed at or has the focus; Esc puts it away. */
  class TermCard extends Component {
    componentDidMount() {
      this.off = [
        ["mouseover", (event) => this.meet(event.target)],
        ["focusin", (event) => this.meet(event.target)],
        ["click", (event) => event.target.closest(".open .term") && this.meet(event.target)],
        ["scroll", () => this.state.term && this.setState({})], // stays at its term
      ].map(([name, work]) => {
        document.addEventListener(name, work, { passive: true, capture: name === "scroll" });
        return () => document.removeEventListener(name, work, { capture: name === "scroll" });
      });
    }

    componentWillUnmount() {
      for (const off of this.off) off();
    }

    meet(target) {
      clearTimeout(this.timer);
      const place = target.closest(".term, .term-card");
      if (place && place.classList.contains("term-card")) return;
      if (!place) {
        if (this.state.term) this.timer = setTimeout(() => this.setState({ term: null }), 200);
        return;
      }
      const entry = this.props.desk.entries[place.dataset.entry];
      const term = entry && entry.terms[Number(place.dataset.term)];
      if (term) this.timer = setTimeout(() => this.setState({ term, place }), target.matches(":focus") ? 0 : 150);
    }

    /** Put the card away; whether there was one. */
    hide() {
      const shown = Boolean(this.state.term);
      if (shown) this.setState({ term: null });
      return shown;
    }

    componentDidUpdate() {
      const { term, place } = this.state;
      if (!term || !this.base || !this.base.getBoundingClientRect) return;
      const at = place.getBoundingClientRect();
      const own = this.base.getBoundingClientRect();
      const left = Math.max(8, Math.min(at.left, window.innerWidth - own.width - 8));
      const below = at.bottom + 6 + own.height < window.innerHeight;
      this.base.style.left = `${left}px`;
      this.base.style.top = `${below ? at.bottom + 4 : Math.max(8, at.top - own.height - 4)}px`;
    }

    render({ desk }, { term }) {
      return html`<div class="term-card" role="tooltip" id="term-card" hidden=${!term}>
        ${term && html`<${Term} term=${term} desk=${desk} />`}
      </div>`;
    }
  }

  /** A dialog that has the focus while it is open and gives it back. */
  class Dialog extends Component {
    componentDidMount() {
      this.before = document.activeElement;
      this.base.showModal();
    }

    componentWillUnmount() {
      this.base.close(); // until then nothing outside can have the focus
      if (this.before && this.before.isConnected) this.before.focus({ preventScroll: true });
    }

    render({ title, name = "", onClose, children }) {
      const cancel = (event) => {
        event.preventDefault();
        onClose();
      };
      const outside = (event) => event.target === this.base && onClose();
      return html`<dialog class=${name} aria-labelledby="dialog-title" onCancel=${cancel} onClick=${outside}>
        <div class="dialog-body">
          <header>
            <h2 id="dialog-title">${title}</h2>
            <button type="button" class="close" aria-label=${t("Close")} onClick=${onClose}>×</button>
          </header>
          ${children}
        </div>
      </dialog>`;
    }
  }

  Object.assign(L10n, { Pieces, Diff, Mark, Bar, Keys, Action, TermCard, Dialog });
})();
