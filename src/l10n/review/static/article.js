/* The article: blocks in reading order, in each the sentences, source beside translation; one of them is open. */
(function () {
  "use strict";
  const L10n = window.L10n;
  const { html, Component } = window.htmPreact;
  const { t, Pieces, Mark } = L10n;
  const SOME = 30; // blocks drawn after the open one before the rest
  const SETTLED_MS = 700; // a smooth scroll has ended
  const calm = window.matchMedia("(prefers-reduced-motion: reduce)");

  /** The translation of a closed sentence as it reads; an empty one says so. */
  function Target({ desk, entry, findings }) {
    if (!entry.target.trim()) return html`<span class="none">${t("No translation yet")}</span>`;
    return html`<${Pieces} pieces=${L10n.carry(entry.target_pieces, entry.target)} id=${entry.id} findings=${findings} />`;
  }

  /** What stands in the margin of a sentence. The button opens it. */
  function Margin({ entry, findings, number, onOpen }) {
    const { word } = L10n.stateInWords(entry.state);
    const found = (findings || []).length;
    const label = t("Open sentence {number}: {state}", { number, state: word });
    return html`<div class="margin">
      <button type="button" onClick=${onOpen} aria-label=${label}><${Mark} state=${entry.state} /></button>
      ${found > 0 && html`<span class="flag">${t("findings: {count}", { count: found })}</span>`}
      ${entry.rivals.length > 0 && html`<span class="flag">${t("choose a text")}</span>`}
      ${L10n.needsWork(entry) && html`<span class="flag" title=${entry.comment}>${t("needs work")}</span>`}
    </div>`;
  }

  class Row extends Component {
    shouldComponentUpdate(next) {
      const now = this.props;
      if (next.open || now.open) return true;
      return ["entry", "findings", "shown", "spoken", "number"].some((name) => next[name] !== now[name]);
    }

    componentDidMount() {
      if (this.props.open) this.show("auto");
    }

    componentDidUpdate(before) {
      if (this.props.open && (!before.open || before.session !== this.props.session)) this.show();
    }

    componentWillUnmount() {
      clearTimeout(this.timer);
    }

    /** Bring the open sentence to where the eye is, unless it is there; once more when what is above has its height. */
    show(behavior = calm.matches ? "auto" : "smooth", again = true) {
      clearTimeout(this.timer);
      requestAnimationFrame(() => {
        const { top, bottom } = this.base.getBoundingClientRect();
        const height = window.innerHeight;
        if (top < 0.12 * height || (bottom > 0.92 * height && top > 0.4 * height))
          this.base.scrollIntoView({ block: bottom - top > 0.6 * height ? "start" : "center", behavior });
        const missed = () => this.props.open && this.base.getBoundingClientRect().top < 0;
        if (again) this.timer = setTimeout(() => missed() && this.show("auto", false), SETTLED_MS);
      });
    }

    render(props) {
      return props.shown || props.open
        ? props.open
          ? this.open(props)
          : this.closed(props)
        : html`<div class="row" hidden></div>`;
    }

    closed({ desk, entry, findings, place, number }) {
      const open = () => desk.openAt(place);
      const click = () => window.getSelection().isCollapsed && open();
      return html`<div class="row ${entry.state}" role="group" aria-label=${t("Sentence {number}", { number })}>
        <div class="source" lang=${desk.project.source_locale} dir="auto" onClick=${click}>
          <${Pieces} pieces=${entry.source_pieces} id=${entry.id} />
        </div>
        <div class="target" lang=${desk.locale} dir="auto" onClick=${click}>
          <${Target} desk=${desk} entry=${entry} findings=${findings} />
        </div>
        <${Margin} entry=${entry} findings=${findings} number=${number} onOpen=${open} />
      </div>`;
    }

    open({ desk, entry, number, session }) {
      const step = (label, sign, work) =>
        html`<button type="button" class="step" aria-label=${label} title=${label} onClick=${work}>${sign}</button>`;
      return html`<div class="row open ${entry.state}" role="group" aria-label=${t("Sentence {number}", { number })} aria-current="true">
        <div class="source">
          <div class="text" id="open-source" lang=${desk.project.source_locale} dir="auto">
            <${Pieces} pieces=${entry.source_pieces} id=${entry.id} focusable />
          </div>
          <${L10n.Context} desk=${desk} entry=${entry} />
        </div>
        <div class="target"><${L10n.Editor} key=${entry.id} desk=${desk} entry=${entry} session=${session} /></div>
        <div class="margin">
          <${Mark} state=${entry.state} />
          ${desk.dirty(entry.id) && html`<span class="flag">${t("not saved yet")}</span>`}
          <span class="quiet">${t("{number} of {all}", { number, all: desk.places.length })}</span>
          <span class="steps">
            ${step(t("Previous sentence"), "↑", () => desk.go(-1))} ${step(t("Next sentence"), "↓", () => desk.go(1))}
            ${step(t("Close the sentence"), "×", () => desk.close())}
          </span>
        </div>
      </div>`;
    }
  }

  /** A paragraph, a heading, an item of a list. */
  function Block({ desk, block, first }) {
    const rows = block.entries.map((id, index) => {
      const place = first + index;
      const open = desk.at === place;
      return html`<${Row}
        key=${place}
        desk=${desk}
        entry=${desk.entries[id]}
        findings=${desk.findings[id]}
        shown=${desk.visible(id)}
        spoken=${desk.interface}
        place=${place}
        number=${place + 1}
        open=${open}
        session=${open ? desk.session : 0}
      />`;
    });
    const shown = block.entries.some((id, index) => desk.visible(id) || desk.at === first + index);
    return html`<div class="block ${block.kind} ${block.note && shown ? "noted" : ""}" hidden=${!shown}>
      ${block.note && html`<p class="block-note">${block.note}</p>`}${rows}
    </div>`;
  }

  /** All blocks; at first those up to the open sentence and some after it, so that one can begin at once. */
  class Article extends Component {
    componentDidMount() {
      this.timer = setTimeout(() => this.setState({ whole: true }), 0);
    }

    componentWillUnmount() {
      clearTimeout(this.timer);
    }

    render({ desk }, { whole }) {
      const { blocks } = desk.article;
      const until = whole ? blocks.length : (desk.places[desk.at] || { block: 0 }).block + SOME;
      let first = 0;
      const drawn = blocks.slice(0, until).map((block) => {
        const one = html`<${Block} key=${`${block.line}-${first}`} desk=${desk} block=${block} first=${first} />`;
        first += block.entries.length;
        return one;
      });
      const nothing = desk.at < 0 && !Object.keys(desk.entries).some((id) => desk.visible(id));
      return html`<div class="article">
        <div class="columns" aria-hidden="true">
          <span>${t("Source")}</span><span lang=${desk.locale}>${desk.localeName}</span><span></span>
        </div>
        ${drawn} ${nothing && html`<p class="empty-note">${t("No sentence is like that.")}</p>`}
        ${desk.counts.reviewed === desk.counts.segments && html`<${Finished} desk=${desk} />`}
      </div>`;
    }
  }

  /** All is approved: what comes next. */
  function Finished({ desk }) {
    const open = desk.project.articles.flatMap((article) =>
      desk.project.locales
        .filter(({ code }) => article.locales[code] && article.locales[code].reviewed < article.locales[code].segments)
        .map((locale) => ({ article, locale })),
    );
    const next = open.find(({ article }) => article.path === desk.path) || open[0];
    return html`<div class="finished">
      <p class="serif big"><span aria-hidden="true">✓ </span>${t("All sentences are reviewed.")}</p>
      <p>
        ${desk.store.can.preview && html`<${L10n.Action} onClick=${() => desk.ask("preview")}>${t("See the article")}<//>`}
        ${
          next &&
          html`<a class="action" href=${desk.address(next.article.path, next.locale.code)}>
          ${t("Next: {article}", { article: `${next.article.title} — ${next.locale.native}` })}
        </a>`
        }
        ${desk.store.can.save && html`<${L10n.Action} name="primary" onClick=${() => L10n.saveWork(desk)}>${t("Save my work")}<//>`}
      </p>
    </div>`;
  }

  L10n.Article = Article;
})();
