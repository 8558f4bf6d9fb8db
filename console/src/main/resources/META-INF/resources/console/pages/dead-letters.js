// What was rejected, why, and how to send it again.
import { html, nothing } from '../libraries.js';
import { get, post, query } from '../api.js';
import { number, seconds } from '../format.js';
import { action, badge, choice, empty, link, pager, panel, table, time } from '../parts.js';
import { chart } from '../plot.js';

const SAMPLES = 50;
const LONG = 60;
const LINES = 6;
const COLORS = ['--line-1', '--line-2', '--line-3', '--line-4', '--line-5', '--line-6', '--quiet'];
const USUAL_MINUTES = 60;
const SPANS = [['', 'Last hour'], ['1440', 'Last day'], ['10080', 'Last week'], ['43200', 'Last 30 days']];

const counts = (page, streams) => table('Dead letters by stream', [
  { title: 'Stream', cell: (stream) => html`<strong>${stream.name}</strong>` },
  { title: 'Letters', numeric: true, cell: (stream) => number(stream.dead_letters?.rows) },
  { title: 'By reason', long: true, cell: (stream) => html`<div class="row">${Object.entries(stream.dead_letters?.by_reason ?? {}).sort((a, b) => b[1] - a[1]).map(([reason, count]) => html`<button type="button" class="small" @click=${() => page.filter({ stream: stream.name, reason, cursor: '' })}>${reason} <strong>${number(count)}</strong></button>`)}</div>
    ${stream.dead_letters && !stream.dead_letters.complete ? html`<span class="quiet">still counting</span>` : nothing}` },
  { title: 'On their way to the table', numeric: true, cell: (stream) => number(stream.hops.find((hop) => hop.hop === 'land_dead_letters')?.waiting_records) },
  { title: 'Last replay', cell: (stream) => {
    const run = page.parts.replays?.value?.get(stream.name);
    return run ? html`<a href="/runs/${run.id}">${badge(run.state)}</a> ${time(run.requested_at)}` : html`<span class="quiet">none</span>`;
  } },
  { title: '', cell: (stream) => action(page, 'Replay', async () => `Replay ${(await post(`/jobs/replay_${stream.name}/runs`, {})).id} waits`, {
    confirm: `Send the dead letters of ${stream.name} that were not replayed yet to ${stream.topics.raw} again?`,
  }) },
], streams);

const payload = (letter) => {
  const text = letter.payload ?? '';
  return html`${letter.payload_encoding && letter.payload_encoding !== 'utf8' ? html`<span class="badge">${letter.payload_encoding}</span>` : nothing}
    ${text.length <= LONG ? html`<code>${text}</code>` : html`<details><summary><code>${text.slice(0, LONG)}…</code></summary><pre>${text}</pre>
      ${letter.payload_characters > text.length ? html`<p class="quiet">The first ${number(text.length)} of ${number(letter.payload_characters)} characters.</p>` : nothing}</details>`}`;
};

const fits = (page, one) => ['stream', 'reason'].every((name) => !page.query.get(name) || one[name] === page.query.get(name));

/** The largest series, and the rest as one. */
function lines(series) {
  const sorted = [...series].sort((one, other) => other.total - one.total);
  const shown = sorted.slice(0, sorted.length > LINES ? LINES - 1 : LINES).map((one) => ({ label: `${one.stream} ${one.reason}`, values: one.counts }));
  const rest = sorted.slice(shown.length);
  if (rest.length) shown.push({ label: `${rest.length} others`, values: rest[0].counts.map((_, index) => rest.reduce((sum, one) => sum + one.counts[index], 0)) });
  return shown.map((one, index) => ({ ...one, color: COLORS[index], show: number }));
}

const overTime = (page, known) => {
  const series = known.series.filter((one) => fits(page, one));
  if (!series.length) return empty('Nothing was rejected in this time.', known.complete ? nothing : 'Older letters are still being counted.');
  const from = new Date(known.from).getTime();
  const total = series.reduce((sum, one) => sum + one.total, 0);
  return html`<p class="quiet">${number(total)} letters, one bar for ${seconds(known.bucket_seconds)}, by the time they were rejected (UTC).${known.complete ? nothing : ' Still counting: the rest follows.'}</p>
    ${chart('Dead letters by stream and reason', series[0].counts.map((_, index) => from + index * known.bucket_seconds * 1000), lines(series), { stacked: true })}`;
};

const samples = (page, known) => html`${table('Dead letters', [
  { title: 'Rejected', cell: (letter) => time(letter.rejected_at) },
  { title: 'Stream', cell: (letter) => letter.stream },
  { title: 'Reason', cell: (letter) => html`<code>${letter.reason}</code>` },
  { title: 'Message', long: true, cell: (letter) => html`<span class="wide">${letter.message}</span>` },
  { title: 'Partition and offset', cell: (letter) => html`<span class="quiet">${letter.source_topic}-${letter.source_partition}<br>${number(letter.source_offset)}</span>` },
  { title: 'Payload', long: true, cell: (letter) => html`<div class="payload">${payload(letter)}</div>` },
], known.letters, { none: none(page, known) })}${pager(page, known.next_cursor)}`;

function none(page, known) {
  if (known.next_cursor) return empty('None among those that were looked through.', 'The next page goes on with older ones.');
  return ['stream', 'reason', 'cursor'].some((name) => page.query.get(name))
    ? empty('None fit.', 'Choose another stream or reason, or go to the first page.')
    : empty('Nothing was rejected.', 'Records that break a rule of the contract come here, with the reason.');
}

const reasons = (streams) => [...new Set(streams.flatMap((stream) => Object.keys(stream.dead_letters?.by_reason ?? {})))].sort();

/** The newest replay of each stream. */
const replays = async (streams, signal) => new Map(await Promise.all(streams.map(async ({ name }) =>
  [name, (await get(`/runs${query({ job: `replay_${name}`, top_level: false, limit: 1 })}`, signal)).runs[0]])));

export default {
  title: 'Dead letters',
  load: (page, signal) => {
    const chosen = (name) => page.query.get(name);
    const streams = get('/streams', signal).then((known) => known.streams);
    return {
      streams,
      letters: get(`/dead-letters${query({ limit: SAMPLES, stream: chosen('stream'), reason: chosen('reason'), cursor: chosen('cursor') })}`, signal),
      counts: get(`/dead-letters/counts${query({ minutes: chosen('minutes') || USUAL_MINUTES })}`, signal),
      replays: streams.then((known) => replays(known, signal)),
    };
  },
  view: (page, part) => html`<div class="title"><h1>Dead letters</h1><div>${link('/tables/bronze_dead_letters', 'As a table')}</div></div>
    ${panel('By stream', part('streams', (streams) => counts(page, streams)))}
    ${panel('Over time', part('counts', (known) => overTime(page, known)), { actions: html`<div class="filters">${choice(page, 'minutes', 'Time', SPANS)}</div>` })}
    ${panel('Letters', html`<div class="filters">
      ${choice(page, 'stream', 'Stream', [['', 'All'], ...(page.parts.streams?.value ?? []).map((stream) => [stream.name, stream.name])])}
      ${choice(page, 'reason', 'Reason', [['', 'All'], ...reasons(page.parts.streams?.value ?? []).map((reason) => [reason, reason])])}</div>
      ${part('letters', (known) => samples(page, known))}`)}`,
};
