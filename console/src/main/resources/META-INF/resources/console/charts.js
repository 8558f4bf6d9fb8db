// Drawings as SVG; what has axes is in plot.js.
import { html, nothing, svg } from './libraries.js';
import { duration, utc } from './format.js';

const SPARK = { width: 110, height: 26 };
// Where there is room names stand beside their lane, else above it. In the drawing's units.
const GANTT = {
  wide: { width: 1200, label: 200, row: 22, top: 24, bars: 3, ticks: 6, longest: 28 },
  narrow: { width: 400, label: 0, row: 42, top: 24, bars: 20, ticks: 3, longest: 48 },
  bar: 16,
  least: 4,
};
const NARROW = 800; // pixels

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
  const { width, label, row, top, bars, ticks, longest } = innerWidth < NARROW ? GANTT.narrow : GANTT.wide;
  const lanes = [...new Set(runs.map((run) => run.job))];
  const height = top + lanes.length * row + 4;
  const x = (at) => label + ((width - label) * Math.min(Math.max(at - from, 0), to - from)) / (to - from);
  const times = Array.from({ length: ticks + 1 }, (_, index) => from + ((to - from) * index) / ticks);
  const day = to - from > 24 * 3_600_000;
  const text = (at, index) => (index === ticks ? 'now' : utc(at).slice(day ? 5 : 11, 16));
  const anchor = (index) => (index === ticks ? 'end' : index === 0 ? 'start' : 'middle');
  return html`<svg class="gantt" viewBox="0 0 ${width} ${height}" role="group" aria-label="Runs over time, UTC">
    ${times.map((at, index) => svg`<line x1=${x(at)} x2=${x(at)} y1="18" y2=${height}></line>
      <text class="quiet" x=${x(at)} y="12" text-anchor=${anchor(index)}>${text(at, index)}</text>`)}
    ${lanes.map((job, lane) => svg`<a href="/jobs/${job}" class="lane"><title>${job}</title><text x="0" y=${top + lane * row + 15}>${job.length > longest ? `${job.slice(0, longest - 1)}…` : job}</text></a>`)}
    ${runs.map((run) => bar(run, x, top + lanes.indexOf(run.job) * row + bars, width))}
  </svg>`;
}

function bar(run, x, y, width) {
  const start = new Date(run.started_at || run.requested_at).getTime();
  const end = run.finished_at ? new Date(run.finished_at).getTime() : Date.now();
  const told = `${run.job}: ${run.state.toLowerCase()}, ${utc(run.requested_at)}, took ${duration(end - start)}`;
  return svg`<a href="/runs/${run.id}" data-state=${run.state} aria-label=${told}><title>${told}</title>
    <rect x=${Math.min(x(start), width - GANTT.least)} y=${y} width=${Math.max(x(end) - x(start), GANTT.least)} height=${GANTT.bar} rx="3"></rect></a>`;
}

/** Shares of a whole. */
export const meter = (done, all, text = `${done} of ${all}`) => (all > 0 ? html`<progress max=${all} value=${done} aria-label=${text} title=${text}></progress>` : nothing);
