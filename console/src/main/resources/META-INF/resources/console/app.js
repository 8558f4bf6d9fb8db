// The frame: which page an address is, who is signed in, and how pages stay up to date.
import { html, nothing, render } from './libraries.js';
import { session, signOut } from './api.js';
import { empty, isAway, loadedPart, problem } from './parts.js';

const PAGES = [
  ['/', 'Overview', 'overview'],
  ['/lineage', 'Lineage', 'lineage'],
  ['/runs', 'Runs', 'runs'],
  ['/jobs', 'Jobs', 'jobs'],
  ['/tables', 'Tables', 'tables'],
  ['/dead-letters', 'Dead letters', 'dead-letters'],
  ['/sinks', 'Sinks', 'sinks'],
];
/** What an address shows that none of them knows. */
const NOWHERE = {
  title: 'No such page',
  everyMs: 3_600_000,
  load: () => ({}),
  view: () => html`<h1>There is no such page</h1>${empty(`Nothing is at ${location.pathname}.`, 'Choose a page above.')}`,
};
const DETAILS = { runs: 'run', jobs: 'job', tables: 'table' };
const ROLES = ['viewer', 'operator', 'admin'];
const TOAST_MS = 6000;

const root = document.getElementById('console');
let who = null;
let current = null;
let toast = null;

/** What is open: its address, data and what it can do. */
class Page {
  constructor(module, name, argument) {
    Object.assign(this, { module, name, argument, path: location.pathname, parts: {}, state: {}, busy: false, stopped: new AbortController(), timer: 0 });
  }

  get query() {
    return new URLSearchParams(location.search);
  }

  get sparkUi() {
    return who?.spark_ui;
  }

  may(role) {
    return who !== null && ROLES.indexOf(who.role) >= ROLES.indexOf(role);
  }

  /** Shows what is known. */
  update(change = {}) {
    Object.assign(this.state, change);
    if (current === this) draw();
  }

  /**
   * Writes choices into the address and shows what follows.
   *
   * @param kept whether the browser's way back leads to how it was before
   * @param shownOnly whether what is known already is enough
   */
  filter(choices, { kept = false, shownOnly = false } = {}) {
    const changed = this.query;
    Object.entries(choices).forEach(([name, value]) => (value ? changed.set(name, value) : changed.delete(name)));
    const text = changed.toString();
    history[kept ? 'pushState' : 'replaceState'](null, '', location.pathname + (text ? `?${text}` : ''));
    if (shownOnly) this.update();
    else this.load();
  }

  /** Tells something for a while. */
  tell(text, failed = false) {
    say(text, failed);
  }

  /** Does something and tells what came of it. */
  async act(text, work) {
    this.busy = true;
    draw();
    try {
      const told = await work();
      say(told || `${text}: done`);
    } catch (failure) {
      say(`${text}: ${failure.message}`, true);
    }
    this.busy = false;
    this.load();
  }

  /** Asks for all parts, each for itself, and again after a while. */
  async load() {
    clearTimeout(this.timer);
    const asked = this.module.load(this, this.stopped.signal);
    await Promise.all(Object.entries(asked).map(async ([name, answer]) => {
      try {
        const value = await answer;
        if (value !== undefined) this.parts[name] = { value };
      } catch (failure) {
        if (failure.name === 'AbortError') return;
        if (failure.status === 401) signInFirst();
        this.parts[name] = { ...this.parts[name], error: failure };
      }
      this.update();
    }));
    if (current === this) this.timer = setTimeout(() => (document.hidden ? this.later() : this.load()), this.module.everyMs || 4000);
  }

  later() {
    document.addEventListener('visibilitychange', () => current === this && this.load(), { once: true });
  }

  stop() {
    clearTimeout(this.timer);
    this.stopped.abort();
    this.module.leave?.(this);
  }
}

function say(text, failed = false) {
  const told = { text, failed };
  toast = told;
  draw();
  setTimeout(() => {
    if (toast === told) {
      toast = null;
      draw();
    }
  }, TOAST_MS);
}

function signInFirst() {
  who = null;
  const next = location.pathname + location.search;
  if (location.pathname !== '/sign-in') go(`/sign-in${next === '/' ? '' : `?next=${encodeURIComponent(next)}`}`);
}

function draw() {
  const name = current?.name;
  render(html`<a class="skip" href="#main">Skip to the content</a>
    <header class="top">
      <a class="brand" href="/"><img src="/console/icon.svg" alt="" width="24" height="24"> Streamify</a>
      <nav aria-label="Console">${PAGES.map(([path, text, page]) => html`<a href=${path} aria-current=${name === page || DETAILS[page] === name ? 'page' : nothing}>${text}</a>`)}</nav>
      <div class="who">${who ? html`<span title="What you may do: ${who.role}">${who.name}</span>${who.anonymous ? nothing : html`<button class="small" type="button" @click=${leave}>Sign out</button>`}` : nothing}
        <button class="small" type="button" @click=${switchTheme} aria-label="Light or dark">◐</button></div>
    </header>
    <main id="main" tabindex="-1">${away()}${current ? current.module.view(current, (part, view) => loadedPart(current.parts[part], view)) : nothing}</main>
    <div class="toast ${toast?.failed ? 'failed' : ''}" role="status" aria-live="polite" ?hidden=${!toast}>${toast?.text}</div>`, root);
}

/** That the service does not answer, once for all parts of the page. */
function away() {
  const known = Object.values(current?.parts ?? {}).find(({ error }) => isAway(error));
  return known ? problem(known.error) : nothing;
}

async function leave() {
  await signOut();
  signInFirst();
}

function switchTheme() {
  const dark = document.documentElement.dataset.theme
    ? document.documentElement.dataset.theme === 'dark'
    : matchMedia('(prefers-color-scheme: dark)').matches;
  document.documentElement.dataset.theme = dark ? 'light' : 'dark';
  localStorage.setItem('theme', document.documentElement.dataset.theme);
  current?.module.themeChanged?.(current);
  draw();
}

/** Shows another address. */
function go(path) {
  history.pushState(null, '', path);
  open(true);
}

async function open(moved = false) {
  const [, first = '', argument = ''] = location.pathname.split('/');
  const known = PAGES.find(([path]) => path === `/${first}`) || (first === 'overview' ? PAGES[0] : null);
  const name = first === 'sign-in' ? first : argument && DETAILS[first] ? DETAILS[first] : known?.[2];
  current?.stop();
  current = null;
  try {
    if (!who && name !== 'sign-in') who = await session();
    const { default: module } = name ? await import(`./pages/${name}.js`) : { default: NOWHERE };
    current = new Page(module, name ?? 'nowhere', decodeURIComponent(argument));
    document.title = `${argument ? `${current.argument} · ` : ''}${module.title} · Streamify`;
    draw();
    if (moved) document.getElementById('main').focus({ preventScroll: true });
    scrollTo(0, 0);
    await current.load();
    if (location.hash) document.getElementById(location.hash.slice(1))?.scrollIntoView();
  } catch (failure) {
    if (failure.status === 401) {
      signInFirst();
      return;
    }
    render(problem(failure), root);
    setTimeout(() => open(), 3000);
  }
}

/** For the page that signs in. */
export function signedIn(known, next) {
  who = known;
  go(next);
}

document.addEventListener('click', (event) => {
  const anchor = event.target.closest('a');
  const plain = event.button === 0 && !event.metaKey && !event.ctrlKey && !event.shiftKey && !event.altKey;
  const href = anchor?.href?.baseVal ?? anchor?.getAttribute('href');
  if (!anchor || !plain || !href?.startsWith('/') || href.startsWith('/q/') || anchor.hasAttribute('target')) return;
  event.preventDefault();
  go(href);
});
document.addEventListener('keydown', (event) => {
  if (event.key !== '/' || event.target.closest('input, select, textarea')) return;
  const field = document.querySelector('main input, main select');
  if (field) {
    event.preventDefault();
    field.focus();
  }
});
addEventListener('resize', () => current?.update());
addEventListener('popstate', () => (current?.path === location.pathname ? current.load() : open(true)));
const theme = localStorage.getItem('theme');
if (theme) document.documentElement.dataset.theme = theme;
open();
