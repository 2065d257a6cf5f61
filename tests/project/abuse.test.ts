import { readFileSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';

interface RawRequest {
  readonly name: string;
  readonly pieces: readonly (string | Uint8Array)[];
  readonly allowed: readonly string[];
}

const root = new URL('../../', import.meta.url);
const { RAW_REQUESTS } = (await import(new URL('scripts/abuse/raw-requests.mjs', root).href)) as {
  RAW_REQUESTS: readonly RawRequest[];
};

describe('npm run abuse', () => {
  test('has more than 60 kinds of raw requests, each with what is right', () => {
    expect(RAW_REQUESTS.length).toBeGreaterThan(60);
    expect(new Set(RAW_REQUESTS.map(({ name }) => name)).size).toBe(RAW_REQUESTS.length);
    const outcomes = RAW_REQUESTS.flatMap(({ allowed }) => allowed);
    expect(outcomes.filter((one) => !/^(closed|waits|[1-5]\d\d( [1-5]\d\d)*)$/.test(one))).toEqual([]);
  });

  test('allows no raw request a 5xx but 501 and 505, which say that something is not known', () => {
    const statuses = RAW_REQUESTS.flatMap(({ allowed }) => allowed.flatMap((one) => one.split(' ')));
    expect(statuses.filter((status) => status.startsWith('5') && !['501', '505'].includes(status))).toEqual(
      [],
    );
  });

  test('is what docs/security.md says, and CI runs it', () => {
    const docs = readFileSync(new URL('docs/security.md', root), 'utf8');
    expect(docs).toContain(`${RAW_REQUESTS.length} kinds of raw requests`);
    expect(readFileSync(new URL('.ci/run', root), 'utf8')).toMatch(/^part \d+ abuse -- --bounded/m);
  });
});
