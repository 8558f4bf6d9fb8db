// Numbers, sizes and times as people read them; UTC unless said.

const whole = new Intl.NumberFormat('en', { maximumFractionDigits: 0 });
const short = new Intl.NumberFormat('en', { maximumFractionDigits: 1 });
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

export function duration(ms) {
  if (ms === undefined || ms === null) return '–';
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${short.format(ms / 1000)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  const minutes = Math.floor(seconds / 60);
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h ${minutes % 60} min`;
  return `${Math.floor(minutes / 1440)} d ${Math.floor((minutes % 1440) / 60)} h`;
}

export const seconds = (value) => (value === undefined || value === null ? '–' : duration(value * 1000));

/** 2026-01-31 09:26:53 UTC. */
export const utc = (iso) => (iso ? `${new Date(iso).toISOString().slice(0, 19).replace('T', ' ')} UTC` : '–');

export const localTime = (iso) => local.format(new Date(iso));

/** How long ago, or in how long. */
export function relative(iso, now = Date.now()) {
  const passed = now - new Date(iso).getTime();
  if (Math.abs(passed) < 1000) return 'now';
  const text = duration(Math.abs(passed) < 60_000 ? Math.round(Math.abs(passed) / 1000) * 1000 : Math.abs(passed));
  return passed > 0 ? `${text} ago` : `in ${text}`;
}

/** 20261123t051929347_03676ec6 as 03676ec6: the rest is its time, which stands beside it. */
export const shortId = (run) => run.slice(run.lastIndexOf('_') + 1);
