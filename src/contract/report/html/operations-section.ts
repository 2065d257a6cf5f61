import type { PublishedOperation, PublishedReach, PublishedReport } from '../published-report.ts';
import { counted } from '../text/counted.ts';
import { html, type Html, type Part } from './markup/html.ts';
import { responsePart } from './message-part.ts';
import { tablePart } from './markup/table-part.ts';

/** Returns the operations: which were reached, why the others were not, and what was blocked, left over and left out. */
export function operationsSection(report: PublishedReport, anchor: string): Html {
  const { operations, reach, excluded = [], run, refusals } = report;
  const documented = operations.filter((one) => one.documented);
  const others = operations.length - documented.length;
  const reasons = new Map(reach.map((one) => [one.operationId, one]));
  const rows = documented.map((one) => operationRow(one, reasons.get(one.id)));
  const table = tablePart({
    label: 'Operations',
    caption: 'Operations, their cases, and whether they were reached',
    columns: ['Operation', 'Cases', 'Failed', 'Blocked', 'Reached'],
    rows,
  });
  return html`<h3 id="${anchor}-operations">Operations</h3>
    <p class="hint">An operation is reached when the server answered a valid request with a success.</p>
    ${table}
    ${others === 0 ? '' : html`<p>Beside them, ${counted(others, 'method')} not documented: see the findings of methodRefused.</p>`}
    ${blockedPart(report)}
    ${listPart(
      'Creates that were refused with every body that was tried',
      refusals.map(
        ({ operationId, request, status, response, next }) =>
          html`<b>${operationId}</b>: <code>${request}</code> was answered ${status ?? 'not at all'}
            <code>${response}</code>. ${next}`,
      ),
    )}
    ${listPart(
      'Left over on the server',
      run.leftovers.map((one) => html`<code>${one}</code>`),
    )}
    ${listPart('Left out by options', excluded)}`;
}

function operationRow(one: PublishedOperation, reach: PublishedReach | undefined): Html {
  const { id, method, path, cases, failed, blocked } = one;
  return html`<tr>
    <th scope="row">${id}<br /><span class="path">${id.includes(' ') ? '' : `${method} ${path}`}</span></th>
    <td class="number">${cases}</td>
    <td class="number">${failed === 0 ? '–' : html`<b class="bad">${failed}</b>`}</td>
    <td class="number">${blocked === 0 ? '–' : html`<b>${blocked}</b>`}</td>
    <td>${reachPart(reach)}</td>
  </tr>`;
}

function reachPart(reach: PublishedReach | undefined): Part {
  if (reach === undefined) return 'not judged';
  if (reach.kind === 'reached') return '✓ reached';
  const { reason = '', next, refusal } = reach;
  const name = reach.kind === 'notTried' ? '– not tried' : '✗ not reached';
  const answer = refusal && html`${responsePart(refusal.response, undefined)}`;
  return html`<details>
    <summary>${name}</summary>
    <p>${reason}</p>
    ${answer}${next ? html`<p>${next}</p>` : ''}
  </details>`;
}

/** So many cases are named for a reason. */
const MOST_NAMED = 20;

function blockedPart({ cases }: PublishedReport): Part {
  const reasons = new Map<string, string[]>();
  for (const { id, verdict, reason = '' } of cases) {
    if (verdict === 'blocked') reasons.set(reason, [...(reasons.get(reason) ?? []), id]);
  }
  const items = [...reasons].map(([reason, ids]) => {
    const rest = ids.length - MOST_NAMED;
    const names = ids.slice(0, MOST_NAMED).map((id) => html`<li><code>${id}</code></li>`);
    return html`<details>
      <summary>${reason} (${ids.length})</summary>
      <ul>
        ${names}${rest > 0 ? html`<li>and ${rest} more</li>` : ''}
      </ul>
    </details>`;
  });
  return listPart('Blocked: a request that prepares the case was refused', items);
}

function listPart(title: string, items: readonly Part[]): Part {
  if (items.length === 0) return '';
  return html`<h4>${title}</h4>
    <ul>
      ${items.map((item) => html`<li>${item}</li>`)}
    </ul>`;
}
