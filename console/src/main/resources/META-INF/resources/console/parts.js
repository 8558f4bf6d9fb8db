// What pages are made of.
import { html, nothing } from './libraries.js';
import { duration, localTime, relative, utc } from './format.js';

const SIGNS = {
  OK: '✓', COMPLETED: '✓', RUNNING: '▶', QUEUED: '…', FAILED: '✕', ABORTED: '■', PAUSED: '❚❚', UNASSIGNED: '…', MISSING: '✕',
  LATE: '!', DEAD_LETTERING: '!', STALLED: '✕', UNKNOWN: '?', PASSED: '✓', WARNED: '!', WARNING: '!', CRITICAL: '✕', SKIPPED: '–', STALE: '!',
};

/** A state: sign, word and colour, never colour alone. */
export const badge = (state) => html`<span class="badge" data-state=${state}><span aria-hidden="true">${SIGNS[state] || '•'}</span> ${state.toLowerCase().replaceAll('_', ' ')}</span>`;

/** A moment: relative or in UTC; hovering tells the other one and the local time. */
export function time(iso, { absolute = false } = {}) {
  if (!iso) return html`<span class="quiet">–</span>`;
  return html`<time datetime=${iso} title=${`${utc(iso)}\n${localTime(iso)} here`}>${absolute ? utc(iso) : relative(iso)}</time>`;
}

/** How long a run took, or has been taking. */
export const took = (run) => (run.started_at ? duration(run.duration_ms ?? Date.now() - new Date(run.started_at).getTime()) : '–');

export const link = (path, text) => html`<a href=${path}>${text}</a>`;

export const empty = (text, hint = nothing) => html`<div class="empty"><p>${text}</p>${hint === nothing ? nothing : html`<p class="quiet">${hint}</p>`}</div>`;

/** A refusal: what was wrong, and what finds it in the log. */
export const problem = (failure) => html`<div class="problem" role="alert">
  <strong>${failure.title || 'That did not work'}</strong>
  <p>${failure.message}</p>
  ${failure.requestId ? html`<p class="quiet">Request <code>${failure.requestId}</code>${failure.code ? html`, code <code>${failure.code}</code>` : nothing}</p>` : nothing}
</div>`;

/** Whether an error says that the service did not answer at all. */
export const isAway = (error) => error?.status === 0;

/** A refusal of a part that has no place of its own. */
export const refusal = (error) => (error && !isAway(error) ? problem(error) : nothing);

/**
 * A part of a page that may fail on its own.
 *
 * @param loaded {value} or {error}, or nothing as long as it is on its way
 * @param view of the value
 */
export const loadedPart = (loaded, view) => {
  if (!loaded) return html`<p class="quiet loading">Loading…</p>`;
  const { value, error } = loaded;
  // That nobody answers is said once for the whole page.
  if (isAway(error) && value === undefined) return html`<p class="quiet">Not known yet.</p>`;
  return html`${refusal(error)}${value === undefined ? nothing : view(value)}`;
};

export const panel = (title, content, { actions = nothing, id = nothing } = {}) => html`<section class="panel" id=${id}>
  <header><h2>${title}</h2>${actions}</header>
  ${content}
</section>`;

/**
 * A table. On narrow screens each row is a card; roles say that it is a table nevertheless.
 *
 * @param caption for those who do not see it
 * @param columns {title, cell(row), numeric, group, long}; neighbours of the same group stand under its name, what is
 *     long gets a card's whole width
 * @param shape a class: of tables with the same columns, or GRID
 */
export const table = (caption, columns, rows, { none = empty('Nothing here.'), shape = 'cards' } = {}) => (rows.length === 0 ? none : html`<div class="scroll ${shape}" tabindex="0" role="region" aria-label=${caption}><table role="table">
  <caption class="unseen">${caption}</caption>
  <thead role="rowgroup">${groups(columns)}<tr role="row">${columns.map((column) => html`<th scope="col" role="columnheader" class=${column.numeric ? 'numeric' : ''}>${column.title || html`<span class="unseen">Actions</span>`}</th>`)}</tr></thead>
  <tbody role="rowgroup">${rows.map((row) => html`<tr role="row">${columns.map((column) => html`<td role="cell" class="${column.numeric ? 'numeric' : ''} ${column.long ? 'long' : ''}" data-title=${label(column)}>${column.cell(row)}</td>`)}</tr>`)}</tbody>
</table></div>`);

/** The shape of tables that stay as wide as they are: rows of data. */
export const GRID = 'grid';

const label = ({ group, title }) => (group && title !== group ? `${group}: ${title.toLowerCase()}` : title);

function groups(columns) {
  if (!columns.some((column) => column.group)) return nothing;
  const spans = [];
  columns.forEach(({ group = '' }) => (spans.at(-1)?.group === group && group ? (spans.at(-1).width += 1) : spans.push({ group, width: 1 })));
  return html`<tr role="row" class="groups">${spans.map(({ group, width }) => (group ? html`<th scope="colgroup" role="columnheader" colspan=${width}><span>${group}</span></th>` : html`<td role="cell"></td>`))}</tr>`;
}

/** Names and values. */
export const facts = (entries) => html`<dl class="facts">${entries.filter(([, value]) => value !== nothing && value !== undefined).map(([name, value]) => html`<div><dt>${name}</dt><dd>${value}</dd></div>`)}</dl>`;

/** A button that does something; those who may not do not see it. */
export const action = (page, text, act, { role = 'operator', danger = false, confirm = '', small = true } = {}) => (page.may(role) ? html`<button type="button" class="${danger ? 'danger' : ''} ${small ? 'small' : ''}" ?disabled=${page.busy}
  @click=${() => (!confirm || globalThis.confirm(confirm)) && page.act(text, act)}>${text}</button>` : nothing);

/** Choices that stand in the address. */
export const choice = (page, name, label, options) => html`<label>${label}
  <select name=${name} @change=${(event) => page.filter({ [name]: event.target.value, cursor: '' })}>
    ${options.map(([value, text]) => html`<option value=${value} .selected=${(page.query.get(name) || '') === value}>${text}</option>`)}
  </select></label>`;

/** What names have to contain, in the address too. */
export const search = (page) => html`<label>Name contains <input type="search" name="q" .value=${page.query.get('q') || ''} @input=${(event) => page.filter({ q: event.target.value }, { shownOnly: true })}></label>`;

/** To the next page, and back to the first; the browser's own button leads to the one before. */
export const pager = (page, next) => (next || page.query.get('cursor') ? html`<nav class="pager" aria-label="Pages of the table">
  ${page.query.get('cursor') ? html`<button type="button" class="small" @click=${(event) => turn(page, event, '')}>First page</button>` : nothing}
  ${next ? html`<button type="button" class="small" @click=${(event) => turn(page, event, next)}>Next page</button>` : nothing}
</nav>` : nothing);

function turn(page, event, cursor) {
  event.target.closest('.panel').scrollIntoView();
  page.filter({ cursor }, { kept: true });
}
