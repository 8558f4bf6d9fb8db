// One job: what it reads and writes, how it has been, and how to start it.
import { html, nothing } from '../libraries.js';
import { get, post, query } from '../api.js';
import { duration } from '../format.js';
import { action, empty, facts, link, loadedPart, panel, refusal, table } from '../parts.js';
import { chart } from '../plot.js';
import { calendar, span } from './calendar.js';
import { runsTable } from './runs.js';
import { trigger } from './jobs.js';
import { CHECKED_RUNS, checksHistory } from './table.js';

const HISTORY = 100;

const MODES = [
  ['incremental', 'incremental: what came since'],
  ['full', 'full: makes the dates anew, in one run'],
  ['backfill', 'backfill: makes the dates anew, a run for each'],
];

async function begin(page, event) {
  event.preventDefault();
  const { mode, from, to } = event.target.elements;
  const body = { from: from.value || undefined, to: to.value || undefined };
  await (mode.value === 'backfill' ? asked(page, 'Backfill', 'backfills', body) : asked(page, 'Run', 'runs', { ...body, mode: mode.value }));
}

const asked = (page, text, what, body) => page.act(text, async () => `${text} ${(await post(`/jobs/${page.argument}/${what}`, body)).id} waits: see below`);

const form = (page) => (page.may('operator') ? panel('Start', html`<form class="filters" @submit=${(event) => begin(page, event)}>
    <label>Mode <select name="mode">${MODES.map(([value, text]) => html`<option value=${value}>${text}</option>`)}</select></label>
    <label>From event date <input type="date" name="from"></label>
    <label>To event date <input type="date" name="to"></label>
    <button type="submit" ?disabled=${page.busy}>Start</button></form>`) : nothing);

const trend = ({ runs }) => {
  const ended = runs.filter((run) => run.duration_ms !== undefined && run.state === 'COMPLETED').reverse();
  return ended.length === 0 ? empty('No run has completed yet.') : chart('How long completed runs took', ended.map((run) => new Date(run.requested_at).getTime()), [
    { label: 'Took', color: '--accent', values: ended.map((run) => run.duration_ms), show: duration },
  ]);
};

const definition = (page, job) => html`<p>${job.description}</p>${facts([
  ['Group', job.group],
  ['Reads', job.inputs.length ? job.inputs.map((name, index) => html`${index ? ', ' : ''}${link(`/tables/${name}`, name)}`) : undefined],
  ['Writes', job.output ? link(`/tables/${job.output}`, job.output) : undefined],
  ['Unique by', job.unique_key.length ? job.unique_key.join(', ') : undefined],
  ['Starts', trigger(page, job, page.parts.schedules?.value, page.parts.sensors?.value)],
  ['Tries', `${job.retry.attempts}, after ${job.retry.backoff_seconds} s the second`],
])}`;

const sentence = (check) => `${check.type}${check.columns.length ? ` of ${check.columns.join(', ')}` : ''}`;

/** What is checked before anything is published, and what came of it. */
function checks(page, job) {
  if (!job.checks.length) return nothing;
  const known = new Map(job.checks.map((check) => [check.name, check]));
  const rules = [
    { title: 'Allowed', cell: (check) => check.allowed },
    { title: 'If it fails', cell: (check) => (check.severity === 'ERROR' ? 'not published' : 'a warning') },
    { title: 'Why', cell: (check) => check.reason ?? '' },
  ];
  const ofName = rules.map((rule) => ({ ...rule, cell: (name) => (known.has(name) ? rule.cell(known.get(name)) : '') }));
  return panel('Checks before anything is published', loadedPart(page.parts.checks, (found) => (found.checks.length
    ? checksHistory(found.checks, ofName)
    : table('Checks', [{ title: 'Check', cell: (check) => check.name }, { title: 'Rule', cell: sentence }, ...rules], job.checks))));
}

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
      dates: ofOutput(() => `/jobs/${page.argument}/dates${query({ to: page.query.get('to') })}`),
      checks: ofOutput((output) => `/checks${query({ table: output, runs: CHECKED_RUNS })}`),
    };
  },
  view: (page, part) => (page.parts.job?.error && !page.parts.job.value ? html`<h1>${page.argument}</h1>${refusal(page.parts.job.error)}` : html`<div class="title"><h1>${page.argument}</h1><div>${action(page, 'Run now', async () => `Run ${(await post(`/jobs/${page.argument}/runs`, {})).id} waits`)}</div></div>
    <div class="columns"><div class="stack">${part('job', (job) => html`${panel('What it does', definition(page, job))}${form(page)}`)}</div>
      ${panel('How long it takes', part('runs', trend))}</div>
    ${page.parts.dates ? panel('Event dates', loadedPart(page.parts.dates, (known) => calendar(page, known)), { actions: page.parts.dates.value ? span(page, page.parts.dates.value) : nothing }) : nothing}
    ${panel('Last runs', part('runs', ({ runs }) => runsTable(runs.slice(0, 20), empty('It has not run yet.', 'Start it above.'), { ofOne: true })), { actions: link(`/runs?job=${page.argument}&parts=shown`, 'All') })}
    ${part('job', (job) => checks(page, job))}`),
};
