import { factList, type Fact } from '../../../report/html/markup/fact-list.ts';
import { html, type Html, type Part } from '../../../report/html/markup/html.ts';
import { requestPart, responsePart } from '../../../report/html/message-part.ts';
import { counted } from '../../../report/text/counted.ts';
import { shortened } from '../../../report/text/printable.ts';
import { placeName, subjectOf, VERDICT_NAMES } from '../difference-text.ts';
import type { PublishedDifference } from '../parity-report.ts';

/** So many characters of a correction are shown: the file of --write-overlay has all of it. */
const MOST_CORRECTION = 4_000;

/** Returns a difference: both responses side by side, who is wrong, and what makes it vanish. */
export function differencePart(difference: PublishedDifference, anchor: string): Html {
  const { verdict, fails, cases, found } = difference;
  return html`<article class="finding ${fails ? 'fails' : 'new'}" id="${anchor}">
    <details>
      <summary>
        <span class="sign" aria-hidden="true">${fails ? '✗' : '?'}</span>
        <span class="head"
          ><span class="tag">${VERDICT_NAMES[verdict]}</span>
          <b class="operation">${subjectOf(difference)}</b>
          <span class="count">${counted(cases.length, 'case')}</span><br />
          <span class="found">server: ${sideText(found.target)}; mock: ${sideText(found.mock)}</span></span
        >
      </summary>
      ${factsPart(difference)} ${messagesPart(difference)} ${correctionPart(difference)}
      <h4>Compare again</h4>
      <pre class="copy"><code>${difference.again}</code></pre>
    </details>
  </article>`;
}

function sideText(text: string): string {
  return text === '' ? 'without it' : shortened(text, 100);
}

function factsPart({ title, because, described, descriptionPointer, likewise }: PublishedDifference): Html {
  const rows: readonly Fact[] = [
    ['Sent', title],
    ...because.map((reason) => ['Because', reason] as const),
    [
      'Described',
      html`${described === undefined ? '' : html`<code>${described}</code> `}<code
          >#${descriptionPointer}</code
        >`,
    ],
    ...(likewise.length === 0 ? [] : [['Likewise', likewise.map(placeName).join(', ')] as const]),
  ];
  return factList(rows);
}

function messagesPart(difference: PublishedDifference): Html {
  const { request, caseId, operationId, responses, kind, place } = difference;
  const pointer = kind === 'body' || kind === 'shape' ? (place ?? '').replaceAll('*', '0') : undefined;
  return html`<h4>Request to both</h4>
    ${requestPart({ request, caseId, operationId })}
    <div class="messages">
      <div>
        <h4>Server</h4>
        ${responsePart(responses.target, pointer)}
      </div>
      <div>
        <h4>Mock</h4>
        ${responsePart(responses.mock, pointer)}
      </div>
    </div>`;
}

function correctionPart({ correction, behaviour }: PublishedDifference): Part {
  return [
    correction === undefined
      ? ''
      : html`<h4>Correction, as an action of an overlay</h4>
          <pre class="copy"><code>${shortened(correction, MOST_CORRECTION)}</code></pre>`,
    behaviour === undefined
      ? ''
      : html`<h4>The start of a behaviour</h4>
          <pre class="copy"><code>${shortened(behaviour, MOST_CORRECTION)}</code></pre>`,
  ];
}
