// What can run: what it is for, what starts it, what came of it last.
import { html, nothing } from '../libraries.js';
import { get, post } from '../api.js';
import { action, badge, empty, link, panel, search, table, time, took } from '../parts.js';

const RECENT = 500;

/** What starts a job by itself, with a switch. */
export function trigger(page, job, schedules, sensors) {
  const schedule = schedules?.schedules.find((one) => one.job === job.name);
  const sensor = sensors?.sensors.find((one) => one.job === job.name);
  if (!schedule && !sensor) return html`<span class="quiet">on request only</span>`;
  return html`${schedule ? html`<div class="row"><code>${schedule.cron}</code> ${schedule.paused ? badge('PAUSED') : html`<span class="quiet">next</span> ${time(schedule.next_at)}`} ${toggle(page, 'schedules', schedule)}</div>` : nothing}
    ${sensor ? html`<div class="row">${sensor.paused ? html`after new data ${badge('PAUSED')}` : html`<span title=${`once nothing came for ${sensor.quiet_seconds} s, at the latest ${sensor.at_most_seconds} s after the first`}>${sensor.quiet_seconds} to ${sensor.at_most_seconds} s after new data</span>`} ${toggle(page, 'sensors', sensor)}</div>` : nothing}`;
}

const toggle = (page, kind, one) => {
  const verb = one.paused ? 'resume' : 'pause';
  return action(page, one.paused ? 'Resume' : 'Pause', async () => {
    await post(`/${kind}/${one.job}/${verb}`);
    return `${one.job}: ${verb}d`;
  });
};

const start = (page, job, text = 'Run', confirm = '') => action(page, text, async () => `Run ${(await post(`/jobs/${job}/runs`, {})).id} waits`, { confirm });

const FIRST = ['gold', 'silver']; // from the end, as indexes of others are -1
const LAST = 'maintenance';

/** What makes tables first, what tends them last. */
const place = (group) => (group === LAST ? 1 : -FIRST.indexOf(group) - 1);

const fits = (page) => (job) => job.name.includes((page.query.get('q') || '').toLowerCase());

/** Jobs by group. */
function groups(page, jobs) {
  const shown = jobs.filter(fits(page));
  if (shown.length === 0) return panel('Jobs', empty('No job has that in its name.', 'Look for less of it.'));
  const names = [...new Set(shown.map((job) => job.group))].sort((one, other) => place(one) - place(other));
  return names.map((name) => {
    const own = shown.filter((job) => job.group === name);
    return panel(name, groupTable(page, name, own), { actions: start(page, name, 'Run all', `Run all jobs of ${name}?`) });
  });
}

const groupTable = (page, name, jobs) => table(`Jobs of ${name}`, [
  { title: 'Job', cell: (job) => html`${link(`/jobs/${job.name}`, job.name)}<br><span class="quiet">${job.description}</span>` },
  { title: 'Starts', long: true, cell: (job) => trigger(page, job, page.parts.schedules?.value, page.parts.sensors?.value) },
  { title: 'Last run', cell: (job) => {
    const last = page.parts.runs?.value?.runs.find((run) => run.job === job.name);
    return last ? html`<a href="/runs/${last.id}">${badge(last.state)}</a> ${time(last.requested_at)}` : html`<span class="quiet">none lately</span>`;
  } },
  { title: 'Took', numeric: true, cell: (job) => {
    const last = page.parts.runs?.value?.runs.find((run) => run.job === job.name);
    return last ? took(last) : '–';
  } },
  { title: '', cell: (job) => start(page, job.name) },
], jobs, { shape: 'cards of-jobs' });

export default {
  title: 'Jobs',
  load: (page, signal) => ({
    jobs: get('/jobs', signal),
    schedules: get('/schedules', signal),
    sensors: get('/sensors', signal),
    runs: get(`/runs?top_level=false&limit=${RECENT}`, signal),
  }),
  view: (page, part) => html`<div class="title"><h1>Jobs</h1><div class="filters">${search(page)}</div></div>
    ${part('jobs', ({ jobs }) => groups(page, jobs))}`,
};
