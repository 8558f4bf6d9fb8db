// What can run: what it is for, what starts it, what came of it last.
import { html, nothing } from '../libraries.js';
import { get, post } from '../api.js';
import { action, badge, empty, link, panel, table, time, took } from '../parts.js';

const RECENT = 500;

/** What starts a job by itself, with a switch. */
export function trigger(page, job, schedules, sensors) {
  const schedule = schedules?.schedules.find((one) => one.job === job.name);
  const sensor = sensors?.sensors.find((one) => one.job === job.name);
  if (!schedule && !sensor) return html`<span class="quiet">on request only</span>`;
  return html`${schedule ? html`<div class="row"><code>${schedule.cron}</code> ${schedule.paused ? badge('PAUSED') : html`<span class="quiet">next</span> ${time(schedule.next_at)}`} ${toggle(page, 'schedules', schedule)}</div>` : nothing}
    ${sensor ? html`<div class="row">after new data ${sensor.paused ? badge('PAUSED') : html`<span class="quiet">(${sensor.quiet_seconds} s of quiet, at most ${sensor.at_most_seconds} s)</span>`} ${toggle(page, 'sensors', sensor)}</div>` : nothing}`;
}

const toggle = (page, kind, one) => {
  const verb = one.paused ? 'resume' : 'pause';
  return action(page, one.paused ? 'Resume' : 'Pause', async () => {
    await post(`/${kind}/${one.job}/${verb}`);
    return `${one.job}: ${verb}d`;
  });
};

export const start = (page, job, body = {}) => action(page, 'Run', async () => `Run ${(await post(`/jobs/${job}/runs`, body)).id} waits`);

const groupTable = (page, name, jobs) => table(`Jobs of ${name}`, [
  { title: 'Job', cell: (job) => html`${link(`/jobs/${job.name}`, job.name)}<br><span class="quiet">${job.description}</span>` },
  { title: 'Starts', cell: (job) => trigger(page, job, page.parts.schedules?.value, page.parts.sensors?.value) },
  { title: 'Last run', cell: (job) => {
    const last = page.parts.runs?.value?.runs.find((run) => run.job === job.name);
    return last ? html`<a href="/runs/${last.id}">${badge(last.state)}</a> ${time(last.requested_at)}` : html`<span class="quiet">none lately</span>`;
  } },
  { title: 'Took', numeric: true, cell: (job) => {
    const last = page.parts.runs?.value?.runs.find((run) => run.job === job.name);
    return last ? took(last) : '–';
  } },
  { title: '', cell: (job) => start(page, job.name) },
], jobs);

export default {
  title: 'Jobs',
  load: (page, signal) => ({
    jobs: get('/jobs', signal),
    schedules: get('/schedules', signal),
    sensors: get('/sensors', signal),
    runs: get(`/runs?top_level=false&limit=${RECENT}`, signal),
  }),
  view: (page, part) => html`<h1>Jobs</h1>
    ${part('jobs', ({ jobs }) => (jobs.length === 0 ? empty('There are no jobs.') : [...new Set(jobs.map((job) => job.group))].map((group) => panel(group, groupTable(page, group, jobs.filter((job) => job.group === group)), {
      actions: start(page, group),
    }))))}`,
};
