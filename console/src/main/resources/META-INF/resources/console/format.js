// Numbers, sizes and times as people read them; UTC unless said.

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
const compact = new Intl.NumberFormat('en', { notation: 'compact', maximumFractionDigits: 1 });
const local = new Intl.DateTimeFormat(undefined, { dateStyle: 'medium', timeStyle: 'long' });

export const number = (value) => (value === undefined || value === null ? '–' : whole.format(value));

export function bytes(value) {
  if (value === undefined || value === null) return '–';
  const units = ['B', 'kB', 'MB', 'GB', 'TB', 'PB'];
  let unit = 0;
  let size = value;
  while (size >= 1000 && unit < units.length - 1) {
    size /= 1000;
    unit += 1;
  }
  return `${short.format(size)} ${units[unit]}`;
}

/** A rate per second. */
export const rate = (value) => (value === undefined || value === null ? '–' : `${value >= 10 ? whole.format(value) : short.format(value)}/s`);

/** A thousand as 1K: where there is little room. */
export const brief = (value) => compact.format(value);

const parts = (large, unit, small, smaller) => `${large} ${unit}${small ? ` ${small} ${smaller}` : ''}`;

export function duration(ms) {
  if (ms === undefined || ms === null) return '–';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${short.format(ms / 1000)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return parts(Math.floor(seconds / 60), 'min', seconds % 60, 's');
  const minutes = Math.floor(seconds / 60);
  if (minutes < 48 * 60) return parts(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
  return parts(Math.floor(minutes / 1440), 'd', Math.floor((minutes % 1440) / 60), 'h');
}

export const seconds = (value) => (value === undefined || value === null ? '–' : value === 0 ? '0 s' : duration(value * 1000));

/** How old something is, from seconds. */
export const age = (value) => (value === undefined || value === null ? '–' : `${seconds(value)} old`);

/** 2026-01-31 09:26:53 UTC. */
export const utc = (iso) => (iso ? `${new Date(iso).toISOString().slice(0, 19).replace('T', ' ')} UTC` : '–');

export const localTime = (iso) => local.format(new Date(iso));

/** How long ago, or in how long. */
export function relative(iso, now = Date.now()) {
  const passed = now - new Date(iso).getTime();
  if (Math.abs(passed) < 1000) return 'now';
  // Nobody needs seconds of what was ten minutes ago.
  const precision = Math.abs(passed) < 600_000 ? 1000 : 60_000;
  const text = duration(Math.floor(Math.abs(passed) / precision) * precision);
  return passed > 0 ? `${text} ago` : `in ${text}`;
}

/** 20261123t051929347_03676ec6 as 03676ec6: the rest is its time, which stands beside it. */
export const shortId = (run) => run.slice(run.lastIndexOf('_') + 1);
