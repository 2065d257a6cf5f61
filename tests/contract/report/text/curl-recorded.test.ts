import { execFile, spawnSync } from 'node:child_process';
import { buffer } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { describe, expect, test } from '@jest/globals';
import type { Case } from '../../../../src/contract/case/case.ts';
import { writeRequest } from '../../../../src/contract/case/write-request.ts';
import { planCases } from '../../../../src/contract/plan/plan-cases.ts';
import { curlLines } from '../../../../src/contract/report/text/curl-script.ts';
import { headerValue, type RawRequest } from '../../../../src/http/message.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';
import { serveHttp } from '../../../cli/servers/servers.ts';

const text = { type: 'string' };
const bytes = { ...text, format: 'binary' };

/** Texts and bytes that a shell, curl or a terminal might take for something else. */
const ODD = {
  quotes: `it's "so" \`now\` $HOME \${ID} \\ 100%`,
  lines: 'one\ntwo\r\n\tthree\n',
  begins: '@file',
  option: '-n --data x',
  signs: '!event !! #1 & | ; < > ( ) [a-c] {x,y} ~ *',
  scripts: 'é 漢字 🎈 \u200b\u202e\u2028',
  controls: '\u0001\u001b[31m\u007f',
  empty: '',
  blank: '  ',
};

const examples = Object.fromEntries(Object.entries(ODD).map(([name, value]) => [name, { value }]));

const body = (range: string, schema: object, further: object = {}) => ({
  required: true,
  content: { [range]: { schema, ...further } },
});

const take = (requestBody: object, parameters: readonly object[] = []) => ({
  requestBody,
  parameters,
  responses: { 200: { description: 'it' }, 400: { description: 'no' } },
});

const parts = {
  type: 'object',
  required: ['name', 'file'],
  properties: { name: text, file: bytes, tags: { type: 'array', items: text }, about: { type: 'object' } },
};

const inPlaces = ['query', 'header', 'cookie'].map((location) => ({
  name: `x-${location}`,
  in: location,
  schema: text,
  examples,
}));

const DOCUMENT = {
  openapi: '3.1.0',
  info: { title: 'odd', version: '1' },
  security: [{ basic: [] }, { key: [] }, { token: [] }],
  paths: {
    '/json': { post: { operationId: 'json', ...take(body('application/json', {}, { examples })) } },
    '/text': { put: { operationId: 'text', ...take(body('text/plain', text, { examples })) } },
    '/bytes': { put: { operationId: 'bytes', ...take(body('application/octet-stream', bytes)) } },
    '/parts': {
      post: {
        operationId: 'parts',
        ...take(
          body('multipart/form-data', parts, {
            examples: Object.fromEntries(
              Object.entries(ODD).map(([name, value]) => [
                name,
                { value: { name: value, file: 'a\u0000b' } },
              ]),
            ),
          }),
        ),
      },
    },
    '/form': {
      post: {
        operationId: 'form',
        ...take(
          body(
            'application/x-www-form-urlencoded',
            { type: 'object', properties: { a: text, b: { type: 'integer' } } },
            {
              examples: Object.fromEntries(
                Object.entries(ODD).map(([name, value]) => [name, { value: { a: value } }]),
              ),
            },
          ),
        ),
      },
    },
    '/places/{name}': {
      get: {
        operationId: 'places',
        parameters: [{ name: 'name', in: 'path', required: true, schema: text, examples }, ...inPlaces],
        responses: { 200: { description: 'it' }, 400: { description: 'no' } },
      },
      head: { operationId: 'look', parameters: [], responses: { 200: { description: 'it' } } },
    },
  },
  components: {
    securitySchemes: {
      basic: { type: 'http', scheme: 'basic' },
      key: { type: 'apiKey', in: 'header', name: 'X-Key' },
      token: { type: 'apiKey', in: 'query', name: 'token' },
    },
  },
};

interface Recorded {
  readonly method: string;
  readonly target: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body: string;
}

const NAMES = ['accept', 'content-type', 'authorization', 'cookie', 'x-key', 'x-header'];

/** What of a request a server is told; fields that it does not have are those that curl must not add. */
function told({ method, target, headers, body: content }: RawRequest): Recorded {
  const fields = NAMES.filter((name) => name !== 'accept' || headers[name] !== undefined).map((name) => [
    name,
    headerValue(headers, name)?.trim(),
  ]);
  return {
    method,
    target,
    headers: Object.fromEntries(fields) as Recorded['headers'],
    body: Buffer.from(content).toString('hex'),
  };
}

const shell = promisify(execFile);

const hasCurl = spawnSync('curl', ['--version']).status === 0;

if (!hasCurl) {
  test.skip('curl lines that are sent to a recorder: there is no curl', () => undefined);
} else {
  describe('curl lines that are sent to a recorder', () => {
    const description = loadDescriptionSync(DOCUMENT, { name: 'odd' });
    const credentials = { basic: 'ann:se"sa$me', key: `k'e"y`, token: 'to ken&=' };
    const identities = { default: { credentials } };
    const env = {
      ...process.env,
      STUNTDOUBLE_BASIC: credentials.basic,
      STUNTDOUBLE_KEY: credentials.key,
      STUNTDOUBLE_TOKEN: encodeURIComponent(credentials.token),
    };
    const { securitySchemes: schemes } = description;
    const isAlone = ({ steps, phase }: Case) => steps.length === 1 && phase !== 'generated';
    const cases = planCases(description, { identities }).filter(isAlone);

    test.each(description.operations.map(({ id }) => id))(
      'say what the cases of %s say, byte by byte',
      async (id) => {
        const recorded: Recorded[] = [];
        const { url } = await serveHttp(async (request, response) => {
          const { method = '', url: target = '', headers } = request;
          recorded.push(told({ method, target, headers, body: await buffer(request) }));
          response.writeHead(204).end();
        });
        const own = cases.filter(({ operationId }) => operationId === id);
        expect(own.length).toBeGreaterThan(0);
        for (const one of own) {
          const [step] = one.steps;
          if (step === undefined) continue;
          const sent = writeRequest(step.request, { schemes, identities, headers: {} });
          const lines = curlLines(one, 0, { baseUrl: url, schemes, headerNames: [] });
          await shell('sh', ['-c', lines.join('\n')], { env, timeout: 5_000 });
          expect([one.id, recorded.pop()]).toEqual([one.id, told(sent)]);
        }
      },
      30_000,
    );
  });
}
