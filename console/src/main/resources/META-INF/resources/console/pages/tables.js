// All tables: how much, how fresh, how many files.
import { html } from '../libraries.js';
import { get } from '../api.js';
import { age, bytes, number } from '../format.js';
import { empty, link, panel, search, table, time } from '../parts.js';

const fits = (page) => (one) => one.name.includes((page.query.get('q') || '').toLowerCase());

const list = (name, tables) => table(`Tables of ${name}`, [
  { title: 'Table', cell: (one) => html`${link(`/tables/${one.name}`, one.name)}<br><span class="quiet">${one.description}</span>` },
  { title: 'Rows', numeric: true, cell: (one) => number(one.rows) },
  { title: 'Files', numeric: true, cell: (one) => number(one.files) },
  { title: 'Size', numeric: true, cell: (one) => bytes(one.size_bytes) },
  { title: 'Newest row', numeric: true, cell: (one) => age(one.freshness_seconds) },
  { title: 'Last commit', cell: (one) => time(one.current_snapshot?.committed_at) },
  { title: 'Partitions', cell: (one) => one.partitioning.join(', ') },
], tables, { shape: 'cards of-tables' });

export default {
  title: 'Tables',
  load: (page, signal) => ({ tables: get('/tables', signal) }),
  view: (page, part) => html`<div class="title"><h1>Tables</h1>
      <div class="filters">${search(page)}</div></div>
    ${part('tables', ({ tables }) => {
      const shown = tables.filter(fits(page));
      if (shown.length === 0) return panel('Tables', empty(tables.length ? 'No table has that in its name.' : 'There are no tables yet.', 'batch-api makes them when it starts and the catalogue answers.'));
      return [...new Set(shown.map((one) => one.group))].map((group) => panel(group, list(group, shown.filter((one) => one.group === group))));
    })}`,
};
