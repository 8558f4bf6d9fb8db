// One run: how far, how long, why it failed, and its log as it grows.
import { html, nothing, ref } from '../libraries.js';
import { get, post, query } from '../api.js';
import { bytes, duration, number, utc } from '../format.js';
import { action, badge, facts, link, panel, refusal, table, time, took } from '../parts.js';
import { meter } from '../charts.js';
import { runsTable } from './runs.js';
import { checksTable } from './table.js';

const LOG_LIMIT = 1000;
const LOG_KEPT = 5 * LOG_LIMIT;
const STATEMENT = 'Spark: ';
const NEAR_THE_END = 8; // pixels
const ENDED = ['COMPLETED', 'FAILED', 'ABORTED'];

const ended = (run) => ENDED.includes(run.state);

async function readLog(page, signal) {
  for (let more = true; more;) {
    const known = page.state.log ?? [];
    const after = known.at(-1)?.seq ?? 0;
    const { lines } = await get(`/runs/${page.argument}/log${query({ after, limit: LOG_LIMIT })}`, signal);
    page.state.log = [...known, ...lines].slice(-LOG_KEPT);
    more = lines.length === LOG_LIMIT;
  }
  return page.state.log;
}

const error = (run) => (run.error ? html`<div class="problem" role="alert"><strong>${run.error.code}</strong><p>${run.error.message}</p></div>
  ${facts([['Exception', run.error.exception], ["Spark's condition", run.error.condition], ['SQL state', run.error.sql_state]])}
  ${run.error.cause ? html`<details><summary>Its whole text</summary><pre>${run.error.cause}</pre></details>` : nothing}
  ${run.error.statement ? html`<details><summary>Statement</summary><pre>${run.error.statement}</pre></details>` : nothing}` : nothing);

/** How long each step took; what goes on is measured up to now. */
const steps = (run) => {
  const known = run.progress.steps.map((step) => ({ ...step, ms: step.duration_ms ?? Math.max(0, Date.now() - new Date(step.started_at).getTime()) }));
  const whole = known.reduce((sum, step) => sum + step.ms, 0);
  const last = known.at(-1);
  return html`<div class="steps">${table('Durations by step', [
    { title: 'Step', cell: (step) => html`${step.name} ${step === last && run.state !== 'COMPLETED' ? badge(run.state) : nothing}` },
    { title: 'Took', numeric: true, cell: (step) => duration(step.ms) },
    { title: 'Share', cell: (step) => meter(step.ms, whole, `${step.name}: ${Math.round((100 * step.ms) / Math.max(1, whole))} %`) },
  ], known, { none: nothing })}</div>`;
};

/** What Spark was told last; the log has all of it. */
const statement = (lines) => {
  const newest = (lines ?? []).findLast((line) => line.message.startsWith(STATEMENT));
  return newest ? html`<details><summary>Newest statement</summary><pre>${newest.message.slice(STATEMENT.length)}</pre></details>` : nothing;
};

const progress = (page, run) => (run.progress ? panel('Progress', html`${ended(run) ? nothing : meter(run.progress.tasks_done, run.progress.tasks)}
  ${steps(run)}
  ${facts([
    ['Rows to read', run.progress.rows_to_read === undefined ? undefined : number(run.progress.rows_to_read)],
    ['Statements', number(run.progress.statements)],
    ['Stages of the newest', `${run.progress.stages_done} of ${run.progress.stages}`],
    ['Tasks of the newest', `${number(run.progress.tasks_done)} of ${number(run.progress.tasks)}`],
    ['Read by the newest', bytes(run.progress.bytes_read)],
    ['Waited for Spark', run.started_at && run.progress.first_task_at ? duration(new Date(run.progress.first_task_at) - new Date(run.started_at)) : undefined],
  ])}${statement(page.parts.log?.value)}`) : nothing);

const snapshot = (name, id) => (id ? link(`/tables/${name}?snapshot=${id}#snapshots`, html`<code>${id}</code>`) : '–');

const results = (run, output) => panel('Result', html`${run.metrics ? facts(Object.entries(run.metrics).map(([name, value]) => [name.replaceAll('_', ' '), number(value)])) : html`<p class="quiet">${ended(run) ? 'Nothing was published.' : 'Nothing is published yet.'}</p>`}
  ${run.warnings?.map((text) => html`<p class="note">${text}</p>`)}
  ${run.inputs?.length ? table('Inputs', [
    { title: 'Read', cell: (input) => link(`/tables/${input.table}`, input.table) },
    { title: 'After snapshot', cell: (input) => (input.from_snapshot ? snapshot(input.table, input.from_snapshot) : 'whole dates') },
    { title: 'Up to snapshot', cell: (input) => snapshot(input.table, input.to_snapshot) },
  ], run.inputs) : nothing}
  ${run.output_snapshot && output ? html`<p>Wrote ${link(`/tables/${output}`, output)}, snapshot ${snapshot(output, run.output_snapshot)}.</p>` : nothing}
  ${run.result ? html`<pre>${JSON.stringify(run.result, null, 2)}</pre>` : nothing}`);

const attempts = (run) => (run.failed_attempts?.length ? panel('Attempts that came to nothing', table('Attempts', [
  { title: 'Began', cell: (one) => time(one.started_at, { absolute: true }) },
  { title: 'Took', numeric: true, cell: (one) => duration(new Date(one.ended_at) - new Date(one.started_at)) },
  { title: 'Why', cell: (one) => html`<code>${one.error.code}</code> ${one.error.message}` },
], run.failed_attempts)) : nothing);

/** Goes on to the end as lines come, unless somebody has scrolled up to read. */
function follow(element) {
  if (!element) return;
  const atTheEnd = element.scrollHeight - element.scrollTop - element.clientHeight < NEAR_THE_END;
  if (atTheEnd) requestAnimationFrame(() => element.scrollTo(0, element.scrollHeight));
}

const log = (page, lines) => {
  const shown = lines.filter((line) => !page.state.severe || line.severity !== 'INFO');
  return html`<label class="check"><input type="checkbox" .checked=${Boolean(page.state.severe)} @change=${(event) => page.update({ severe: event.target.checked })}> Only warnings and errors</label>
  <pre tabindex="0" role="log" aria-label="Log of the run" ${ref((element) => follow(element))}>${shown.length ? shown.map((line) => html`<span data-severity=${line.severity}>${line.at.slice(11, 23)} ${line.severity.padEnd(5)} ${line.message}\n</span>`) : 'Nothing yet.'}</pre>`;
};

const again = (page, run) => action(page, 'Run again', async () => {
  const made = await post(`/jobs/${run.job}/runs`, { mode: run.mode, from: run.from, to: run.to });
  return `Run again: ${made.id} waits`;
}, { small: true });

const actions = (page, run) => html`<div>
  ${ended(run) ? nothing : action(page, 'Cancel', () => post(`/runs/${run.id}/cancel`), { danger: true, confirm: 'End this run? Nothing of it is published.' })}
  ${run.state === 'FAILED' || run.state === 'ABORTED' ? action(page, 'Resume', async () => `Resume: ${(await post(`/runs/${run.id}/resume`)).id} waits`) : nothing}
  ${ended(run) && run.kind === 'job' ? again(page, run) : nothing}
  ${page.sparkUi && run.progress?.spark_session ? html`<a href="${page.sparkUi}/connect/session/?id=${run.progress.spark_session}" target="_blank" rel="noopener">Spark's page</a>` : nothing}</div>`;

const view = (page, part, run) => html`<div class="title"><div><h1>${run.job} ${badge(run.state)}</h1><span class="quiet"><code>${run.id}</code></span></div>${actions(page, run)}</div>
  ${panel('Run', html`${error(run)}${facts([
    ['Job', link(`/jobs/${run.job}`, run.job)],
    ['Kind and mode', `${run.kind}, ${run.mode}`],
    ['Event dates', run.from ? `${run.from} to ${run.to}` : undefined],
    ['Cause', `${run.cause} by ${run.requested_by}`],
    ['Part of', run.parent ? link(`/runs/${run.parent}`, run.parent) : undefined],
    ['Asked for', time(run.requested_at, { absolute: true })],
    ['Began', time(run.started_at, { absolute: true })],
    ['Ended', time(run.finished_at, { absolute: true })],
    ['Waited', run.started_at ? duration(new Date(run.started_at) - new Date(run.requested_at)) : undefined],
    ['Took', took(run)],
    ['Attempt', `${run.attempt}`],
    ['Waits until', run.not_before ? utc(run.not_before) : undefined],
    ['Cancelled by', run.cancelled_by],
    ['Replica', run.replica],
    ['Correlation', html`<code>${run.correlation_id}</code>`],
  ])}`)}
  ${run.children ? panel('Parts', part('children', (known) => runsTable(known.runs))) : nothing}
  <div class="columns">${progress(page, run)}${run.kind === 'job' ? results(run, page.parts.job?.value?.output) : nothing}</div>
  ${run.checks?.length ? panel('Checks', checksTable(run.checks)) : nothing}
  ${attempts(run)}
  ${panel('Log', part('log', (lines) => log(page, lines)))}`;

export default {
  title: 'Run',
  everyMs: 1500,
  load: (page, signal) => {
    const known = page.parts.run?.value;
    if (known && ended(known) && page.state.whole) return {};
    if (known && ended(known)) page.state.whole = true;
    const asked = { run: get(`/runs/${page.argument}`, signal), log: readLog(page, signal) };
    if (known?.kind === 'job' && !page.parts.job) asked.job = get(`/jobs/${known.job}`, signal);
    if (known && known.kind !== 'job') asked.children = get(`/runs${query({ parent: known.id, limit: 200 })}`, signal);
    return asked;
  },
  view: (page, part) => {
    const { run } = page.parts;
    if (run?.value) return html`${refusal(run.error)}${view(page, part, run.value)}`;
    return html`<h1>Run</h1>${part('run', () => nothing)}`;
  },
};
