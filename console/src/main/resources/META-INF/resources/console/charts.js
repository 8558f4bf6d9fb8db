// Small drawings as SVG, larger ones over time with uPlot.
import { html, loadChart, nothing, ref, svg } from './libraries.js';
import { relative, utc } from './format.js';

const SPARK = { width: 110, height: 26 };
const GANTT = { width: 1200, label: 200, row: 22, top: 24, least: 4 };
const CHART_HEIGHT = 200;

/** A line of what was lately; values may be missing. */
export function spark(values, text) {
  const known = values.filter((value) => value !== null && value !== undefined);
  if (known.length < 2) return html`<span class="quiet">–</span>`;
  const highest = Math.max(...known, 1e-9);
  const x = (index) => (index * SPARK.width) / (values.length - 1);
  const y = (value) => SPARK.height - 2 - ((SPARK.height - 4) * value) / highest;
  const points = values.flatMap((value, index) => (value === null || value === undefined ? [] : [`${x(index).toFixed(1)},${y(value).toFixed(1)}`])).join(' ');
  return html`<svg class="spark" viewBox="0 0 ${SPARK.width} ${SPARK.height}" preserveAspectRatio="none" role="img" aria-label=${text}>
    <title>${text}</title><polyline points=${points}></polyline></svg>`;
}

/** Runs over time, a lane for each job. */
export function gantt(runs, from, to) {
  const lanes = [...new Set(runs.map((run) => run.job))];
  const height = GANTT.top + lanes.length * GANTT.row + 4;
  const width = GANTT.width - GANTT.label;
  const x = (at) => GANTT.label + (width * Math.min(Math.max(at - from, 0), to - from)) / (to - from);
  const ticks = Array.from({ length: 7 }, (_, index) => from + ((to - from) * index) / 6);
  const day = to - from > 24 * 3_600_000;
  const text = (at, index) => (index === 6 ? 'now' : utc(at).slice(day ? 5 : 11, 16));
  return html`<div class="scroll" tabindex="0" role="region" aria-label="Runs over time"><svg class="gantt" viewBox="0 0 ${GANTT.width} ${height}" role="group" aria-label="Runs over time, UTC">
    ${ticks.map((at, index) => svg`<line x1=${x(at)} x2=${x(at)} y1="18" y2=${height}></line>
      <text class="quiet" x=${x(at)} y="12" text-anchor=${index === 6 ? 'end' : 'middle'}>${text(at, index)}</text>`)}
    ${lanes.map((job, lane) => svg`<text x="0" y=${GANTT.top + lane * GANTT.row + 15}>${job.length > 32 ? `${job.slice(0, 31)}…` : job}</text>`)}
    ${runs.map((run) => bar(run, lanes.indexOf(run.job), x))}
  </svg></div>`;
}

function bar(run, lane, x) {
  const start = new Date(run.started_at || run.requested_at).getTime();
  const end = run.finished_at ? new Date(run.finished_at).getTime() : Date.now();
  const label = `${run.job}: ${run.state.toLowerCase()}, ${utc(run.requested_at)}`;
  return svg`<a href="/runs/${run.id}" data-state=${run.state} aria-label=${label}><title>${label}</title>
    <rect x=${Math.min(x(start), GANTT.width - GANTT.least)} y=${GANTT.top + lane * GANTT.row + 3} width=${Math.max(x(end) - x(start), GANTT.least)} height=${GANTT.row - 6} rx="3"></rect></a>`;
}

/**
 * Lines over time.
 *
 * @param text what they show
 * @param series {label, values, color (a custom property), show(value)}
 * @param times epoch milliseconds, ascending
 * @param stepped whether a value holds from its time to the next one
 */
export function chart(text, times, series, { stepped = false } = {}) {
  if (times.length < 2) return html`<p class="quiet">Two points make a line: there ${times.length === 1 ? 'is one' : 'are none'} yet.</p>`;
  const data = [times.map((time) => time / 1000), ...series.map((one) => one.values)];
  return html`<div class="chart" role="img" aria-label=${`${text}, from ${relative(times[0])} to ${relative(times.at(-1))}`} ${ref((element) => element && draw(element, data, series, stepped))}></div>`;
}

async function draw(element, data, series, stepped) {
  const stamp = JSON.stringify([data, series.map((one) => one.label)]) + document.documentElement.dataset.theme + element.clientWidth;
  if (element.stamp === stamp) return;
  element.stamp = stamp;
  const Chart = await loadChart();
  if (element.stamp !== stamp || !element.isConnected) return;
  element.chart?.destroy();
  element.chart = new Chart(options(element, series, stepped ? { paths: Chart.paths.stepped({ align: 1 }) } : {}), data, element);
}

function options(element, series, drawing) {
  const style = getComputedStyle(element);
  const color = (name) => style.getPropertyValue(name).trim();
  const axis = { stroke: color('--quiet'), grid: { stroke: color('--line'), width: 1 }, ticks: { stroke: color('--line') } };
  return {
    width: element.clientWidth || 600,
    height: CHART_HEIGHT,
    tzDate: (at) => new Date(at * 1000 + new Date(at * 1000).getTimezoneOffset() * 60_000), // UTC
    scales: { y: { range: (_, low, high) => [Math.min(0, low), high > 0 ? high * 1.08 : 1] } },
    axes: [{ ...axis, space: 90, values: (_, times) => moments(times) }, { ...axis, size: 70, values: (_, values) => values.map(series[0].show) }],
    series: [
      { label: 'Time (UTC)', value: (_, at) => (at === null ? '–' : utc(at * 1000)) },
      ...series.map((one) => ({ label: one.label, stroke: color(one.color), width: 1.5, spanGaps: false, points: { show: !drawing.paths && one.values.length < 60 }, ...drawing, value: (_, value) => (value === null ? '–' : one.show(value)) })),
    ],
  };
}

/** Times as short as their distance allows. */
function moments(times) {
  const step = times.length > 1 ? times[1] - times[0] : 0;
  const [from, to] = step >= 86_400 ? [5, 10] : step >= 60 ? [11, 16] : [11, 19];
  return times.map((time) => new Date(time * 1000).toISOString().slice(from, to));
}

/** Shares of a whole. */
export const meter = (done, all, text = `${done} of ${all}`) => (all > 0 ? html`<progress max=${all} value=${done} aria-label=${text} title=${text}></progress>` : nothing);
