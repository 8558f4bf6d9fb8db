// Sign-in with a key of the service or a token of the OpenID provider.
import { html, nothing } from '../libraries.js';
import { session, signIn } from '../api.js';
import { problem } from '../parts.js';
import { signedIn } from '../app.js';

/** Where to go afterwards: on this service, whatever the address says. */
function next(page) {
  const wanted = page.query.get('next') || '/';
  const url = new URL(wanted, location.origin);
  return url.origin === location.origin && wanted.startsWith('/') ? url.pathname + url.search : '/';
}

async function submit(page, event) {
  event.preventDefault();
  const field = event.target.elements.credential;
  page.update({ failure: null, busy: true });
  try {
    await signIn(field.value);
    field.value = '';
    // Asked again, so that a browser that keeps no cookie is found out here.
    signedIn(await session(), next(page));
  } catch (failure) {
    if (failure.status === 401 && !isSecureContext) failure.message += '. Sessions need https, or an address of this machine.';
    page.update({ failure, busy: false });
  }
}

export default {
  title: 'Sign in',
  everyMs: 3_600_000,
  load: () => ({}),
  view: (page) => html`<form class="panel sign-in" @submit=${(event) => submit(page, event)}>
    <h1>Sign in</h1>
    <label>Key or token <input type="password" name="credential" autocomplete="current-password" required autofocus></label>
    <p class="quiet">A key begins with <code>sfy_</code>. Whoever runs this service makes them.</p>
    ${page.state.failure ? problem(page.state.failure) : nothing}
    <button type="submit" ?disabled=${page.state.busy}>Sign in</button>
  </form>`,
};
