/* Dialogs: the keys, the articles of the project, the built article, and the question before approving all. */
(function () {
  "use strict";
  const L10n = window.L10n;
  const { html, Component } = window.htmPreact;
  const { t, Dialog, Action, Keys, Bar } = L10n;

  /** Keys and what they do, for people. */
  const keys = (can) =>
    [
      ["Ctrl ↵", t("Approve and go to the next unreviewed sentence")],
      ["Alt ↓", t("Next unreviewed sentence")],
      ["Alt ↑", t("Previous unreviewed sentence")],
      ["Ctrl Alt ↓", t("Next sentence")],
      ["Ctrl Alt ↑", t("Previous sentence")],
      ["Alt ⇧ ↵", t("Mark as needs work, with a comment")],
      ["Alt A", t("Approve all drafts without findings")],
      ["Alt F", t("Fix what is sure")],
      can.join ? ["Alt J", t("Join with the next sentence, or split again")] : null,
      ["Alt Z", t("Undo the last action")],
      ["/", t("Search")],
      ["?", t("These keys")],
      ["Esc", t("Close")],
    ].filter(Boolean);

  const states = () => [
    ["draft", t("A draft: made by a machine, or changed and not approved.")],
    ["stale", t("The source has changed since it was translated.")],
    ["reviewed", t("A person has approved it.")],
    ["empty", t("Nothing is there yet.")],
  ];

  function Help({ desk, onClose }) {
    return html`<${Dialog} name="help" title=${t("Keys")} onClose=${onClose}>
      <table class="keys">
        <tbody>${keys(desk.store.can).map(([key, what]) => html`<tr><th scope="row"><${Keys} keys=${key} /></th><td>${what}</td></tr>`)}</tbody>
      </table>
      <p class="label">${t("What the marks mean")}</p>
      <ul class="states">${states().map(([state, what]) => html`<li><${L10n.Mark} state=${state} /><span>${what}</span></li>`)}</ul>
      <p class="quiet">${t("While you type, Ctrl Z is the browser’s own. What you do is saved at once.")}</p>
    <//>`;
  }

  /** A link to an article in a locale, with how far it is. */
  function Progress({ desk, article, locale }) {
    const counts = article.locales[locale.code];
    if (!counts) return null;
    const here = article.path === desk.path && locale.code === desk.locale;
    return html`<a href=${desk.address(article.path, locale.code)} aria-current=${here ? "page" : undefined} onClick=${() => desk.ask(null)}>
      <span lang=${locale.code}>${locale.native}</span>
      <${Bar} counts=${counts} />
      <span class="quiet">${t("{done} of {all}", { done: counts.reviewed, all: counts.segments })}</span>
    </a>`;
  }

  function Articles({ desk, onClose }) {
    const { articles, locales } = desk.project;
    const all = { segments: 0, reviewed: 0, draft: 0, stale: 0, empty: 0 };
    for (const article of articles)
      for (const counts of Object.values(article.locales))
        for (const name of Object.keys(all)) all[name] += counts[name] || 0;
    return html`<${Dialog} name="articles" title=${t("Articles")} onClose=${onClose}>
      <div class="total">
        <b>${desk.project.name}</b><${Bar} counts=${all} />
        <span class="quiet">${t("Reviewed: {done} of {all}", { done: all.reviewed, all: all.segments })}</span>
      </div>
      <ul>
        ${articles.map(
          (article) =>
            html`<li>
              <p class="serif" lang=${desk.project.source_locale}>${article.title}</p>
              <p class="quiet">${article.path}</p>
              ${locales.map((locale) => html`<${Progress} desk=${desk} article=${article} locale=${locale} />`)}
            </li>`,
        )}
      </ul>
    <//>`;
  }

  /** The built article in a frame without rights: no script of an article runs in it. */
  class Preview extends Component {
    componentDidMount() {
      this.load(true);
    }

    async load(drafts) {
      const { desk } = this.props;
      this.setState({ drafts, page: null, error: null });
      try {
        desk.settle();
        await desk.outbox.flush();
        const { html: page } = await desk.store.preview(desk.path, desk.locale, drafts);
        this.setState({ page });
      } catch (error) {
        this.setState({ error: error.gone ? t("The server does not answer.") : error.message });
      }
    }

    render({ desk, onClose }, { page, drafts, error }) {
      return html`<${Dialog} name="preview" title=${t("Preview: {locale}", { locale: desk.localeName })} onClose=${onClose}>
        <label class="switch">
          <input type="checkbox" checked=${drafts} onChange=${(event) => this.load(event.target.checked)} /> ${t("with drafts")}
        </label>
        ${error && html`<p class="doubt" role="alert">${error}</p>`}
        ${!error && !page && html`<p class="quiet" role="status">${t("Loading…")}</p>`}
        ${page && html`<div class="paper"><iframe sandbox="" title=${t("The built article")} srcdoc=${page}></iframe></div>`}
      <//>`;
    }
  }

  function ApproveAll({ desk, onClose }) {
    const ids = desk.clean();
    const done = () => {
      onClose();
      desk.approveClean(ids);
    };
    const left = desk.counts.segments - desk.counts.reviewed - ids.length;
    return html`<${Dialog} name="question" title=${t("Approve all drafts without findings?")} onClose=${onClose}>
      <p>
        ${
          desk.checked
            ? t("Will be approved: {count}. Left to review one by one: {left}.", { count: ids.length, left })
            : t("The checks are still running. Wait a moment.")
        }
      </p>
      <p class="buttons">
        <button type="button" class="action primary" autofocus disabled=${!desk.checked || !ids.length} onClick=${done}>
          ${t("Approve {count}", { count: ids.length })}
        </button>
        <${Action} onClick=${onClose}>${t("Cancel")}<//>
      </p>
    <//>`;
  }

  Object.assign(L10n, { dialogs: { help: Help, articles: Articles, preview: Preview, approve: ApproveAll } });
})();
