// The connectors that write bronze: state, tasks, why one failed.
import { html, nothing } from '../libraries.js';
import { get, post } from '../api.js';
import { age, number } from '../format.js';
import { action, badge, empty, facts, link, panel, time } from '../parts.js';

const act = (page, sink, verb) => async () => {
  await post(`/sinks/${sink.name}/${verb}`);
  return `${sink.name}: asked to ${verb}`;
};

const tasks = (sink) => sink.tasks.map((task) => html`<div class="row"><span>Task ${task.id}</span> ${badge(task.state)} <span class="quiet">on ${task.worker}</span></div>
  ${task.trace ? html`<details open><summary>Why it failed: ${task.trace.split('\n', 1)[0]}</summary><pre>${task.trace}</pre></details>` : nothing}`);

const lines = (names) => names.map((name) => html`<div>${name}</div>`);

/** RUNNING does not say that data lands: this does. */
function waiting(page, sink) {
  const hops = (page.parts.streams?.value ?? []).flatMap((stream) => stream.hops.filter((hop) =>
    (hop.hop === 'land' && sink.topics.includes(stream.topics.enriched)) || (hop.hop === 'land_dead_letters' && sink.topics.includes(stream.topics.dead_letters))));
  return hops.length ? hops.reduce((sum, hop) => sum + hop.waiting_records, 0) : undefined;
}

const one = (page, sink) => panel(sink.name, html`<div class="row"><span>Connector</span> ${badge(sink.state)}${sink.left_failed ? html`<span class="badge" data-state="FAILED">left failed: restart it by hand</span>` : nothing}${sink.known ? nothing : html`<span class="badge">not of the contract</span>`}</div>
  ${sink.trace ? html`<details open><summary>Why it failed</summary><pre>${sink.trace}</pre></details>` : nothing}
  ${tasks(sink)}
  ${facts([
    ['Waiting', html`${number(waiting(page, sink))} records`],
    ['Newest row', age(page.parts.tables?.value?.find((one) => one.name === sink.table)?.freshness_seconds)],
    ['Reads', html`${lines(sink.topics)}`],
    ['Writes', sink.table ? link(`/tables/${sink.table}`, sink.table) : undefined],
    ['Control topic', sink.control_topic],
    ['Groups', html`${lines(sink.consumer_groups)}`],
    ['Restarts', `${sink.restarts_tried}`],
  ])}`, {
  actions: html`<div class="row">
    ${sink.state === 'PAUSED' ? action(page, 'Resume', act(page, sink, 'resume')) : action(page, 'Pause', act(page, sink, 'pause'), { confirm: `Pause ${sink.name}? Records wait in Kafka meanwhile.` })}
    ${action(page, 'Restart', act(page, sink, 'restart'))}</div>`,
});

export default {
  title: 'Sinks',
  load: (page, signal) => ({
    sinks: get('/sinks', signal),
    streams: get('/streams', signal).then((known) => known.streams),
    tables: get('/tables', signal).then((known) => known.tables),
  }),
  view: (page, part) => html`<div class="title"><h1>Sinks</h1><span class="quiet">${page.parts.sinks?.value ? html`as of ${time(page.parts.sinks.value.at)}` : nothing}</span></div>
    ${part('sinks', ({ sinks }) => (sinks.length === 0 ? panel('Sinks', empty('No connector is registered.', 'POST the files of connect-config/sinks to Kafka Connect.')) : html`<div class="columns sinks">${sinks.map((sink) => one(page, sink))}</div>`))}`,
};
