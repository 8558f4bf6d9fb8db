// The API, as the console knows it: JSON in and out, problems as errors.

let csrf = null;

/** A refusal of the API, RFC 9457. */
export class Problem extends Error {
  constructor(status, body) {
    super(body.detail || body.title || `the service answered ${status}`);
    this.status = status;
    this.code = body.code || '';
    this.title = body.title || `Status ${status}`;
    this.requestId = body.request_id || '';
  }
}

async function answer(response) {
  if (response.status === 204) return null;
  const text = await response.text();
  let body = {};
  try {
    body = text ? JSON.parse(text) : {};
  } catch {
    body = { detail: text.slice(0, 200) };
  }
  if (!response.ok) throw new Problem(response.status, body);
  return body;
}

async function send(method, path, body, signal) {
  const headers = { Accept: 'application/json' };
  if (body !== undefined) headers['Content-Type'] = 'application/json';
  if (csrf && method !== 'GET') headers['X-CSRF-Token'] = csrf;
  try {
    const request = { method, headers, signal, credentials: 'same-origin' };
    if (body !== undefined) request.body = JSON.stringify(body);
    return await answer(await fetch(`/api/v1${path}`, request));
  } catch (failure) {
    if (failure instanceof Problem || failure.name === 'AbortError') throw failure;
    throw new Problem(0, { title: 'batch-api does not answer', detail: 'The service cannot be reached: is it running? This page goes on asking.' });
  }
}

export const get = (path, signal) => send('GET', path, undefined, signal);
export const post = (path, body) => send('POST', path, body);

/** A query string of what is set. */
export function query(parameters) {
  const set = Object.entries(parameters).filter(([, value]) => value !== undefined && value !== null && value !== '');
  return set.length ? `?${new URLSearchParams(set)}` : '';
}

/** Who is signed in; throws a Problem with status 401 when somebody has to. */
export async function session() {
  const known = await get('/session');
  csrf = known.csrf || null;
  return known;
}

export async function signIn(credential) {
  const known = await post('/session', { credential });
  csrf = known.csrf || null;
  return known;
}

export async function signOut() {
  await send('DELETE', '/session');
  csrf = null;
}
