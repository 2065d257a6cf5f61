import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { encodeBody } from '../../src/codec/body-codec.ts';
import { createValidator, type Validator } from '../../src/validation/validator.ts';
import { isJson, parseMediaType } from '../../src/http/media-type.ts';
import type { Violation } from '../../src/validation/violation.ts';
import { DescriptionError } from '../../src/description/model/description-error.ts';
import { loadDescriptionSync } from '../../src/bundled/load-description.ts';
import { type Operation } from '../../src/description/model/operation.ts';
import { items, stringMember, type Json } from '../../src/base/json.ts';
import type { MediaType } from '../../src/description/model/media-type-object.ts';

const corpus = new URL('../../../shared/corpus/open/', import.meta.url);

interface Tally {
  readonly all: Violation[];
  judged: number;
  fitting: number;
  unusable: number;
}

/** Judges the examples of an operation: of its request body, and of each of its responses. */
function judgeExamples(judge: Validator, operation: Operation, tally: Tally): void {
  const { document } = judge.description;
  for (const mediaType of (operation.requestBody?.content ?? []).filter(isJsonContent)) {
    for (const { value } of mediaType.examples) {
      const { bytes, contentType } = encodeBody(value, mediaType.range, { mediaType, document });
      const request = {
        method: operation.method,
        target: '/',
        headers: { 'content-type': contentType },
        body: bytes,
      };
      count(tally, () => judge.request(operation)(request, new Map()));
    }
  }
  for (const response of operation.responses) {
    const status = /^\d+$/.test(response.status) ? Number(response.status) : 599;
    for (const mediaType of response.content.filter(isJsonContent)) {
      for (const { value } of mediaType.examples) {
        const { bytes, contentType } = encodeBody(value, mediaType.range, { mediaType, document });
        const answer = { status, headers: { 'content-type': contentType }, body: bytes };
        count(tally, () => judge.response(operation)(answer));
      }
    }
  }
}

type Judgement = {
  readonly violations: readonly Violation[];
  readonly rankedViolations: () => readonly Violation[];
};

/** A schema that no validator can be made of is the description's fault, and said with its place. */
function count(tally: Tally, judge: () => Judgement): void {
  try {
    const { violations, rankedViolations } = judge();
    const ofBody = violations.filter(({ where }) => where === 'body');
    const told = rankedViolations().filter(({ where }) => where === 'body');
    expect(told.length > 0).toBe(ofBody.length > 0);
    tally.all.push(...told);
    tally.judged += 1;
    if (ofBody.length === 0) tally.fitting += 1;
  } catch (error) {
    if (!(error instanceof Error) || !/^\/.*: no validator can be made of this schema/.test(error.message))
      throw error;
    tally.unusable += 1;
  }
}

function isJsonContent({ range }: MediaType): boolean {
  const type = parseMediaType(range);
  return type !== undefined && isJson(type);
}

if (existsSync(corpus)) {
  describe('the documented JSON bodies of the open corpus', () => {
    const index = JSON.parse(readFileSync(new URL('index.json', corpus), 'utf8')) as Json;
    const files = items(index).map((entry) => stringMember(entry, 'file') ?? '');
    const total: Tally = { all: [], judged: 0, fitting: 0, unusable: 0 };

    test.each(files)('of %s are validated without an exception', (file) => {
      const path = fileURLToPath(new URL(file, corpus));
      const description = loadOrNothing(path);
      if (description === undefined) return;
      const judge = createValidator(description);
      for (const operation of description.operations) judgeExamples(judge, operation, total);
      for (const { sentence } of total.all) expect(sentence).toMatch(/^(?:body|header) /);
    });

    test('are numerous, and most fit their schemas', () => {
      expect(total.judged).toBeGreaterThan(300);
      expect(total.unusable).toBe(0);
      expect(total.fitting / total.judged).toBeGreaterThan(0.9);
    });
  });
} else {
  describe.skip(`the documented JSON bodies of the open corpus (skipped: there is no ${corpus.pathname})`, () => {
    test.todo('are judged without throwing');
  });
}

/** Another test checks that every file loads. */
function loadOrNothing(path: string) {
  try {
    return loadDescriptionSync(path);
  } catch (error) {
    if (error instanceof DescriptionError) return undefined;
    throw error;
  }
}
