// Which event dates a job has made, month by month.
import { html, nothing } from '../libraries.js';
import { post } from '../api.js';
import { brief, number, shortId } from '../format.js';
import { badge, empty, link } from '../parts.js';

const DAY_MS = 86_400_000;
const WEEK = ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun'];
const SIGNS = { COMPLETE: '✓', STALE: '!', RUNNING: '▶', FAILED: '✕' };
const STATES = [['COMPLETE', 'complete'], ['STALE', 'something came since'], ['RUNNING', 'runs'], ['FAILED', 'failed']];
const month = new Intl.DateTimeFormat('en', { month: 'long', year: 'numeric', timeZone: 'UTC' });

const iso = (at) => new Date(at).toISOString().slice(0, 10);

const at = (date) => Date.parse(`${date}T00:00:00Z`);

/** The date so many days later, or earlier. */
export const shifted = (date, days) => iso(at(date) + days * DAY_MS);

function anew(page, date) {
  if (globalThis.confirm(`Make ${date} of ${page.argument} anew?`)) {
    page.act(`Run of ${date}`, async () => `Run ${(await post(`/jobs/${page.argument}/runs`, { mode: 'full', from: date, to: date })).id} waits`);
  }
}

function day(page, date, one) {
  const of = Number(date.slice(8));
  if (!one) return html`<span class="none">${of}</span>`;
  const told = `${date}: ${one.state.toLowerCase()}, ${number(one.input_rows)} rows of input${one.output_rows === undefined ? '' : `, ${number(one.output_rows)} of output`}`;
  const text = html`${of} <span aria-hidden="true">${SIGNS[one.state]}</span><br>${brief(one.input_rows)}`;
  return page.may('operator')
    ? html`<button type="button" data-state=${one.state} title=${`${told}. Make it anew.`} aria-label=${`${told}. Make it anew`} @click=${() => anew(page, date)}>${text}</button>`
    : html`<span class="day" data-state=${one.state} title=${told}>${text}</span>`;
}

/** Days of a month as weeks, from Monday; days of others are left empty. */
function weeks(first) {
  const start = new Date(at(first));
  const last = new Date(Date.UTC(start.getUTCFullYear(), start.getUTCMonth() + 1, 0)).getUTCDate();
  const before = (start.getUTCDay() + 6) % 7;
  return Array.from({ length: Math.ceil((before + last) / 7) }, (_, week) =>
    WEEK.map((_, weekday) => week * 7 + weekday - before).map((days) => (days >= 0 && days < last ? shifted(first, days) : '')));
}

const firstOf = (date) => `${date.slice(0, 7)}-01`;

/** The first dates of all months that were looked at. */
function firsts(known) {
  const found = [];
  for (let first = firstOf(known.from); first <= known.to; first = firstOf(shifted(first, 31))) found.push(first);
  return found;
}

const months = (page, known) => {
  const byDate = new Map(known.dates.map((one) => [one.date, one]));
  const made = new Set(known.dates.map((one) => firstOf(one.date)));
  return html`<div class="months">${firsts(known).map((first) => html`<table class="month ${made.has(first) ? '' : 'blank'}">
    <caption>${month.format(at(first))}</caption>
    <thead><tr>${WEEK.map((name) => html`<th scope="col">${name}</th>`)}</tr></thead>
    <tbody>${weeks(first).map((week) => html`<tr>${week.map((date) => html`<td>${date ? day(page, date, byDate.get(date)) : nothing}</td>`)}</tr>`)}</tbody>
  </table>`)}</div>`;
};

/** Runs that are why dates are not complete. */
const runs = (known) => {
  const of = new Map(known.dates.filter((one) => one.run).map((one) => [one.run, one.state]));
  return of.size ? html`<p>${[...of].map(([run, state]) => html`${badge(state)} ${link(`/runs/${run}`, html`run <code>${shortId(run)}</code>`)} `)}</p>` : nothing;
};

/**
 * The calendar.
 *
 * @param known what the service knows of the dates
 */
export const calendar = (page, known) => (known.dates.length === 0
  ? empty(`The inputs have no rows from ${known.from} to ${known.to}.`, 'Look at earlier dates, or send events.')
  : html`<p class="quiet legend">Rows of the inputs by event date. ${STATES.map(([state, text]) => html`<span class="key" data-state=${state}><span aria-hidden="true">${SIGNS[state]}</span> ${text}</span>`)}</p>
    ${months(page, known)}${runs(known)}`);

/** To earlier and later dates. */
export const span = (page, known) => {
  const days = (at(known.to) - at(known.from)) / DAY_MS + 1;
  const later = shifted(known.to, days);
  const today = iso(Date.now());
  return html`<div class="row"><span class="quiet">${known.from} to ${known.to}</span>
    <button type="button" class="small" @click=${() => page.filter({ to: shifted(known.from, -1) })}>Earlier</button>
    ${known.to < today ? html`<button type="button" class="small" @click=${() => page.filter({ to: later < today ? later : '' })}>Later</button>` : nothing}</div>`;
};
