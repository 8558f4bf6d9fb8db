// Does data flow, what ran, what failed?
import { html, nothing } from '../libraries.js';
import { get } from '../api.js';
import { number, rate, seconds } from '../format.js';
import { badge, empty, link, panel, table, time, took } from '../parts.js';
import { spark } from '../charts.js';

const MINUTES = 15;
// Commits come in batches: a rate over less would jump.
const RATE_OVER_POINTS = 6;

/** Intervals of a stream, as the service remembers them. */
const flow = (page, stream) => page.parts[`flow ${stream.name}`]?.value?.points ?? [];

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
  return html`${number(one.waiting_records)}${one.waiting_seconds > 0 ? html` <span class="quiet">for ${seconds(one.waiting_seconds)}</span>` : nothing}`;
};

const streamsTable = (page, streams) => table('Streams, from raw topics to silver', [
  { title: 'Stream', cell: (stream) => html`<strong>${stream.name}</strong>` },
  { title: 'State', cell: (stream) => badge(stream.status) },
  { title: 'Produced', numeric: true, cell: (stream) => rate(lately(flow(page, stream), (point) => point.raw_per_second)) },
  { title: 'Landed', numeric: true, cell: (stream) => rate(lately(flow(page, stream), arrived)) },
  { title: `Last ${MINUTES} min`, cell: (stream) => spark(flow(page, stream).map((point) => point.raw_per_second), `records per second into ${stream.name}, last ${MINUTES} minutes`) },
  { title: 'For enrichment', numeric: true, cell: (stream) => lag(stream, 'enrich') },
  { title: 'For bronze', numeric: true, cell: (stream) => lag(stream, 'land') },
  { title: 'Bronze rows', numeric: true, cell: (stream) => (stream.bronze ? link(`/tables/${stream.bronze.table}`, number(stream.bronze.rows)) : '–') },
  { title: 'Bronze age', numeric: true, cell: (stream) => seconds(stream.bronze?.freshness_seconds) },
  { title: 'For silver', numeric: true, cell: (stream) => number(stream.silver?.unconsumed_rows) },
  { title: 'Silver rows', numeric: true, cell: (stream) => (stream.silver ? link(`/tables/${stream.silver.table}`, number(stream.silver.rows)) : '–') },
  { title: 'Silver age', numeric: true, cell: (stream) => seconds(stream.silver?.freshness_seconds) },
  { title: 'Dead letters', numeric: true, cell: (stream) => link(`/dead-letters?stream=${stream.name}`, number(stream.dead_letters?.rows)) },
], streams);

const troubles = (streams) => {
  const all = streams.flatMap((stream) => stream.troubles.map((trouble) => ({ stream, trouble })));
  return all.map(({ stream, trouble }) => html`<p class="note"><strong>${stream.name}</strong> ${badge(trouble.status)} ${trouble.cause}</p>`);
};

const alerts = (known) => table('Open alerts', [
  { title: 'Alert', cell: (alert) => html`<strong>${alert.name}</strong>` },
  { title: 'Severity', cell: (alert) => badge(alert.severity) },
  { title: 'Where', cell: (alert) => alert.subject },
  { title: 'Why', cell: (alert) => html`${alert.cause}<br><span class="quiet">What to do: ${alert.runbook}</span>` },
  { title: 'Since', cell: (alert) => time(alert.opened_at) },
], known.alerts, { none: empty('No alert is open.', 'Rules are in docs/operations.md.') });

const runs = (known) => table('Last runs', [
  { title: 'Run', cell: (run) => link(`/runs/${run.id}`, run.job) },
  { title: 'State', cell: (run) => badge(run.state) },
  { title: 'Asked for', cell: (run) => time(run.requested_at) },
  { title: 'Took', numeric: true, cell: took },
], known.runs, { none: empty('Nothing has run yet.', 'Start a job on the page Jobs.') });

const next = (known) => {
  const due = known.schedules.filter((one) => !one.paused && one.next_at).sort((a, b) => a.next_at.localeCompare(b.next_at)).slice(0, 8);
  return table('Next runs', [
    { title: 'Job', cell: (one) => link(`/jobs/${one.job}`, one.job) },
    { title: 'Due', cell: (one) => time(one.next_at) },
  ], due, { none: empty('No schedule is active.') });
};

export default {
  title: 'Overview',
  everyMs: 3000,
  load: (page, signal) => ({
    streams: get('/streams', signal).then((known) => known.streams),
    ...Object.fromEntries((page.parts.streams?.value ?? []).map((stream) => [`flow ${stream.name}`, get(`/streams/${stream.name}/flow?minutes=${MINUTES}`, signal)])),
    alerts: get('/alerts', signal),
    runs: get('/runs?limit=8', signal),
    schedules: get('/schedules', signal),
  }),
  view: (page, part) => html`<h1>Overview</h1>
    ${panel('Streams', part('streams', (streams) => html`${troubles(streams)}${streamsTable(page, streams)}`))}
    ${panel('Open alerts', part('alerts', alerts))}
    <div class="columns">
      ${panel('Last runs', part('runs', runs), { actions: link('/runs', 'All runs') })}
      ${panel('Next runs', part('schedules', next), { actions: link('/jobs', 'All jobs') })}
    </div>`,
};
