// What ran and what runs: over time, and one by one.
import { html, nothing } from '../libraries.js';
import { get, query } from '../api.js';
import { number, shortId } from '../format.js';
import { badge, choice, empty, link, pager, panel, table, time, took } from '../parts.js';
import { gantt } from '../charts.js';

const HOUR = 3_600_000;
const SPANS = [['1', 'Last hour'], ['6', 'Last 6 hours'], ['24', 'Last day'], ['168', 'Last week']];
const STATES = [['', 'All'], ['QUEUED,RUNNING', 'Not ended'], ['COMPLETED', 'Completed'], ['FAILED', 'Failed'], ['ABORTED', 'Aborted']];
const IN_TIMELINE = 300;

const rowsOf = (run) => run.metrics?.rows_inserted ?? run.metrics?.rows_written;

/**
 * Runs as a table; pages of jobs show it too.
 *
 * @param ofOne whether all are of one job, which need not be said then
 */
export const runsTable = (runs, none, { ofOne = false } = {}) => table('Runs', [
  { title: 'Run', cell: (run) => link(`/runs/${run.id}`, html`<code>${shortId(run.id)}</code>`) },
  { title: 'State', cell: (run) => badge(run.state) },
  ...(ofOne ? [] : [{ title: 'Job', long: true, cell: (run) => link(`/jobs/${run.job}`, run.job) }]),
  { title: 'Kind', cell: (run) => `${run.kind}${run.from ? ` ${run.from} – ${run.to}` : ''}` },
  { title: 'Cause', cell: (run) => html`${run.cause}${run.requested_by === run.job ? nothing : html` <span class="quiet">by ${run.requested_by}</span>`}` },
  { title: 'Asked for', cell: (run) => time(run.requested_at) },
  { title: 'Took', numeric: true, cell: took },
  { title: 'Rows written', numeric: true, cell: (run) => number(rowsOf(run)) },
  { title: 'Why', long: true, cell: (run) => (run.error ? html`<span class="clip ${ofOne ? 'far' : ''}" title=${run.error.message}>${run.error.message}</span>` : nothing) },
], runs, { none });

const hours = (page) => Number(page.query.get('hours') || 1);

export default {
  title: 'Runs',
  everyMs: 3000,
  load: (page, signal) => {
    const asked = { job: page.query.get('job'), state: page.query.get('state') };
    const top = page.query.get('parts') ? 'false' : '';
    const from = new Date(Date.now() - hours(page) * HOUR).toISOString();
    return {
      jobs: page.parts.jobs?.value ? Promise.resolve(page.parts.jobs.value) : get('/jobs', signal),
      timeline: get(`/runs${query({ ...asked, from, top_level: top, limit: IN_TIMELINE })}`, signal),
      runs: get(`/runs${query({ ...asked, top_level: top, cursor: page.query.get('cursor'), limit: 50 })}`, signal),
    };
  },
  view: (page, part) => html`<div class="title"><h1>Runs</h1>
      <div class="filters">
        ${choice(page, 'job', 'Job', [['', 'All'], ...(page.parts.jobs?.value?.jobs ?? []).map((job) => [job.name, job.name])])}
        ${choice(page, 'state', 'State', STATES)}
        ${choice(page, 'parts', 'Parts of groups', [['', 'Left out'], ['shown', 'Shown']])}
        ${choice(page, 'hours', 'Timeline', SPANS.map(([value, text]) => [value === '1' ? '' : value, text]))}
      </div></div>
    ${panel('Timeline', part('timeline', (known) => (known.runs.length === 0 ? empty('Nothing ran in this time.') : html`${gantt(known.runs, Date.now() - hours(page) * HOUR, Date.now())}
      <p class="quiet legend">${['COMPLETED', 'RUNNING', 'FAILED', 'ABORTED'].map(badge)} Times are UTC.</p>
      ${known.next_cursor ? html`<p class="quiet">The newest ${IN_TIMELINE} of this time are drawn.</p>` : ''}`)))}
    ${panel('All runs', part('runs', (known) => html`${runsTable(known.runs, empty('No run fits.', 'Choose other filters, or start a job on the page Jobs.'))}${pager(page, known.next_cursor)}`))}`,
};
