import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { once } from '../../../../base/memoise.ts';
import { packageRoot } from '../../package/package-root.ts';
import type { HeaderFields } from '../../../../http/message.ts';

/** The page as it is sent: the same for everybody, and with nothing of the mock in it. */
export interface PageHtml {
  readonly text: string;
  readonly headers: HeaderFields;
}

/** Reads the page, which the build has made. @throws Error where it is missing */
export const pageHtml = once((): PageHtml => {
  const text = readFileSync(new URL('dist/page.html', packageRoot()), 'utf8');
  return { text, headers: { ...FIELDS, 'content-security-policy': policyOf(text) } };
});

const FIELDS: HeaderFields = {
  'content-type': 'text/html; charset=utf-8',
  'cache-control': 'no-store',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'x-frame-options': 'DENY',
};

/** Lets the page run its own script alone, use its own style, and ask nobody but its own server. */
function policyOf(text: string): string {
  return [
    `default-src 'none'`,
    `script-src ${hashesOf(text, 'script')}`,
    `style-src ${hashesOf(text, 'style')}`,
    `img-src data:`,
    `connect-src 'self'`,
    `base-uri 'none'`,
    `form-action 'none'`,
    `frame-ancestors 'none'`,
    `require-trusted-types-for 'script'`,
    `trusted-types 'none'`,
  ].join('; ');
}

function hashesOf(text: string, element: string): string {
  const contents = [...text.matchAll(new RegExp(`<${element}[^>]*>([^]*?)</${element}>`, 'g'))];
  const hashes = contents.map(([, content = '']) => createHash('sha256').update(content).digest('base64'));
  return hashes.map((hash) => `'sha256-${hash}'`).join(' ');
}
