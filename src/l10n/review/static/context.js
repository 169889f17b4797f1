/* What a person should know about the open sentence: beside its source, and offers beside its translation. */
(function () {
  "use strict";
  const L10n = window.L10n;
  const { html } = window.htmPreact;
  const { t, Diff, Mark, Action } = L10n;

  /** A small part with a heading of its own. */
  function Part({ title, name = "", children }) {
    return html`<div class="part ${name}" role="group" aria-label=${title}><p class="label">${title}</p>${children}</div>`;
  }

  /** The sentence as it was when it was translated, and what is different now. */
  const Previous = ({ previous, lang }) =>
    html`<${Part} title=${t("The source has changed")} name="changed">
      <p class="serif" lang=${lang}><${Diff} parts=${previous.diff} /></p>
    <//>`;

  function Terms({ entry, locale }) {
    return html`<${Part} title=${t("Glossary")}>
      <ul class="terms">
        ${entry.terms.map(
          (term, index) =>
            html`<li>
              <button type="button" class="term chip" data-entry=${entry.id} data-term=${index} aria-describedby="term-card">
                ${term.alias || term.source} → <span lang=${locale}>${term.target}</span>
              </button>
            </li>`,
        )}
      </ul>
    <//>`;
  }

  function Others({ others }) {
    return html`<${Part} title=${t("Other languages")}>
      ${Object.entries(others).map(
        ([locale, { target, state }]) =>
          html`<p class="other">
            <b>${locale}</b> <span class="serif" lang=${locale} dir="auto">${target || "—"}</span> <${Mark} state=${state} />
          </p>`,
      )}
    <//>`;
  }

  /** Notes for the translator that are neither glossary lines nor the paragraph, both of which are on the page. */
  const told = (notes) => notes.filter((line) => !line.startsWith("¶") && !/^\S.* = /.test(line));

  function Notes({ notes }) {
    const lines = told(notes);
    if (!lines.length) return null;
    return html`<${Part} title=${t("Notes")}>
      ${lines.map((line) =>
        line.startsWith("! ")
          ? html`<p class="doubt" lang="en"><span aria-hidden="true">⚠ </span>${line.slice(2)}</p>`
          : html`<p dir="auto">${line}</p>`,
      )}
    <//>`;
  }

  function Provenance({ entry }) {
    const { provenance } = entry;
    if (!provenance || !entry.target) return null;
    const said = [L10n.routeInWords(provenance)];
    if (provenance.score !== null) said.push(L10n.scoreInWords(provenance.score));
    if (provenance.edited) said.push(t("changed by a person since"));
    return html`<p class="quiet provenance">${said.join(" · ")}</p>`;
  }

  /** All that stands under the source of the open sentence. */
  function Context({ desk, entry }) {
    const others = Object.keys(entry.others || {}).length > 0;
    return html`<div class="context">
      ${entry.previous && html`<${Previous} previous=${entry.previous} lang=${desk.project.source_locale} />`}
      <${Notes} notes=${entry.notes} />
      ${entry.terms.length > 0 && html`<${Terms} entry=${entry} locale=${desk.locale} />`}
      ${others && html`<${Others} others=${entry.others} />`}
    </div>`;
  }

  /** A text that can be taken by a click, with what is different from the present one. */
  function Offer({ text, now, told: about, lang, onUse, children }) {
    return html`<div class="offer">
      <p class="serif" lang=${lang} dir="auto">${now.trim() ? html`<${Diff} parts=${L10n.diff(now, text)} />` : text}</p>
      ${about && html`<p class="quiet">${about}</p>`}
      ${children}
      <${Action} name="small" onClick=${onUse}>${t("Use this")}<//>
    </div>`;
  }

  function Finding({ finding, now, lang, onUse }) {
    const error = finding.severity === "error";
    const title = L10n.inWords(finding.title);
    return html`<li class="finding ${error ? "error" : "warning"}">
      <p dir="auto"><span class="severity">${error ? t("Error") : t("Warning")}</span> <b lang=${title ? null : "en"}>${title || finding.message}</b></p>
      <p class="quiet" lang="en">${title ? finding.message : finding.title}</p>
      ${
        finding.suggestion !== null &&
        html`<div class="suggestion">
        <p class="serif" lang=${lang} dir="auto"><${Diff} parts=${L10n.excerpt(L10n.diff(now, finding.suggestion))} /></p>
        <${Action} name="small" keys=${finding.safe ? "Alt F" : ""} onClick=${() => onUse(finding.suggestion)}>
          ${finding.safe ? t("Fix") : t("Use this")}
        <//>
      </div>`
      }
    </li>`;
  }

  function Findings({ desk, entry }) {
    const found = desk.findings[entry.id] || [];
    if (!found.length) return null;
    const now = desk.text(entry.id);
    const use = (text) => desk.use(entry.id, text);
    return html`<ul class="findings" aria-label=${t("Findings")}>
      ${found.map((finding) => html`<${Finding} finding=${finding} now=${now} lang=${desk.locale} onUse=${use} />`)}
    </ul>`;
  }

  /** Other people's texts: of this sentence, and of its earlier wordings. */
  function Former({ desk, entry }) {
    const now = desk.text(entry.id);
    const use = (text) => () => desk.use(entry.id, text);
    return html`
      ${
        entry.rivals.length > 0 &&
        html`<${Part} title=${t("Somebody else’s translation: choose")}>
        ${entry.rivals.map((text) => html`<${Offer} text=${text} now=${now} lang=${desk.locale} onUse=${use(text)} />`)}
      <//>`
      }
      ${
        entry.former.length > 0 &&
        html`<${Part} title=${t("Approved for an earlier wording")}>
        ${entry.former.map(
          ({ target, diff }) =>
            html`<${Offer} text=${target} now=${now} lang=${desk.locale} onUse=${use(target)}>
              <p class="quiet" lang=${desk.project.source_locale}><${Diff} parts=${diff} /></p>
            <//>`,
        )}
      <//>`
      }
    `;
  }

  /** Memory matches and alternatives, looked up when asked for; the focus stays where they will be. */
  function Lookup({ desk, entry }) {
    if (!desk.store.can.lookup) return null;
    const look = (event) => {
      event.currentTarget.closest(".lookup").focus();
      desk.lookUp(entry.id);
    };
    return html`<div class="lookup" tabindex="-1">
      ${
        desk.lookups[entry.id]
          ? html`<${Found} desk=${desk} entry=${entry} found=${desk.lookups[entry.id]} />`
          : html`<${Action} name="link" onClick=${look}>${t("Show similar sentences and other drafts")}<//>`
      }
    </div>`;
  }

  function Found({ desk, entry, found }) {
    const now = desk.text(entry.id);
    if (found.loading) return html`<p class="quiet" role="status">${t("Looking…")}</p>`;
    if (found.error) return html`<p class="doubt">${found.error}</p>`;
    const use = (text) => () => desk.use(entry.id, text);
    return html`
      <${Part} title=${t("Similar sentences from before")}>
        ${found.memory.length ? null : html`<p class="quiet">${t("None.")}</p>`}
        ${found.memory.map((match) => {
          const about = [t("alike: {share} %", { share: Math.round(match.similarity) }), match.origin]
            .filter(Boolean)
            .join(" · ");
          return html`<${Offer} text=${match.target} now=${now} told=${about} lang=${desk.locale} onUse=${use(match.target)}>
            <p class="quiet" lang=${desk.project.source_locale}><${Diff} parts=${match.diff} /></p>
          <//>`;
        })}
      <//>
      <${Part} title=${t("Other drafts")}>
        ${found.alternatives.length ? null : html`<p class="quiet">${t("None.")}</p>`}
        ${found.alternatives.map(({ engine, text, score }) => {
          const about = [L10n.routeInWords({ engine }), score === null ? "" : L10n.scoreInWords(score)]
            .filter(Boolean)
            .join(" · ");
          return html`<${Offer} text=${text} now=${now} told=${about} lang=${desk.locale} onUse=${use(text)} />`;
        })}
      <//>
    `;
  }

  Object.assign(L10n, { Context, Provenance, Findings, Former, Lookup });
})();
