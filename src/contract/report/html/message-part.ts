import type { PublishedFinding, PublishedRequest, PublishedResponse } from '../findings/published-finding.ts';
import { shortened } from '../text/printable.ts';
import { changedPart, type ChangedPart } from './changed-part.ts';
import { html, type Html } from './markup/html.ts';
import { markedJson } from './marked-json.ts';

/** Returns a request with its body; the part that its case is about is marked, unless the finding is about the response. */
export function requestPart({
  request,
  caseId,
  operationId,
  pointer: place,
}: Pick<PublishedFinding, 'request' | 'caseId' | 'operationId' | 'pointer'>): Html {
  const changed = place === undefined ? changedPart({ caseId, operationId }) : undefined;
  const headers = Object.entries(request.headers).map(([name, text]) => {
    const line = `\n${name}: ${text}`;
    return changed?.kind === 'header' && changed.name.toLowerCase() === name.toLowerCase()
      ? marked(line)
      : html`${line}`;
  });
  const head = html`<b>${request.method}</b> ${targetPart(request, changed)}${headers}`;
  const pointer = changed?.kind === 'body' ? changed.pointer : undefined;
  return html`<pre><code>${head}${request.body === undefined ? '' : ['\n\n', bodyPart(request.body, pointer)]}</code></pre>`;
}

/** Returns a response with the part of its body that is shown; the place of the finding is marked. */
export function responsePart(response: PublishedResponse | undefined, pointer: string | undefined): Html {
  if (response === undefined) return html`<p>There was no response.</p>`;
  const { status, contentType = '', excerpt } = response;
  const isStatus = pointer === undefined;
  const head = isStatus ? html`<mark>${status}</mark>` : html`<b>${status}</b>`;
  return html`<pre><code>${head} ${contentType}${excerpt === '' ? '' : ['\n\n', bodyPart(excerpt, pointer)]}</code></pre>`;
}

/** Marks the parameter of the query that a case is about, as often as it is there. */
function targetPart({ target }: PublishedRequest, changed: ChangedPart | undefined): Html {
  if (changed?.kind !== 'query') return html`${target}`;
  const name = encodeURIComponent(changed.name);
  const parts = target.split(/(?<=[?&])/);
  return html`${parts.map((part) => (part.startsWith(`${name}=`) || part.startsWith(`${name}%5B`) ? marked(part) : part))}`;
}

/** A body that is no JSON is shown as it is, up to so many characters. */
const MOST = 2_100;

function bodyPart(body: string, pointer: string | undefined): Html {
  const lines = markedJson(body, pointer);
  if (lines === undefined) return html`${shortened(body, MOST)}`;
  return html`${lines.map(({ text, isMarked }, index) => [index === 0 ? '' : '\n', isMarked ? marked(text) : text])}`;
}

function marked(text: string): Html {
  return html`<mark>${text}</mark>`;
}
