/* The page: its head, the tools, the banner, the keys. It starts here. */
(function () {
  "use strict";
  const L10n = window.L10n;
  const { html, render, Component } = window.htmPreact;
  const { t, Action, Bar } = L10n;

  function Header({ desk }) {
    const { article, project, counts } = desk;
    return html`<header class="head">
      <button type="button" class="menu" onClick=${() => desk.ask("articles")} aria-haspopup="dialog">
        <span aria-hidden="true">☰ </span>${t("Articles")}
      </button>
      <div class="what">
        <h1 lang=${project.source_locale} dir="auto">${article ? article.title : project.name}</h1>
        ${
          article &&
          html`<p class="progress">
          <${Bar} counts=${counts} />
          <span>${t("Reviewed: {done} of {all}", { done: counts.reviewed, all: counts.segments })}</span>
        </p>`
        }
      </div>
      <nav aria-label=${t("Languages")}>
        ${project.locales.map(({ code, native }) => {
          const current = code === desk.locale ? "page" : undefined;
          return html`<a href=${desk.address(desk.path, code)} lang=${code} aria-current=${current}>${native}</a>`;
        })}
      </nav>
      <${Saved} desk=${desk} />
    </header>`;
  }

  /** The quiet word about whether everything is in the file. */
  function Saved({ desk }) {
    const waiting = desk.outbox && !desk.outbox.empty;
    const said = !waiting ? t("saved") : desk.outbox.gone ? t("waiting") : t("saving…");
    return html`<p class="saved ${waiting ? "waiting" : ""}" role="status"><span aria-hidden="true">${waiting ? "…" : "✓"} </span>${said}</p>`;
  }

  const filters = () => [
    ["all", t("All")],
    ["todo", t("To review")],
    ["findings", t("With findings")],
    ["stale", t("Needs re-check")],
    ["work", t("Needs work")],
  ];

  function Tools({ desk }) {
    const ids = Object.keys(desk.entries);
    const chips = filters().map(([name, word]) => {
      const count = ids.filter((id) => desk.matches(id, name)).length;
      const pressed = desk.filter === name ? "true" : "false";
      return html`<button type="button" class="filter" aria-pressed=${pressed} onClick=${() => desk.choose(name, desk.query)}>
        ${word} <span class="count">${count}</span>
      </button>`;
    });
    const clean = desk.checked ? desk.clean().length : 0;
    return html`<div class="tools" role="toolbar" aria-label=${t("Tools")}>
      <div class="filters" role="group" aria-label=${t("Show")}>${chips}</div>
      <input
        type="search"
        id="search"
        aria-label=${t("Search")}
        placeholder=${`${t("Search")}  /`}
        value=${desk.query}
        onInput=${(event) => desk.choose(desk.filter, event.target.value)}
      />
      <span class="space"></span>
      ${
        clean > 0 &&
        html`<${Action} keys="Alt A" onClick=${() => desk.ask("approve")}>
        ${t("Approve all without findings: {count}", { count: clean })}
      <//>`
      }
      <${Action} keys="Alt Z" disabled=${!desk.past.length} onClick=${() => desk.undo()}>${t("Undo")}<//>
      ${desk.store.can.preview && html`<${Action} onClick=${() => desk.ask("preview")}>${t("Preview")}<//>`}
      ${desk.store.can.save && html`<${Work} desk=${desk} />`}
      <${Action} keys="?" onClick=${() => desk.ask("help")}>${t("Keys")}<//>
    </div>`;
  }

  /** In an exported file: the work as a file to send back, and such a file read again. */
  function Work({ desk }) {
    const load = async (event) => {
      const [file] = event.target.files;
      if (!file) return;
      try {
        const { taken, missing } = desk.store.load(await file.text());
        await desk.reload();
        if (missing) desk.say(t("Taken: {taken}. Not in this article: {missing}.", { taken, missing }), "error");
        else desk.say(t("Taken: {taken}.", { taken }));
      } catch (error) {
        desk.fail(error);
      }
      event.target.value = "";
    };
    return html`
      <${Action} name="primary" onClick=${() => L10n.saveWork(desk)}>${t("Save my work")}<//>
      <label class="action file"><span>${t("Load my work")}</span><input type="file" accept=".json,application/json" onChange=${load} /></label>
    `;
  }

  /** Hand out what the person did as a file. */
  L10n.saveWork = async function (desk) {
    desk.settle();
    await desk.outbox.flush();
    const work = desk.store.saved();
    L10n.download(`${L10n.fileName(desk.path)}.${desk.locale}.json`, work);
    desk.say(t("Your work is in the file that was downloaded: {count}. Send it back.", { count: work.edits.length }));
  };

  function Banner({ desk }) {
    if (!desk.gone && !(desk.outbox && desk.outbox.gone)) return null;
    const waiting = desk.outbox ? desk.outbox.edits.length : 0;
    return html`<div class="banner" role="alert">
      <p>
        <b>${t("The server does not answer.")}</b> ${t("What you write is kept here and is sent when it answers again.")}${" "}
        ${waiting > 0 && t("Waiting: {count}.", { count: waiting })}
      </p>
      ${waiting > 0 && html`<${Action} onClick=${() => desk.saveWaiting()}>${t("Save my work")}<//>`}
    </div>`;
  }

  /** Messages for everybody: read out, and shown for a while. */
  class Messages extends Component {
    componentDidUpdate() {
      const { message } = this.props;
      if (!message || message === this.shown) return;
      this.shown = message;
      clearTimeout(this.timer);
      this.setState({ hidden: false });
      this.timer = setTimeout(() => this.setState({ hidden: true }), message.kind === "error" ? 12_000 : 4_000);
    }

    render({ message }, { hidden }) {
      const error = message && message.kind === "error";
      const text = message && !hidden ? message.text : "";
      const hide = () => this.setState({ hidden: true });
      return html`<div class="messages">
        <div role="status" aria-live="polite">${text && !error ? html`<p class="message" key=${message.count}>${text}</p>` : null}</div>
        <div role="alert">
          ${
            text && error
              ? html`<p class="message error" key=${message.count}>
                <span>${text}</span><button type="button" aria-label=${t("Close")} onClick=${hide}>×</button>
              </p>`
              : null
          }
        </div>
      </div>`;
    }
  }

  function Footer({ desk }) {
    const speak = (event) => desk.speak(event.target.value, true).catch((error) => desk.fail(error));
    return html`<footer>
      <p class="quiet">${desk.path}</p>
      <p>
        <label>
          ${t("Language of this page")}
          <select value=${desk.interface} onChange=${speak}>
            ${Object.entries(L10n.LANGUAGES).map(
              ([code, name]) =>
                html`<option value=${code} lang=${code} selected=${code === desk.interface}>${name}</option>`,
            )}
          </select>
        </label>
      </p>
    </footer>`;
  }

  function Body({ desk }) {
    if (desk.failure) {
      const { message, hint, gone } = desk.failure;
      return html`<div class="failure" role="alert">
        <p class="serif big">${gone ? t("The server does not answer.") : t("This article cannot be shown.")}</p>
        <p>${gone ? null : message}</p><p class="quiet">${hint}</p>
        <${Action} onClick=${() => desk.load(desk.path, desk.locale)}>${t("Try again")}<//>
      </div>`;
    }
    if (desk.article) return html`<${L10n.Article} desk=${desk} />`;
    const said = desk.project.articles.length ? t("Loading…") : t("There is no article in this project.");
    return html`<p class="loading quiet" role="status">${said}</p>`;
  }

  class App extends Component {
    componentDidMount() {
      const { desk } = this.props;
      desk.subscribe(() => this.setState({}));
      document.addEventListener("keydown", (event) => this.key(event), true);
      this.setState({});
    }

    /** Letters are told by their place on the keyboard: the person writes in Cyrillic. */
    key(event) {
      const { desk } = this.props;
      if (event.isComposing || !desk.article) return;
      if (event.key === "Escape") return this.escape(event);
      if (document.querySelector("dialog[open]")) return;
      const work = this.bound(event);
      if (!work) return;
      event.preventDefault();
      event.stopPropagation();
      work();
    }

    bound({ code, key, altKey, ctrlKey, metaKey, shiftKey, target }) {
      const { desk } = this.props;
      const ctrl = ctrlKey || metaKey;
      const { editor } = desk;
      const combination = [
        ctrl && "ctrl",
        altKey && "alt",
        shiftKey && "shift",
        code === "NumpadEnter" ? "Enter" : code,
      ]
        .filter(Boolean)
        .join(" ");
      const noting = target.closest(".noting");
      const known = {
        "ctrl Enter": () => (noting ? editor.mark() : desk.approve()),
        "alt ArrowDown": () => desk.goUnreviewed(1),
        "alt ArrowUp": () => desk.goUnreviewed(-1),
        "ctrl alt ArrowDown": () => desk.go(1),
        "ctrl alt ArrowUp": () => desk.go(-1),
        "alt shift Enter": () => editor && editor.note(),
        "alt KeyA": () => desk.ask("approve"),
        "alt KeyF": () => desk.fix(),
        "alt KeyJ": () => desk.join(),
        "alt KeyZ": () => desk.undo(),
      }[combination];
      if (known || target.closest("input, textarea, select")) return known;
      if (ctrl || altKey) return undefined;
      if (key === "?") return () => desk.ask("help");
      return key === "/" || (code === "Slash" && !shiftKey)
        ? () => document.getElementById("search").focus()
        : undefined;
    }

    /** Close what is uppermost. A dialog closes itself. */
    escape(event) {
      const { desk } = this.props;
      if (document.querySelector("dialog[open]")) return undefined;
      if (this.card.hide()) return event.preventDefault();
      if (event.target.id === "search") return desk.choose(desk.filter, "");
      if (event.target.closest(".noting")) return desk.editor.setState({ noting: false });
      return desk.at >= 0 ? desk.close() : undefined;
    }

    render({ desk }) {
      if (!desk.project)
        return desk.failure ? html`<main><p class="failure" role="alert">${desk.failure.message}</p></main>` : null;
      const Shown = L10n.dialogs[desk.dialog];
      const skip = (event) => {
        event.preventDefault();
        document.getElementById("article").focus();
      };
      document.title = `${desk.article ? desk.article.title : desk.project.name} – ${desk.locale}`;
      return html`
        <a class="skip" href="#article" onClick=${skip}>${t("Skip to the article")}</a>
        <${Header} desk=${desk} />
        <div class="top"><${Banner} desk=${desk} />${desk.article && html`<${Tools} desk=${desk} />`}</div>
        <main id="article" tabindex="-1"><${Body} desk=${desk} /></main>
        <${Footer} desk=${desk} />
        <${Messages} message=${desk.message} />
        ${Shown && !desk.conflicts.length && html`<${Shown} desk=${desk} onClose=${() => desk.ask(null)} />`}
        ${desk.conflicts.length > 0 && html`<${L10n.Conflict} desk=${desk} conflict=${desk.conflicts[0]} />`}
        <${L10n.TermCard} desk=${desk} ref=${(card) => (this.card = card)} />
      `;
    }
  }

  /** Exported files hold their data; otherwise the server has them. */
  function chooseStore() {
    const data = document.querySelector('script[type="application/json"]');
    if (data) return new L10n.OfflineStore(JSON.parse(data.textContent));
    return new L10n.ServerStore(new URLSearchParams(location.search).get("token") || "");
  }

  const desk = new L10n.Work(chooseStore());
  L10n.desk = desk;
  desk.start().catch((error) => {
    desk.failure = error;
    desk.emit();
  });
  render(html`<${App} desk=${desk} />`, document.getElementById("app"));
})();
