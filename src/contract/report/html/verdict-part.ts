import type { PublishedVerdict } from '../published-report.ts';
import { html, type Html } from './markup/html.ts';

/** Returns a verdict in large letters, with a sign for those who see no colours. */
export function verdictPart({ kind, reason }: PublishedVerdict): Html {
  const [level, sign] = LEVELS[kind];
  return html`<p class="verdict ${level}">
    <span aria-hidden="true">${sign}</span> <strong>${kind}</strong> <span>${reason}</span>
  </p>`;
}

const LEVELS: Readonly<Record<PublishedVerdict['kind'], readonly [string, string]>> = {
  passed: ['good', '✓'],
  failed: ['bad', '✗'],
  blocked: ['middling', '!'],
  unreached: ['middling', '!'],
  uncovered: ['middling', '!'],
  broken: ['bad', '✗'],
};
