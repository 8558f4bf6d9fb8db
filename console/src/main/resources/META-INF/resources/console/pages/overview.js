// Does data flow, what ran, what failed?
import { html, nothing } from '../libraries.js';
import { get } from '../api.js';
import { number, rate, seconds } from '../format.js';
import { badge, empty, link, panel, table, time, took } from '../parts.js';
import { spark } from '../charts.js';

const MINUTES = 15;
// Commits come in batches: a rate over less would jump.
const RATE_OVER_POINTS = 6;
const NEXT = 8;
const LEAST_RATE = 0.05; // what is less would be shown as none

/** What each stream did lately. */
const flows = async (streams, signal) => new Map(await Promise.all(streams.map(async ({ name }) =>
  [name, (await get(`/streams/${name}/flow?minutes=${MINUTES}`, signal)).points])));

/** Intervals of a stream, as the service remembers them. */
const flow = (page, stream) => page.parts.flow?.value?.get(stream.name) ?? [];

const arrived = (point) => (point.bronze_per_second === undefined ? undefined : point.bronze_per_second + (point.dead_letters_per_second ?? 0));

/** The mean of the last minute. */
function lately(points, value) {
  const known = points.slice(-RATE_OVER_POINTS).map(value).filter((one) => one !== undefined);
  return known.length ? known.reduce((sum, one) => sum + one, 0) / known.length : undefined;
}

const hop = (stream, name) => stream.hops.find((one) => one.hop === name);

const lag = (stream, name) => {
  const one = hop(stream, name);
  if (!one) return html`<span class="quiet">not seen</span>`;
  return html`${number(one.waiting_records)}${one.waiting_seconds > 0 ? html`<br><span class="quiet">for ${seconds(one.waiting_seconds)}</span>` : nothing}`;
};

const letters = (page, stream) => {
  const coming = lately(flow(page, stream), (point) => point.dead_letters_per_second);
  return html`${link(`/dead-letters?stream=${stream.name}`, number(stream.dead_letters?.rows))}${coming >= LEAST_RATE ? html`<br><span class="quiet">+${rate(coming)}</span>` : nothing}`;
};

const streamsTable = (page, streams) => table('Streams, from raw topics to silver', [
  { title: 'Stream', cell: (stream) => html`<strong>${stream.name}</strong>` },
  { title: 'State', cell: (stream) => badge(stream.status) },
  { group: 'Raw topic', title: 'Produced', numeric: true, cell: (stream) => rate(lately(flow(page, stream), (point) => point.raw_per_second)) },
  { group: 'Raw topic', title: `Last ${MINUTES} min`, cell: (stream) => spark(flow(page, stream).map((point) => point.raw_per_second), `records per second into ${stream.name}, last ${MINUTES} minutes`) },
  { group: 'Enriched topic', title: 'Waiting', numeric: true, cell: (stream) => lag(stream, 'enrich') },
  { group: 'Bronze', title: 'Landed', numeric: true, cell: (stream) => rate(lately(flow(page, stream), arrived)) },
  { group: 'Bronze', title: 'Waiting', numeric: true, cell: (stream) => lag(stream, 'land') },
  { group: 'Bronze', title: 'Rows', numeric: true, cell: (stream) => (stream.bronze ? link(`/tables/${stream.bronze.table}`, number(stream.bronze.rows)) : '–') },
  { group: 'Bronze', title: 'Age', numeric: true, cell: (stream) => seconds(stream.bronze?.freshness_seconds) },
  { group: 'Silver', title: 'Waiting', numeric: true, cell: (stream) => number(stream.silver?.unconsumed_rows) },
  { group: 'Silver', title: 'Rows', numeric: true, cell: (stream) => (stream.silver ? link(`/tables/${stream.silver.table}`, number(stream.silver.rows)) : '–') },
  { group: 'Silver', title: 'Age', numeric: true, cell: (stream) => seconds(stream.silver?.freshness_seconds) },
  { title: 'Dead letters', numeric: true, cell: (stream) => letters(page, stream) },
], streams);

const troubles = (streams) => {
  const all = streams.flatMap((stream) => stream.troubles.map((trouble) => ({ stream, trouble })));
  return all.map(({ stream, trouble }) => html`<p class="note"><strong>${stream.name}</strong> ${badge(trouble.status)} ${trouble.cause}${trouble.status === 'DEAD_LETTERING' ? html` ${link(`/dead-letters?stream=${stream.name}`, 'See them')}` : nothing}</p>`);
};

const alerts = (known) => table('Open alerts', [
  { title: 'Alert', cell: (alert) => html`<strong>${alert.name}</strong>` },
  { title: 'Severity', cell: (alert) => badge(alert.severity) },
  { title: 'Where', cell: (alert) => alert.subject },
  { title: 'Why', long: true, cell: (alert) => html`${alert.cause}<br><span class="quiet">What to do: ${alert.runbook}</span>` },
  { title: 'Since', cell: (alert) => time(alert.opened_at) },
], known.alerts, { none: html`<p class="quiet">No alert is open. When the platform opens one is told in docs/operations.md.</p>` });

const runs = (known) => table('Last runs', [
  { title: 'Run', cell: (run) => link(`/runs/${run.id}`, run.job) },
  { title: 'State', cell: (run) => badge(run.state) },
  { title: 'Asked for', cell: (run) => time(run.requested_at) },
  { title: 'Took', numeric: true, cell: took },
], known.runs, { none: empty('Nothing has run yet.', 'Start a job on the page Jobs.') });

/** Sensors wait for data, schedules for their time. */
const next = (page, known) => {
  const waiting = (page.parts.sensors?.value?.sensors ?? []).filter((one) => !one.paused);
  const timed = known.schedules.filter((one) => !one.paused && one.next_at).sort((a, b) => a.next_at.localeCompare(b.next_at));
  const due = [...waiting, ...timed].slice(0, NEXT);
  return table('Next runs', [
    { title: 'Job', cell: (one) => link(`/jobs/${one.job}`, one.job) },
    { title: 'Due', long: true, cell: (one) => (one.next_at ? time(one.next_at) : `${one.quiet_seconds} s after new data`) },
  ], due, { none: empty('No schedule or sensor is active.', 'Resume one on the page Jobs.') });
};

export default {
  title: 'Overview',
  everyMs: 3000,
  load: (page, signal) => {
    const streams = get('/streams', signal).then((known) => known.streams);
    return {
      streams,
      flow: streams.then((known) => flows(known, signal)),
      alerts: get('/alerts', signal),
      runs: get('/runs?limit=8', signal),
      schedules: get('/schedules', signal),
      sensors: get('/sensors', signal),
    };
  },
  view: (page, part) => html`<h1>Overview</h1>
    ${panel('Streams', part('streams', (streams) => html`${troubles(streams)}${streamsTable(page, streams)}`))}
    ${panel('Open alerts', part('alerts', alerts))}
    <div class="columns">
      ${panel('Last runs', part('runs', runs), { actions: link('/runs', 'All runs') })}
      ${panel('Next runs', part('schedules', (known) => next(page, known)), { actions: link('/jobs', 'All jobs') })}
    </div>`,
};
