// Charts over time, with uPlot.
import { html, loadChart, ref } from './libraries.js';
import { relative, utc } from './format.js';

const HEIGHT = 200;
const FEW = 60;
// Steps of the axis: there are no half rows or milliseconds.
const STEPS = Array.from({ length: 46 }, (_, index) => [1, 2, 5][index % 3] * 10 ** Math.floor(index / 3));

/**
 * Lines over time, or bars.
 *
 * @param text what they show
 * @param times epoch milliseconds, ascending
 * @param series {label, values, color (a custom property), show(value)}
 * @param stacked bars that stand on each other, each from its time to the next one
 */
export function chart(text, times, series, { stacked = false } = {}) {
  if (times.length < 2) return html`<p class="quiet">Two points make a line: there ${times.length === 1 ? 'is one' : 'are none'} yet.</p>`;
  const told = `${text}, from ${relative(times[0])} to ${relative(times.at(-1))}`;
  return html`<div class="chart" role="img" aria-label=${told} ${ref((element) => element && draw(element, times, series, stacked))}></div>`;
}

async function draw(element, times, series, stacked) {
  const shown = series.map((one) => one.values);
  const stamp = JSON.stringify([times, shown, series.map((one) => one.label)]) + document.documentElement.dataset.theme + element.clientWidth;
  if (element.stamp === stamp) return;
  element.stamp = stamp;
  const Chart = await loadChart();
  if (element.stamp !== stamp || !element.isConnected) return;
  element.chart?.destroy();
  const lines = stacked ? sums(shown) : shown;
  const bars = stacked ? Chart.paths.bars({ size: [1, Infinity], align: 1 }) : null;
  element.chart = new Chart({ ...frame(element, series), series: [TIME, ...series.map((one) => line(element, one, bars))] }, [times.map((time) => time / 1000), ...lines], element);
}

/** Each series with those after it, which are drawn over it: what is seen of each is its own. */
const sums = (series) => series.map((own, first) => own.map((_, at) => series.slice(first).reduce((sum, values) => sum + (values[at] ?? 0), 0)));

const TIME = { label: 'Time (UTC)', value: (plot, at) => utc((at ?? plot.data[0].at(-1)) * 1000) };

/** Where no pointer is, the legend tells the newest values. */
const line = (element, one, bars) => ({
  label: one.label,
  stroke: color(element, one.color),
  ...(bars ? { paths: bars, fill: color(element, one.color), width: 0, points: { show: false } } : { width: 1.5, points: { show: one.values.length < FEW } }),
  value: (_plot, _value, _series, at) => {
    const value = one.values[at ?? one.values.length - 1];
    return value === null || value === undefined ? '–' : one.show(value);
  },
});

const color = (element, name) => getComputedStyle(element).getPropertyValue(name).trim();

function frame(element, series) {
  const axis = { stroke: color(element, '--quiet'), grid: { stroke: color(element, '--line'), width: 1 }, ticks: { stroke: color(element, '--line') } };
  return {
    width: element.clientWidth || 600,
    height: HEIGHT,
    tzDate: (at) => new Date(at * 1000 + new Date(at * 1000).getTimezoneOffset() * 60_000), // UTC
    scales: { y: { range: (_, low, high) => [Math.min(0, low), high > 0 ? high * 1.08 : 1] } },
    axes: [{ ...axis, space: 90, values: (_, times) => moments(times) }, { ...axis, size: 70, incrs: STEPS, values: (_, values) => values.map(series[0].show) }],
  };
}

/** Times as short as their distance allows. */
function moments(times) {
  const step = times.length > 1 ? times[1] - times[0] : 0;
  const [from, to] = step >= 86_400 ? [5, 10] : step >= 60 ? [11, 16] : [11, 19];
  return times.map((time) => new Date(time * 1000).toISOString().slice(from, to));
}
