import { once } from '../../../../src/base/memoise.ts';
import { htmlReport } from '../../../../src/contract/report/html/html-report.ts';
import type { PublishedReport } from '../../../../src/contract/report/published-report.ts';
import { publishedOn } from '../published-on.ts';

/** Ends every element that a text could stand in, and starts a script. */
export const HOSTILE = `</code></pre></title></style></script><script>document.body.dataset.hit=1</script><img src=x onerror=hit()>"'`;

const PATHS = {
  '/things/{id}': {
    get: {
      operationId: 'getThing',
      parameters: [{ name: 'id', in: 'path', required: true, schema: { type: 'string' } }],
      responses: {
        200: {
          description: 'A thing',
          content: {
            'application/json': {
              schema: { type: 'object', required: ['name'], properties: { name: { type: 'integer' } } },
            },
          },
        },
        418: { description: 'Never' },
      },
    },
  },
};

/** A report whose texts are all hostile. */
export const hostile = once(async () => {
  const { report } = await publishedOn(PATHS, () => [200, { name: HOSTILE, [HOSTILE]: 1 }], {
    publishing: {
      placeOf: () => `${HOSTILE}:3`,
      linesOf: () => ({ first: 2, marked: 3, lines: ['a:', HOSTILE, 'c'] }),
      credentials: HOSTILE,
      source: HOSTILE,
    },
  });
  return { ...report, title: HOSTILE, notes: [HOSTILE], excluded: [HOSTILE] };
});

/** Returns the page of reports, with a finding that is fixed. */
export const pageOf = (...reports: readonly PublishedReport[]) =>
  htmlReport({
    reports,
    fixed: [{ check: 'body', operation: HOSTILE, at: HOSTILE, found: HOSTILE, reason: HOSTILE }],
    version: '1.2.3',
  });
