import type { PublishedReport } from '../published-report.ts';
import { html, type Part } from './markup/html.ts';
import { tablePart } from './markup/table-part.ts';

/** So many operations are shown. */
const MOST = 15;

/** Returns the operations whose requests took longest on average. */
export function timesSection({ run }: PublishedReport, anchor: string): Part {
  const slowest = run.operations.toSorted((left, right) => right.mean - left.mean).slice(0, MOST);
  if (slowest.length === 0) return '';
  const rows = slowest.map(
    ({ operationId, requests, mean, slowest: most }) =>
      html`<tr>
        <th scope="row">${operationId}</th>
        <td class="number">${mean} ms</td>
        <td class="number">${most} ms</td>
        <td class="number">${requests}</td>
      </tr>`,
  );
  const table = tablePart({
    label: 'Slowest operations',
    caption: 'The slowest operations',
    columns: ['Operation', 'On average', 'Slowest', 'Requests'],
    rows,
  });
  return html`<h3 id="${anchor}-times">Slowest operations</h3>
    ${table}`;
}
