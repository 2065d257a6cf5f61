import type { PublishedFinding, PublishedPlace } from '../findings/published-finding.ts';
import { counted } from '../text/counted.ts';
import { shortened } from '../text/printable.ts';
import { describedPart } from './described-part.ts';
import { findingFacts } from './finding-facts.ts';
import { html, type Html, type Part } from './markup/html.ts';
import { requestPart, responsePart } from './message-part.ts';

/** How a finding is shown. */
interface FindingView {
  /** Identifies it within the page. */
  readonly anchor: string;
  /** Without requests and responses, where the page would get too large. */
  readonly isShort: boolean;
}

/** So many places, and cases, of a finding are listed; the report as JSON has them all. */
const MOST_LISTED = 20;

/** So many characters of curl lines are shown. */
const MOST_CURL = 4_000;

/** Returns a finding: a line that says what was found, and below it all that explains it. */
export function findingPart(finding: PublishedFinding, { anchor, isShort }: FindingView): Html {
  const { check, confidence, operationId, found, rule, standing, fails, request } = finding;
  const kind = standing?.kind ?? 'new';
  const [sign, words] = signOf(finding);
  return html`<article
    class="finding ${fails ? 'fails' : kind}"
    id="${anchor}"
    data-check="${check}"
    data-confidence="${confidence}"
    data-standing="${fails ? 'fails' : kind}"
  >
    <details>
      <summary>
        <span class="sign" title="${words}">${sign}<span class="unseen"> ${words}:</span></span>
        <span class="head"
          ><strong>${check}</strong> <span class="tag">${confidence}</span>
          <span class="tag">${request.method}</span>
          <b class="operation">${operationId}</b>${countsOf(finding)}<br /><span class="found"
            >${rule}; found: ${shortened(found, 200)}</span
          ></span
        >
      </summary>
      ${findingFacts(finding)}
      ${isShort ? html`<p>Its request and response are in the JSON report: this page would get too large.</p>` : messagesPart(finding)}
      ${placesPart(finding)}
    </details>
  </article> `;
}

function signOf({ fails, standing }: PublishedFinding): readonly [string, string] {
  if (fails) return ['✗', 'fails the run'];
  if (standing?.kind === 'accepted') return ['~', 'accepted by the baseline'];
  if (standing?.kind === 'expired') return ['!', 'accepted before, expired'];
  return ['i', 'does not fail the run'];
}

function countsOf({ count, places }: PublishedFinding): Part {
  const texts = [
    ...(count > 1 ? [counted(count, 'case')] : []),
    ...(places.length > 1 ? [counted(places.length, 'place')] : []),
  ];
  return texts.length === 0 ? '' : html` <span class="count">${texts.join(', ')}</span>`;
}

function messagesPart(finding: PublishedFinding): Html {
  const { response, pointer, check, curl, replay, alone } = finding;
  const shownAt = check === 'header' ? undefined : pointer;
  const script = shortened(curl.join('\n'), MOST_CURL);
  return html`<div class="messages">
      <div>
        <h4>Request</h4>
        ${requestPart(finding)}
      </div>
      <div>
        <h4>Response</h4>
        ${responsePart(response, shownAt)}
      </div>
    </div>
    ${describedPart(finding)}
    ${
      script === ''
        ? ''
        : html`<h4>See it yourself</h4>
            <pre class="copy"><code>${script}</code></pre>`
    }
    <h4>Is it fixed?</h4>
    <pre class="copy"><code>${replay === '' ? alone : replay}</code></pre>`;
}

function placesPart({ places, cases, caseId }: PublishedFinding): Part {
  const [, ...others] = places;
  if (others.length > 0) {
    return html`<h4>Also at</h4>
      <ul>
        ${listed(others.map(placeItem))}
      </ul>`;
  }
  const rest = cases.filter((id) => id !== caseId);
  if (rest.length === 0) return '';
  return html`<h4>Also in</h4>
    <ul>
      ${listed(rest.map((id) => html`<li><code>${id}</code></li>`))}
    </ul>`;
}

function placeItem({ operationId, pointer, found, count }: PublishedPlace): Html {
  return html`<li>
    <b>${operationId}</b> ${pointer ? html`<code>${pointer}</code> ` : ''}${shortened(found, 160)}
    (${counted(count, 'case')})
  </li>`;
}

function listed(items: readonly Html[]): Part {
  const rest = items.length - MOST_LISTED;
  return rest <= 0 ? items : [...items.slice(0, MOST_LISTED), html`<li>and ${rest} more</li>`];
}
