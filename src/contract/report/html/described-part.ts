import type { PublishedFinding } from '../findings/published-finding.ts';
import { html, type Html } from './markup/html.ts';

/** Returns the lines of the description that a finding is about, where they are known, with their numbers. */
export function describedPart({
  place,
  descriptionPointer,
  described,
}: Pick<PublishedFinding, 'place' | 'descriptionPointer' | 'described'>): Html {
  const title = html`<h4>What the description says</h4>
    <p class="where">
      ${place === undefined ? '' : html`<code>${place}</code> `}<code>#${descriptionPointer}</code>
    </p>`;
  if (described === undefined) return title;
  const { first, marked, lines } = described;
  const width = String(first + lines.length - 1).length;
  const rows = lines.map((text, index) => {
    const number = String(first + index).padStart(width);
    const line = [html`<i>${number}</i>`, ` ${text}\n`];
    return first + index === marked ? html`<mark>${line}</mark>` : line;
  });
  return html`${title}
    <pre><code>${rows}</code></pre>`;
}
