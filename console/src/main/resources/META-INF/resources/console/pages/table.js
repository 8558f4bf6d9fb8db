// One table: what is in it, how it grew, what was committed, and its rows.
import { html, nothing } from '../libraries.js';
import { get, post, query } from '../api.js';
import { bytes, number, seconds, utc } from '../format.js';
import { GRID, action, badge, empty, facts, link, pager, panel, table, time } from '../parts.js';
import { chart } from '../plot.js';

const PAGE_ROWS = 25;
const SNAPSHOTS = 200;
const FIRST_SNAPSHOTS = 15;
const PARTITIONS = 30;
const PARTITIONS_EVERY_MS = 30_000;
const RECENT_RUNS = 200;
export const CHECKED_RUNS = 20;

const OUTCOMES = ['FAILED', 'SKIPPED', 'PASSED'];
const byOutcome = (one, other) => OUTCOMES.indexOf(one.status) - OUTCOMES.indexOf(other.status);

/** Checks of a run and what came of them, the failed ones first. */
export const checksTable = (checks) => table('Checks', [
  { title: 'Check', cell: (check) => check.check },
  { title: 'Outcome', cell: (check) => badge(check.status) },
  { title: 'Severity', cell: (check) => check.severity.toLowerCase() },
  { title: 'Expected', long: true, cell: (check) => check.expected },
  { title: 'Seen', long: true, cell: (check) => html`${check.observed}${check.sample?.length ? html`<details><summary>Rows that break it</summary><pre>${JSON.stringify(check.sample, null, 1)}</pre></details>` : nothing}` },
], [...checks].sort(byOutcome), { none: empty('Nothing was checked yet.') });

/**
 * What came of each check in the last runs, the newest on the right, where the newest outcome stands.
 *
 * @param more columns, of the check's name
 */
export const checksHistory = (checks, more = []) => {
  const runs = [...new Map(checks.map((check) => [check.run, check.checked_at])).entries()].sort((one, other) => one[1].localeCompare(other[1]));
  const byName = Map.groupBy(checks, (check) => check.check);
  return html`<div class="history">${table('Checks of the last runs', [
    { title: 'Check', cell: (name) => name },
    { title: runs.length === 1 ? 'Last run' : `Last ${number(runs.length)} runs, oldest first`, cell: (name) => runs.map(([run, at]) => outcome(byName.get(name).find((check) => check.run === run), run, at)) },
    { title: 'Newest outcome', cell: (name) => html`<span class="wide">${byName.get(name)[0].observed}</span>` },
    ...more,
  ], [...byName.keys()], { shape: GRID, none: empty('Nothing was checked yet.', 'Checks run before a job publishes.') })}</div>`;
};

const SIGNS = { PASSED: '✓', FAILED: '✕', SKIPPED: '–' };

function outcome(check, run, at) {
  if (!check) return html`<span class="gap" title=${`not looked at, ${utc(at)}`}></span>`;
  const told = `${check.status.toLowerCase()}, ${utc(at)}: ${check.observed}`;
  return html`<a href="/runs/${run}" data-state=${check.status} title=${told} aria-label=${told}>${SIGNS[check.status]}</a>`;
}

const about = (one) => html`<p>${one.description}</p>${facts([
  ['Rows', number(one.rows)],
  ['Files', number(one.files)],
  ['Size', bytes(one.size_bytes)],
  ['Size of a file', one.files ? bytes(one.size_bytes / one.files) : undefined],
  ['Age of the newest row', seconds(one.freshness_seconds)],
  ['Last commit', time(one.current_snapshot?.committed_at)],
  ['Partitions', one.partitioning.join(', ') || 'none'],
  ['Snapshots', number(one.detail?.snapshots)],
  ['Delete files', number(one.detail?.delete_files)],
  ['Written by', one.job ? link(`/jobs/${one.job}`, one.job) : undefined],
])}<details><summary>Location and properties</summary>${facts([
  ['Location', html`<code>${one.detail?.location}</code>`],
  ['UUID', html`<code>${one.detail?.table_uuid}</code>`],
  ['Format', `Iceberg v${one.detail?.format_version}`],
  ...Object.entries(one.detail?.properties ?? {}),
])}</details>`;

const schema = (one) => table('Columns', [
  { title: 'Column', cell: (column) => html`<code>${column.name}</code>` },
  { title: 'Type', cell: (column) => column.type },
  { title: 'Null', cell: (column) => (column.required ? 'never' : 'maybe') },
  { title: 'What it is', long: true, cell: (column) => column.description },
], one.columns);

const growth = ({ snapshots }) => {
  const grown = snapshots.filter((one) => one.on_main && one.rows !== undefined).reverse();
  return chart('Rows', grown.map((one) => new Date(one.committed_at).getTime()), [
    { label: 'Rows', color: '--accent', values: grown.map((one) => one.rows), show: number },
  ]);
};

const partitions = (known) => html`${table('Partitions', [
  { title: 'Partition', cell: (one) => html`<code>${one.partition || 'all of it'}</code>` },
  { title: 'Rows', numeric: true, cell: (one) => number(one.rows) },
  { title: 'Files', numeric: true, cell: (one) => number(one.files) },
  { title: 'Size', numeric: true, cell: (one) => bytes(one.size_bytes) },
  { title: 'Size of a file', numeric: true, cell: (one) => bytes(one.size_bytes / one.files) },
], known.partitions, { none: empty('There are no files.') })}${known.total > known.partitions.length ? html`<p class="quiet">The latest ${number(known.partitions.length)} of ${number(known.total)}.</p>` : nothing}`;

/** Counting them reads all manifests: not at every look. */
function counted(page, signal) {
  if (page.state.countedAt > Date.now() - PARTITIONS_EVERY_MS) return Promise.resolve(undefined);
  page.state.countedAt = Date.now();
  return get(`/tables/${page.argument}/partitions?limit=${PARTITIONS}`, signal);
}

const commits = (page, known) => html`${table('Snapshots', [
  { title: 'Committed', cell: (one) => time(one.committed_at, { absolute: true }) },
  { title: 'Snapshot', long: true, cell: (one) => html`<a href="/tables/${page.argument}?snapshot=${one.id}"><code>${one.id}</code></a> ${one.current ? html`<span class="badge" data-state="OK">current</span>` : nothing}${one.refs.map((name) => html` <span class="badge">${name}</span>`)}` },
  { title: 'Operation', cell: (one) => one.operation },
  { title: 'Rows', numeric: true, cell: (one) => html`+${number(one.rows_added ?? 0)}${one.rows_removed ? html` −${number(one.rows_removed)}` : nothing}` },
  { title: 'Files', numeric: true, cell: (one) => html`+${number(one.files_added ?? 0)}${one.files_removed ? html` −${number(one.files_removed)}` : nothing}` },
  { title: 'Rows then', numeric: true, cell: (one) => number(one.rows) },
  { title: 'By', cell: (one) => (one.run_id ? link(`/runs/${one.run_id}`, 'run') : page.argument.startsWith('bronze_') ? 'sink' : '–') },
  { title: '', cell: (one) => html`<details><summary>Summary</summary><pre>${JSON.stringify(one.summary, null, 1)}</pre></details>` },
], known.snapshots.slice(0, page.state.more ? SNAPSHOTS : FIRST_SNAPSHOTS), { none: empty('Nothing was committed yet.') })}${more(page, known)}`;

function more(page, known) {
  const count = known.snapshots.length;
  if (count > FIRST_SNAPSHOTS && !page.state.more) return html`<div class="pager"><button type="button" class="small" @click=${() => page.update({ more: true })}>Show ${known.next_cursor ? `the newest ${count}` : `all ${count}`}</button></div>`;
  return known.next_cursor ? html`<p class="quiet">The newest ${count}.</p>` : nothing;
}

const cell = (value) => {
  if (value === null || value === undefined) return html`<span class="quiet">null</span>`;
  const text = typeof value === 'object' ? JSON.stringify(value) : String(value);
  return html`<span class="clip" title=${text}>${text}</span>`;
};

const rows = (page, known) => html`${table('Rows', known.columns.map((column, index) => ({
  title: column.name,
  numeric: ['int', 'long', 'double', 'float'].includes(column.type),
  cell: (row) => cell(row[index]),
})), known.rows, { none: empty('There are no rows.'), shape: GRID })}${pager(page, known.next_cursor)}`;

function lastRun(page, job) {
  const run = page.parts.runs?.value?.runs.find((one) => one.job === job.name);
  return run ? html`<a href="/runs/${run.id}">${badge(run.state)}</a> ${time(run.requested_at)}` : html`<span class="quiet">none lately</span>`;
}

const upkeep = (page, jobs) => {
  const own = jobs.filter((job) => job.group === 'maintenance' && job.output === page.argument || job.name.endsWith(`_${page.argument}`));
  return table('Maintenance', [
    { title: 'Job', cell: (job) => html`${link(`/jobs/${job.name}`, job.name)}<br><span class="quiet">${job.description}</span>` },
    { title: 'Last run', cell: (job) => lastRun(page, job) },
    { title: '', cell: (job) => action(page, 'Run', async () => `Run ${(await post(`/jobs/${job.name}/runs`, {})).id} waits`) },
  ], own, { none: empty('No maintenance job is about this table.') });
};

export default {
  title: 'Table',
  everyMs: 5000,
  load: (page, signal) => {
    const known = get(`/tables/${page.argument}`, signal);
    return {
      table: known,
      snapshots: get(`/tables/${page.argument}/snapshots?limit=${SNAPSHOTS}`, signal),
      rows: get(`/tables/${page.argument}/rows${query({ limit: PAGE_ROWS, cursor: page.query.get('cursor'), snapshot: page.query.get('cursor') ? '' : page.query.get('snapshot') })}`, signal),
      partitions: counted(page, signal),
      // Sinks check nothing; jobs do.
      checks: known.then(({ job }) => (job ? get(`/checks${query({ table: page.argument, runs: CHECKED_RUNS })}`, signal) : undefined)),
      runs: get(`/runs?top_level=false&limit=${RECENT_RUNS}`, signal),
      jobs: page.parts.jobs?.value ? Promise.resolve(page.parts.jobs.value) : get('/jobs', signal),
    };
  },
  view: (page, part) => html`<div class="title"><h1>${page.argument}</h1></div>
    ${panel('Table', part('table', about))}
    <div class="columns">${panel('Growth', part('snapshots', growth))}${panel('Maintenance', part('jobs', ({ jobs }) => upkeep(page, jobs)))}</div>
    ${panel(page.query.get('snapshot') ? `Rows of snapshot ${page.query.get('snapshot')}` : 'Rows', part('rows', (known) => rows(page, known)), {
      actions: page.query.get('snapshot') ? html`<button type="button" class="small" @click=${() => page.filter({ snapshot: '', cursor: '' })}>Newest snapshot</button>` : nothing,
    })}
    ${panel('Snapshots', part('snapshots', (known) => commits(page, known)), { id: 'snapshots' })}
    <div class="columns">${panel('Partitions', part('partitions', partitions))}${panel('Columns', part('table', schema))}</div>
    ${page.parts.checks ? panel('Checks', part('checks', ({ checks }) => checksHistory(checks))) : nothing}`,
};
