import { describe, expect, test } from '@jest/globals';
import { type JsonObject } from '../../../src/base/json.ts';
import { overlayActions } from '../../../src/contract/parity/judge/overlay-of.ts';
import { queryOf } from '../../../src/contract/parity/judge/overlay-place.ts';
import { type ResponseEdit } from '../../../src/contract/parity/judge/response-edit.ts';
import { type Response } from '../../../src/description/model/operation.ts';

const ITEM = { $ref: '#/components/schemas/Item' };

const DOCUMENT: JsonObject = {
  openapi: '3.1.0',
  paths: {
    '/items': {
      get: {
        responses: {
          200: {
            description: 'all',
            headers: { 'X-Total': { $ref: '#/components/headers/Total' }, Age: { schema: {} } },
            content: { 'application/json': { schema: ITEM }, 'text/csv': {} },
          },
          default: { description: 'refused', content: { 'application/json': { schema: ITEM } } },
        },
      },
    },
  },
  components: {
    headers: { Total: { schema: { type: 'integer' } } },
    schemas: { Item: { type: 'object' } },
  },
};

const RESPONSES = '/paths/~1items/get/responses';

/** An edit needs no more of a response than where it stands. */
const at = (key: string) => ({ pointer: `${RESPONSES}/${key}` }) as Response;

describe('the actions of an overlay', () => {
  test('make all corrections of one response together, and leave its references as they are', () => {
    const facts = { at: `${RESPONSES}/200`, response: at('200') };
    const refine = { ...facts, kind: 'refine', range: 'application/json' } as const;
    const edits: readonly ResponseEdit[] = [
      { ...facts, kind: 'removeHeader', name: 'age' },
      { ...facts, kind: 'requireHeader', name: 'x-total' },
      { ...facts, kind: 'removeMediaType', range: 'text/csv' },
      { ...refine, refinement: { required: ['a'] } },
      { ...refine, refinement: { required: ['b'] } },
    ];
    expect(overlayActions(DOCUMENT, edits)).toEqual([
      { target: "$.paths['/items'].get.responses['200']", remove: true },
      {
        target: "$.paths['/items'].get.responses",
        update: {
          200: {
            description: 'all',
            headers: { 'X-Total': { schema: { type: 'integer' }, required: true } },
            content: {
              'application/json': {
                schema: { allOf: [ITEM, { required: ['a'] }, { required: ['b'] }] },
              },
            },
          },
        },
      },
    ]);
  });

  test('add a status to those that default stands for, and remove nothing that is not there', () => {
    const edit: ResponseEdit = {
      at: `${RESPONSES}/404`,
      response: at('default'),
      kind: 'refine',
      range: 'application/json',
      refinement: { required: ['code'] },
    };
    const [action, ...others] = overlayActions(DOCUMENT, [edit]);
    expect(others).toEqual([]);
    expect(action).toMatchObject({
      target: "$.paths['/items'].get.responses",
      update: { 404: { description: 'refused' } },
    });
  });

  test('correct a schema of Swagger 2.0 as it was written, once for all its media types', () => {
    const definition = { $ref: '#/definitions/Item' };
    const content = { schema: { $ref: '#/paths/~1items/get/responses/200/schema' } };
    const response = {
      description: 'all',
      schema: definition,
      headers: { Age: { type: 'integer', schema: { type: 'integer' } }, Total: { type: 'integer' } },
      content: { 'application/json': content, 'text/json': content },
    };
    const document = {
      swagger: '2.0',
      openapi: '3.0.4',
      paths: { '/items': { get: { responses: { 200: response } } } },
    };
    const facts = { at: `${RESPONSES}/200`, response: at('200') };
    const refinement = { properties: { name: { not: {} } } };
    const edits: readonly ResponseEdit[] = [
      { ...facts, kind: 'refine', range: 'application/json', refinement },
      { ...facts, kind: 'refine', range: 'text/json', refinement },
      { ...facts, kind: 'removeHeader', name: 'total' },
    ];
    expect(overlayActions(document, edits).at(-1)).toEqual({
      target: "$.paths['/items'].get.responses",
      update: {
        200: {
          description: 'all',
          schema: { allOf: [definition, refinement] },
          headers: { Age: { type: 'integer' } },
        },
      },
    });
  });

  test('remove a response', () => {
    const edit: ResponseEdit = { at: `${RESPONSES}/200`, response: at('200'), kind: 'removeResponse' };
    expect(overlayActions(DOCUMENT, [edit])).toEqual([
      { target: "$.paths['/items'].get.responses['200']", remove: true },
    ]);
  });
});

test('a query of RFC 9535 leads to what a JSON Pointer leads to', () => {
  expect(queryOf('/paths/~1a~1{b}/get')).toBe("$.paths['/a/{b}'].get");
  expect(queryOf("/components/it's")).toBe(String.raw`$.components['it\'s']`);
  expect(queryOf('')).toBe('$');
});
