// From topics to gold: what is made of what, coloured by how it is.
import { html, loadLayout, svg } from '../libraries.js';
import { get } from '../api.js';
import { number, seconds } from '../format.js';
import { badge, link, panel, table } from '../parts.js';

const NODE = { width: 176, height: 42 };
const LAYERS_APART = 22;
const LONGEST = 23;
const KINDS = { topic: 'Topic', connector: 'Sink', table: 'Table', job: 'Job' };

const target = (node) => ({ table: `/tables/${node.name}`, job: `/jobs/${node.name}`, connector: '/sinks', topic: node.name.endsWith('_dead_letters') ? '/dead-letters' : '/' })[node.type];

/** How a node is: a job as its last run, a connector as Connect says, others as their stream, or as what writes them. */
function state(page, node) {
  if (node.type === 'job') return page.parts.runs?.value?.runs.find((run) => run.job === node.name)?.state ?? '';
  if (node.type === 'connector') return page.parts.sinks?.value?.sinks.find((sink) => sink.name === node.name)?.state.replace('RUNNING', 'OK') ?? '';
  const names = (stream) => [stream.bronze?.table, stream.silver?.table, ...Object.values(stream.topics)];
  return page.parts.streams?.value?.find((stream) => names(stream).includes(node.name))?.status ?? written(page, node);
}

function written(page, node) {
  const { edges, nodes } = page.parts.graph.value;
  const writer = nodes.find(({ id }) => id === edges.find((edge) => edge.to === node.id)?.from);
  return writer ? state(page, writer).replace('COMPLETED', 'OK') : '';
}

const second = (page, node) => {
  if (node.type === 'table') return `${number(node.rows)} rows${node.freshness_seconds === undefined ? '' : `, ${seconds(node.freshness_seconds)} old`}`;
  const text = state(page, node);
  return `${KINDS[node.type]}${text ? `, ${text.toLowerCase().replaceAll('_', ' ')}` : ''}`;
};

/** Where nodes stand; computed again only when the graph is another one. */
async function place(page, graph) {
  const stamp = JSON.stringify([graph.nodes.map((node) => node.id), graph.edges]);
  if (page.state.stamp === stamp) return;
  page.state.stamp = stamp;
  const dagre = await loadLayout();
  const drawn = new dagre.graphlib.Graph();
  drawn.setGraph({ rankdir: 'LR', nodesep: 12, ranksep: LAYERS_APART, marginx: 4, marginy: 4 });
  drawn.setDefaultEdgeLabel(() => ({}));
  graph.nodes.forEach((node) => drawn.setNode(node.id, { ...NODE }));
  graph.edges.forEach((edge) => drawn.setEdge(edge.from, edge.to));
  dagre.layout(drawn);
  page.update({ drawn });
}

/** From the right side of one node to the left side of the other, around those between them. */
function line(drawn, edge) {
  const from = drawn.node(edge.from);
  const to = drawn.node(edge.to);
  // The first and last point are where straight lines would meet the nodes.
  const between = drawn.edge(edge.from, edge.to).points.slice(1, -1).filter(({ x }) => x > from.x + NODE.width && x < to.x - NODE.width);
  const points = [{ x: from.x + NODE.width / 2, y: from.y }, ...between, { x: to.x - NODE.width / 2, y: to.y }];
  return points.map(({ x, y }, index) => {
    if (index === 0) return `M${x} ${y}`;
    const before = points[index - 1];
    const middle = (before.x + x) / 2;
    return `C${middle} ${before.y} ${middle} ${y} ${x} ${y}`;
  }).join('');
}

const clipped = (text) => (text.length > LONGEST ? `${text.slice(0, LONGEST - 1)}…` : text);

function picture(page, graph) {
  const { drawn } = page.state;
  if (!drawn) return html`<p class="quiet">Drawing…</p>`;
  const { width, height } = drawn.graph();
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Lineage graph"><svg class="lineage" viewBox="0 0 ${width} ${height}" role="group" aria-label="From topics to tables">
    ${graph.edges.map((edge) => svg`<path d=${line(drawn, edge)}></path>`)}
    ${graph.nodes.map((node) => {
      const at = drawn.node(node.id);
      const text = `${KINDS[node.type]} ${node.name}: ${second(page, node)}`;
      return svg`<a href=${target(node)} data-state=${state(page, node)} aria-label=${text}><title>${text}</title>
        <rect x=${at.x - NODE.width / 2} y=${at.y - NODE.height / 2} width=${NODE.width} height=${NODE.height} rx=${node.type === 'job' ? 20 : 5}></rect>
        <text x=${at.x} y=${at.y - 3} text-anchor="middle">${clipped(node.name)}</text>
        <text x=${at.x} y=${at.y + 13} text-anchor="middle" class="quiet">${second(page, node)}</text></a>`;
    })}
  </svg></div>`;
}

const legend = html`<p class="quiet legend">Tables and topics have the colour of how fresh their stream is, sinks of their state, jobs of their last run:
  ${['OK', 'RUNNING', 'LATE', 'FAILED', 'UNKNOWN'].map(badge)}</p>`;

const columnsOf = (page, graph) => html`<div class="columns narrow">${graph.nodes.filter((node) => node.type === 'table').map((node) => html`
  <details @toggle=${(event) => event.target.open && columns(page, node.name)}><summary>${node.name}</summary>
    ${page.state[node.name] ? html`${table(`Columns of ${node.name}`, COLUMNS, page.state[node.name])}<p>${link(`/tables/${node.name}`, 'The table')}</p>` : html`<p class="quiet">Loading…</p>`}</details>`)}</div>`;

const COLUMNS = [
  { title: 'Column', cell: (column) => html`<code title=${column.description}>${column.name}</code>` },
  { title: 'Type', cell: (column) => column.type },
];

async function columns(page, name) {
  if (page.state[name]) return;
  try {
    page.update({ [name]: (await get(`/tables/${name}`)).columns });
  } catch (failure) {
    page.tell(failure.message, true);
  }
}

export default {
  title: 'Lineage',
  load: (page, signal) => ({
    graph: get('/lineage', signal).then(async (graph) => {
      await place(page, graph);
      return graph;
    }),
    runs: get('/runs?top_level=false&limit=200', signal),
    streams: get('/streams', signal).then((known) => known.streams),
    sinks: get('/sinks', signal),
  }),
  view: (page, part) => html`<h1>Lineage</h1>
    ${panel('From topics to tables', part('graph', (graph) => html`${picture(page, graph)}${legend}`))}
    ${panel('Columns of tables', part('graph', (graph) => columnsOf(page, graph)))}`,
};
