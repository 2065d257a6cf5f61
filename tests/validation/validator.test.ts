import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from '@jest/globals';
import {
  registerSchema,
  setShouldValidateFormat,
  validate,
  type SchemaFragment,
  type SchemaObject,
} from '@hyperjump/json-schema/openapi-3-1';
// oxlint-disable-next-line import/no-unassigned-import -- it registers the formats that JSON Schema knows
import '@hyperjump/json-schema/formats';
import { CORE_SCHEMA, load } from 'js-yaml';
import { createValidator } from '../../src/validation/validator.ts';
import type { Exchange } from '../../src/contract/case/exchange.ts';
import { bundled, BUNDLED, freshHandle, runOn, type BundledName } from '../contract/bundled.ts';
import { ANSWER_FAULTS } from '../contract/faults/answers.ts';
import { shortReportOn } from '../contract/faults/fault.ts';
import { parseJson } from '../contract/parse-json.ts';

/**
 * The judge is judged: a validator that shares nothing with it reads the descriptions as they are written, and says
 * of each body that a run has sent or seen whether it is valid.
 *
 * By default that validator takes formats for annotations, as JSON Schema does. The judge asserts those that JSON
 * Schema knows, so it is told to do the same. The one custom format, `parseable-date`, stands in query parameters
 * only, which are not compared here.
 */
setShouldValidateFormat(true);

/** Enough to say that both verdicts occurred in numbers, in both directions. */
const FLOORS = { request: { valid: 8, invalid: 30 }, response: { valid: 100, invalid: 50 } };

/** A body with what the judge says of it. */
interface Judged {
  readonly direction: 'request' | 'response';
  readonly caseOf: string;
  /** JSON Pointer to its schema, in the description. */
  readonly schema: string;
  readonly value: unknown;
  readonly isValid: boolean;
}

describe('the judge and another validator', () => {
  const judged: Judged[] = [];
  const disagreements: string[] = [];

  beforeAll(async () => {
    for (const api of BUNDLED) {
      const bodies = unique(await bodiesOf(api));
      const isValid = otherValidator(api);
      judged.push(...bodies);
      for (const body of bodies) {
        const other = await isValid(body);
        if (other !== body.isValid) disagreements.push(disagreement(body, other));
      }
    }
  });

  test('agree on every request and response body', () => {
    expect(disagreements).toEqual([]);
  });

  test.each(['request', 'response'] as const)('both find many a %s valid, and many invalid', (direction) => {
    const count = (isValid: boolean) =>
      judged.filter((one) => one.direction === direction && one.isValid === isValid).length;
    expect(count(true)).toBeGreaterThanOrEqual(FLOORS[direction].valid);
    expect(count(false)).toBeGreaterThanOrEqual(FLOORS[direction].invalid);
  });
});

/** Returns the bodies of a run on the correct mock, and of one on each mock with wrong bodies. */
async function bodiesOf(api: BundledName): Promise<readonly Judged[]> {
  const faults = ANSWER_FAULTS.filter(
    (fault) => fault.check === 'body' && (fault.api ?? 'rocketchat') === api,
  );
  const reports = [await runOn(freshHandle(), api)];
  for (const fault of faults) reports.push(await shortReportOn(fault));
  const judge = createValidator(bundled(api).description);
  return reports
    .flatMap(({ results }) => results)
    .flatMap(({ case: { id }, exchanges }) =>
      exchanges.flatMap((exchange) =>
        [judgedRequest(judge, id, exchange), judgedResponse(id, exchange)].filter((one) => one !== undefined),
      ),
    );
}

function judgedResponse(caseOf: string, { response, validation }: Exchange): Judged | undefined {
  const schema = validation?.mediaType?.schema;
  const value = response && parseJson(response.body);
  if (validation === undefined || schema === undefined || value === undefined) return undefined;
  const isValid = validation.violations.every(({ where }) => where !== 'body');
  return { direction: 'response', caseOf, schema: schema.pointer, value, isValid };
}

function judgedRequest(
  judge: ReturnType<typeof createValidator>,
  caseOf: string,
  { operation, request }: Exchange,
): Judged | undefined {
  const schema = operation?.requestBody?.content[0]?.schema;
  const value = parseJson(request.body);
  const isJson = request.headers['content-type'] === 'application/json';
  if (operation === undefined || schema === undefined || value === undefined || !isJson) return undefined;
  const { violations } = judge.request(operation)(request, new Map());
  const isValid = violations.every(({ where }) => where !== 'body');
  return { direction: 'request', caseOf, schema: schema.pointer, value, isValid };
}

/** Each body once; one of which the judge says now this, now that, twice. */
function unique(bodies: readonly Judged[]): readonly Judged[] {
  const byContent = new Map(
    bodies.map((one) => [JSON.stringify([one.schema, one.isValid, one.value]), one] as const),
  );
  return [...byContent.values()];
}

/** Reads the description as it is written: nothing of it has been through this project's loader. */
function otherValidator(api: BundledName): (body: Judged) => Promise<boolean> {
  const text = readFileSync(new URL(`../../openapi/${api}.yaml`, import.meta.url), 'utf8');
  const uri = `https://descriptions.test/${api}`;
  const document = load(text, { schema: CORE_SCHEMA }) as SchemaObject;
  registerSchema(document, uri, 'https://spec.openapis.org/oas/3.1/schema-base');
  const compiled = new Map<string, ReturnType<typeof validate>>();
  return async ({ schema, value }) => {
    const judge = compiled.get(schema) ?? validate(`${uri}#${encodeURI(schema)}`);
    compiled.set(schema, judge);
    return (await judge)(value as SchemaFragment).valid;
  };
}

function disagreement({ direction, caseOf, schema, value, isValid }: Judged, other: boolean): string {
  const said = (valid: boolean) => (valid ? 'valid' : 'invalid');
  return `${caseOf}: ${direction} body is ${said(isValid)}, the other says ${said(other)}: ${schema} ${JSON.stringify(value)}`;
}
