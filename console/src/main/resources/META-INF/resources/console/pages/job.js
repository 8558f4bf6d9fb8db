// One job: what it reads and writes, how it has been, and how to start it.
import { html, nothing } from '../libraries.js';
import { get, post, query } from '../api.js';
import { duration, number } from '../format.js';
import { action, empty, facts, link, loadedPart, panel, problem, table } from '../parts.js';
import { chart } from '../charts.js';
import { runsTable } from './runs.js';
import { trigger } from './jobs.js';
import { CHECKED_RUNS, checksHistory } from './table.js';

const HISTORY = 100;

async function begin(page, event, what) {
  event.preventDefault();
  const form = event.target.elements;
  const body = { from: form.from.value || undefined, to: form.to.value || undefined };
  if (what === 'runs') body.mode = form.mode.value;
  await page.act(what === 'runs' ? 'Run' : 'Backfill', async () => `${(await post(`/jobs/${page.argument}/${what}`, body)).id} waits: see below`);
}

const dates = html`<label>From event date <input type="date" name="from"></label><label>To event date <input type="date" name="to"></label>`;

const forms = (page) => (page.may('operator') ? panel('Start', html`<div class="columns">
  <form class="filters" @submit=${(event) => begin(page, event, 'runs')}>
    <label>Mode <select name="mode"><option value="incremental">incremental: what came since</option><option value="full">full: makes dates anew</option></select></label>
    ${dates}<button type="submit" ?disabled=${page.busy}>Run</button></form>
  <form class="filters" @submit=${(event) => begin(page, event, 'backfills')} aria-label="Backfill">
    ${dates}<button type="submit" class="small" ?disabled=${page.busy}>Backfill day by day</button></form>
</div>`) : nothing);

const trend = ({ runs }) => {
  const ended = runs.filter((run) => run.duration_ms !== undefined && run.state === 'COMPLETED').reverse();
  return ended.length === 0 ? empty('No run has completed yet.') : chart('How long completed runs took', ended.map((run) => new Date(run.requested_at).getTime()), [
    { label: 'Took', color: '--accent', values: ended.map((run) => run.duration_ms), show: duration },
  ]);
};

const DAY_SIGNS = { COMPLETE: '✓', STALE: '!', RUNNING: '▶', FAILED: '✕' };

const day = (page, one) => {
  const told = `${one.date}: ${one.state.toLowerCase()}, ${number(one.input_rows)} rows of input${one.output_rows === undefined ? '' : `, ${number(one.output_rows)} of output`}`;
  const text = html`<span aria-hidden="true">${DAY_SIGNS[one.state]}</span> ${one.date.slice(5)}<br>${number(one.input_rows)}`;
  return html`<li data-state=${one.state}>${page.may('operator')
    ? html`<button type="button" title=${`${told}. Make it anew.`} aria-label=${`${told}. Make it anew`} @click=${() => anew(page, one.date)}>${text}</button>`
    : html`<span class="day" title=${told}>${text}</span>`}</li>`;
};

function anew(page, date) {
  if (globalThis.confirm(`Make ${date} of ${page.argument} anew?`)) {
    page.act(`Run of ${date}`, async () => `Run ${(await post(`/jobs/${page.argument}/runs`, { mode: 'full', from: date, to: date })).id} waits`);
  }
}

const calendar = (page, known) => (known.dates.length === 0
  ? empty(`The inputs have no rows from ${known.from} to ${known.to}.`)
  : html`<p class="quiet">Rows of the inputs by event date, ${known.from} to ${known.to}. ✓ complete, ! something came since, ▶ runs, ✕ failed.</p>
    <ul class="calendar" aria-label="Event dates">${known.dates.map((one) => day(page, one))}</ul>`);

const definition = (page, job) => html`<p>${job.description}</p>${facts([
  ['Group', job.group],
  ['Reads', job.inputs.length ? job.inputs.map((name, index) => html`${index ? ', ' : ''}${link(`/tables/${name}`, name)}`) : undefined],
  ['Writes', job.output ? link(`/tables/${job.output}`, job.output) : undefined],
  ['Unique by', job.unique_key.length ? job.unique_key.join(', ') : undefined],
  ['Starts', trigger(page, job, page.parts.schedules?.value, page.parts.sensors?.value)],
  ['Tries', `${job.retry.attempts}, after ${job.retry.backoff_seconds} s the second`],
])}`;

const promised = (job) => (job.checks.length ? panel('Checks before anything is published', table('Checks', [
  { title: 'Check', cell: (check) => check.name },
  { title: 'Rule', cell: (check) => `${check.type}${check.columns.length ? ` of ${check.columns.join(', ')}` : ''}` },
  { title: 'If it fails', cell: (check) => (check.severity === 'ERROR' ? 'nothing is published' : 'a warning') },
  { title: 'Allowed', cell: (check) => check.allowed },
  { title: 'Why', cell: (check) => check.reason ?? '' },
], job.checks)) : nothing);

export default {
  title: 'Job',
  load: (page, signal) => {
    const known = page.parts.job?.value;
    const job = known ? Promise.resolve(known) : get(`/jobs/${page.argument}`, signal);
    const ofOutput = (path) => job.then(({ output }) => (output ? get(path(output), signal) : undefined));
    return {
      job,
      runs: get(`/runs${query({ job: page.argument, top_level: false, limit: HISTORY })}`, signal),
      schedules: get('/schedules', signal),
      sensors: get('/sensors', signal),
      dates: ofOutput(() => `/jobs/${page.argument}/dates`),
      checks: ofOutput((output) => `/checks${query({ table: output, runs: CHECKED_RUNS })}`),
    };
  },
  view: (page, part) => (page.parts.job?.error && !page.parts.job.value ? html`<h1>${page.argument}</h1>${problem(page.parts.job.error)}` : html`<div class="title"><h1>${page.argument}</h1><div>${action(page, 'Run now', async () => `Run ${(await post(`/jobs/${page.argument}/runs`, {})).id} waits`)}</div></div>
    ${part('job', (job) => html`${panel('What it does', definition(page, job))}${forms(page)}`)}
    ${page.parts.dates ? panel('Event dates', loadedPart(page.parts.dates, (known) => calendar(page, known))) : nothing}
    <div class="columns">
      ${panel('How long it takes', part('runs', trend))}
      ${page.parts.checks ? panel('Checks', loadedPart(page.parts.checks, (known) => checksHistory(known.checks))) : nothing}
    </div>
    ${panel('Last runs', part('runs', ({ runs }) => runsTable(runs.slice(0, 20), empty('It has not run yet.'))), { actions: link(`/runs?job=${page.argument}&parts=shown`, 'All') })}
    ${part('job', promised)}`),
};
