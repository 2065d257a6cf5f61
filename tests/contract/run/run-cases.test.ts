import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { hashOf } from '../../../src/base/random.ts';
import { readBody } from '../../../src/http/message.ts';
import { handlerTarget } from '../../../src/contract/target/handler-target.ts';
import { pathCaptures } from '../../../src/description/document/path-template.ts';
import { publish } from '../../../src/contract/report/publish-report.ts';
import { createMock } from '../../../src/create-mock.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { prepareContract } from '../../../src/contract/prepare-contract.ts';
import { runPrepared } from '../../../src/contract/run-prepared.ts';
import { type Description } from '../../../src/description/model/description.ts';
import { type Identities } from '../../../src/contract/case/identities.ts';
import { type RawRequest, type RawResponse } from '../../../src/http/message.ts';

/** Real descriptions, of which the repository holds no copy. */
const FOLDER = fileURLToPath(new URL('../../../../shared/corpus/open', import.meta.url));

/** Of many kinds, and small enough to be run four times. */
const RIGHT = [
  'petstore3.yaml',
  'museum/openapi.yaml',
  'oai-link.json',
  'redocly-cafe-32.yaml',
  'alertmanager.yaml',
];

/** Descriptions whose findings do not depend on generated values, which depend on the order of requests. */
const WRONG = ['museum/openapi.yaml', 'oai-link.json', 'redocly-cafe-32.yaml', 'alertmanager.yaml'];

type Change = (answer: RawResponse, operationId: string) => RawResponse | Promise<RawResponse>;

const asIs: Change = (answer) => answer;

/** Adds a fault that depends on the operation: a crash, a missing member, or an accepted invalid request. */
const broken: Change = async (answer, operationId) => {
  switch (hashOf(operationId) % 4) {
    case 0:
      return answer.status === 200 ? { ...answer, status: 500 } : answer;
    case 1:
      return answer.status < 300 ? withoutFirstMember(answer) : answer;
    case 2:
      return answer.status >= 400 ? { ...answer, status: 200 } : answer;
    default:
      return answer;
  }
};

async function withoutFirstMember(answer: RawResponse): Promise<RawResponse> {
  const text = new TextDecoder().decode(await readBody(answer));
  const value: unknown = text.startsWith('{') ? JSON.parse(text) : undefined;
  const body =
    value === undefined ? text : JSON.stringify(Object.fromEntries(Object.entries(Object(value)).slice(1)));
  const { 'content-length': _, ...headers } = answer.headers;
  return { ...answer, headers, body: new TextEncoder().encode(body) };
}

/** Runs the suite on a mock that answers some requests later than others, and publishes the report. */
async function run(description: Description, change: Change, concurrency: number) {
  const credentials = Object.fromEntries(
    description.securitySchemes.map(({ name }) => [name, 'user:secret']),
  );
  const roles = description.operations.flatMap(({ security }) =>
    security.flatMap(({ schemes }) => schemes.flatMap((scheme) => scheme.roles)),
  );
  const identities: Identities = { default: { credentials } };
  const { mock } = createMock({
    descriptions: description,
    fixtures: { identities: [{ id: 'default', roles: [...new Set(roles)], credentials }] },
  });
  let asked = 0;
  const target = handlerTarget('mock', async (request: RawRequest) => {
    asked += 1;
    for (let turns = hashOf(`${asked} ${request.target}`) % 5; turns > 0; turns -= 1) await nextTurn();
    return change(await mock.handle(request), operationOf(description, request));
  });
  const finished = await runPrepared(prepareContract({ description, identities, target, maxCases: 250 }), {
    concurrency,
  });
  const published = publish(finished, {
    failOn: 'likely',
    credentials: '',
    baseUrl: 'http://127.0.0.1:3000',
    source: description.name,
    alone: (id) => id,
    replay: (id) => id,
    placeOf: () => undefined,
  });
  const findings = published.report.findings.map(({ response, ...finding }) => ({
    ...finding,
    status: response?.status, // a mock makes up what nobody has sent, in the order of requests
  }));
  return { ...published.report, findings, run: undefined };
}

function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    setImmediate(resolve);
  });
}

function operationOf({ operations }: Description, { method, target }: RawRequest): string {
  const found = operations.find(
    (one) => one.method === method && pathCaptures(one.path, target) !== undefined,
  );
  return found?.id ?? method;
}

if (!existsSync(FOLDER)) {
  // oxlint-disable-next-line jest/no-disabled-tests -- there is nothing to test
  test.skip(`reports on the open corpus: there is none at ${FOLDER}`, () => undefined);
} else {
  describe('a report on the mock of a description of the open corpus', () => {
    const load = (file: string) => loadDescriptionSync(join(FOLDER, file), { allowOutside: true });

    test.each(RIGHT)('is the same with a concurrency of 1 and of 16: %s', async (file) => {
      const description = load(file);
      const [one, sixteen] = [await run(description, asIs, 1), await run(description, asIs, 16)];
      expect(sixteen).toEqual(one);
      // a mock refuses what is wrong, whether a description says so or not
      const others = one.findings.filter(
        ({ check, confidence }) => check !== 'status' || confidence !== 'advice',
      );
      expect(others).toEqual([]);
    });

    test.each(WRONG)('is the same when the mock is faulty: %s', async (file) => {
      const description = load(file);
      const [one, sixteen] = [await run(description, broken, 1), await run(description, broken, 16)];
      expect(sixteen).toEqual(one);
      expect(one.findings.length).toBeGreaterThan(0);
    });
  });
}
