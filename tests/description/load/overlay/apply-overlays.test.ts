import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { basename, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { DescriptionError } from '../../../../src/description/model/description-error.ts';
import { createPlaceFinder } from '../../../../src/description/load/find-in-files.ts';
import { loadDescription, loadDescriptionSync } from '../../../../src/bundled/load-description.ts';
import { folderWith } from '../../../temporary-folder.ts';
import { brokenBy } from '../../files.ts';

const API = `openapi: 3.1.0
info: { title: Shop, version: '1' }
paths:
  /items:
    get: &get
      tags: [a, dummy]
      parameters:
        - { name: q, in: query, schema: { type: string } }
        - { name: dummy, in: query, schema: { type: string } }
      responses:
        '200': { description: ok, content: { application/json: { schema: { $ref: '#/components/schemas/Item' } } } }
    delete: *get
  /other: { put: { responses: { '204': { description: '' } } } }
components:
  schemas:
    Item: { type: object, properties: { id: { type: string } } }
`;

/** Writes an overlay of these actions, each on one line, from line 4 on. */
function overlayOf(actions: readonly string[], version = '1.1.0'): string {
  return [`overlay: ${version}`, "info: { title: O, version: '1' }", 'actions:', ...actions].join('\n');
}

/** Loads the description with overlays that have these actions. */
function overlaid(...overlays: readonly (readonly string[])[]) {
  const texts = overlays.map((actions, index) => [`o${index}.yaml`, overlayOf(actions)] as const);
  const folder = folderWith({ 'api.yaml': API, ...Object.fromEntries(texts) });
  const paths = texts.map(([name]) => join(folder, name));
  return loadDescriptionSync(join(folder, 'api.yaml'), { overlays: paths });
}

function parts(actions: readonly string[]) {
  const { document } = overlaid(actions);
  return document as unknown as {
    readonly info: Readonly<Record<string, unknown>>;
    readonly paths: Readonly<Record<string, Readonly<Record<string, Readonly<Record<string, unknown>>>>>>;
  };
}

describe('an action', () => {
  test('merges members into the objects that it selects, one alias apart from the other', () => {
    const { paths } = parts([`  - { target: $.paths.*.get, update: { summary: S, x-new: { a: 1 } } }`]);
    expect(paths['/items']?.['get']).toMatchObject({ summary: 'S', 'x-new': { a: 1 }, tags: ['a', 'dummy'] });
    expect(paths['/items']?.['delete']).not.toHaveProperty('summary');
  });

  test('adds a list to a list, and anything else as an item', () => {
    const { paths } = parts([
      `  - { target: "$.paths['/items'].get", update: { tags: [b] } }`,
      `  - { target: "$.paths['/items'].get.tags", update: [c, d] }`,
      `  - { target: "$.paths['/items'].get.tags", update: e }`,
      `  - { target: "$.paths['/items'].get.parameters", update: { name: r, in: query } }`,
    ]);
    expect(paths['/items']?.['get']?.['tags']).toEqual(['a', 'dummy', 'b', 'c', 'd', 'e']);
    expect(paths['/items']?.['get']?.['parameters']).toHaveLength(3);
  });

  test('replaces single values', () => {
    const { info } = parts([
      `  - { target: $.info.title, update: New }`,
      `  - { target: $.info, update: { version: 2 } }`,
    ]);
    expect(info).toEqual({ title: 'New', version: 2 });
  });

  test('removes members, and items by what they are', () => {
    const { paths } = parts([
      `  - { target: "$.paths['/items'].get.parameters[?@.name == 'dummy']", remove: true }`,
      `  - { target: "$.paths.*.*.tags[?@ == 'dummy' || @ == 'a']", remove: true }`,
      `  - { target: "$.paths['/other'].put", remove: true, update: { x: 1 } }`,
    ]);
    expect(paths['/items']?.['get']?.['parameters']).toMatchObject([{ name: 'q' }]);
    expect(paths['/items']?.['get']?.['tags']).toEqual([]);
    expect(paths['/other']).toEqual({});
  });

  test('copies, so that a path can be moved', () => {
    const { operations } = overlaid([
      `  - { target: $.paths, update: { /things: {} } }`,
      `  - { target: "$.paths['/things']", copy: "$.paths['/items']" }`,
      `  - { target: "$.paths['/items']", remove: true }`,
    ]);
    expect(operations.map(({ id }) => id)).toEqual(['PUT /other', 'GET /things', 'DELETE /things']);
  });

  test('that selects nothing is a fault, at its place', () => {
    const description = overlaid([`  - { target: $.nothing.at.all, remove: true }`]);
    const [fault] = description.faults;
    const { file = '', line } = createPlaceFinder(description)(fault?.pointer ?? '');
    expect([fault?.message, basename(file), line]).toEqual([
      'the target $.nothing.at.all selects nothing',
      'o0.yaml',
      4,
    ]);
  });

  test('of a later overlay works on what earlier ones have made', () => {
    const { operations } = overlaid(
      [`  - { target: $.paths, update: { /new: { get: { responses: {} } } } }`],
      [`  - { target: "$.paths['/new']", update: { put: { responses: {} } } }`],
    );
    expect(operations.map(({ id }) => id)).toContain('PUT /new');
  });
});

describe('the place of what an overlay has set', () => {
  const description = overlaid(
    [
      `  - { target: $.components.schemas.Item.properties, update: { size: { type: integer, format: odd } } }`,
      `  - { target: "$.paths['/items'].get.parameters[0]", remove: true }`,
      `  - { target: "$.paths['/items'].get.parameters", update: [{ name: r, in: query, schema: { format: odder } }] }`,
      `  - { target: "$.paths['/other']", copy: "$.paths['/items']" }`,
      `  - { target: "$.paths['/other'].get", update: { deprecated: true } }`,
    ],
    [`  - { target: $.components.schemas.Item.properties.size.format, update: oddest }`],
  );
  const placeOf = createPlaceFinder(description);
  const at = (pointer: string) => {
    const { file = '', line } = placeOf(pointer);
    return `${basename(file)}:${line}`;
  };

  test.each([
    ['/components/schemas/Item/properties/size', 'o0.yaml:4'],
    ['/components/schemas/Item/properties/size/type', 'o0.yaml:4'],
    ['/components/schemas/Item/properties/size/format', 'o1.yaml:4'],
    ['/components/schemas/Item/properties/id', 'api.yaml:16'],
    ['/paths/~1items/get/parameters/0', 'api.yaml:8'],
    ['/paths/~1items/get/parameters/1/schema/format', 'o0.yaml:6'],
    ['/paths/~1other/get/responses/200', 'api.yaml:11'],
    ['/paths/~1other/get/parameters/1/schema', 'o0.yaml:6'],
    ['/paths/~1other/get/deprecated', 'o0.yaml:8'],
    ['/paths/~1other/put', 'api.yaml:13'],
  ])('%s is %s', (pointer, place) => {
    expect(at(pointer)).toBe(place);
  });

  test('is that of its faults', () => {
    expect(description.faults.map(({ pointer, message }) => `${at(pointer)} ${message}`)).toEqual([
      expect.stringMatching(/^o0\.yaml:6 the format 'odder'/),
      expect.stringMatching(/^o1\.yaml:4 the format 'oddest'/),
    ]);
  });
});

describe('an overlay', () => {
  test('may refer to other files, which are relative to the description', () => {
    const folder = folderWith({
      'api.yaml': API,
      'pet.json': { type: 'object', required: ['name'] },
      'deep/o.yaml': overlayOf([
        `  - { target: "$.paths.*.get.responses.*.content.*", update: { schema: { $ref: pet.json } } }`,
        `  - { target: "$.components.schemas.Item", update: { required: [id] } }`,
      ]),
    });
    const overlays = [join(folder, 'deep/o.yaml')];
    const description = loadDescriptionSync(join(folder, 'api.yaml'), { overlays });
    expect(brokenBy(description, 'GET /items', {})).toEqual(["must have required property 'name'"]);
    expect(brokenBy(description, 'DELETE /items', {})).toEqual(["must have required property 'id'"]);
  });

  test('is applied to a description in memory, and to a bundled one', () => {
    const folder = folderWith({
      'o.yaml': overlayOf([`  - { target: $.info, update: { title: New } }`], '1.0.0'),
    });
    const overlays = [join(folder, 'o.yaml')];
    const given = { openapi: '3.1.0', info: { title: 'Old' }, paths: { '/a': { get: {} } } };
    expect(loadDescriptionSync(given, { overlays }).title).toBe('New');
    expect(given.info.title).toBe('Old');
    const { title, faults } = loadDescriptionSync('livehelpnow', { overlays });
    expect([title, faults]).toEqual(['New', []]);
  });

  test('may be on the network', async () => {
    const server = createServer((_request, response) =>
      response.end(overlayOf([`  - { target: $.info, update: { title: New } }`])),
    );
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}/o.yaml`;
    const path = join(folderWith({ 'api.yaml': API }), 'api.yaml');
    expect((await loadDescription(path, { overlays: [url] })).title).toBe('New');
    server.close();
  });

  test('is what a strict load validates', async () => {
    const fine = `  - { target: $.info, update: { title: New } }`;
    const wrong = `  - { target: $.info, update: { contact: { email: 1 } } }`;
    const load = (action: string) => {
      const folder = folderWith({ 'api.yaml': API, 'o.yaml': overlayOf([action]) });
      return loadDescription(join(folder, 'api.yaml'), { strict: true, overlays: [join(folder, 'o.yaml')] });
    };
    expect((await load(fine)).title).toBe('New');
    await expect(load(wrong)).rejects.toThrow(/swagger-parser/);
  });

  test.each([
    [
      'target',
      `  - { target: "$.paths[", remove: true }`,
      /o\.yaml:4: \$\.paths\[ cannot be read: .*RFC 9535/,
    ],
    ['kind', `  - { target: $.info, update: [1] }`, /o\.yaml:4: the target is an object .*, and a list here/],
    [
      'member',
      `  - { target: $, update: { info: 1 } }`,
      /o\.yaml:4: 'info' is an object .* a single value here/,
    ],
    ['mix', `  - { target: $.info.*, update: {} }`, /o\.yaml:4: 'title' is a single value .* an object here/],
    ['several', `  - { target: $.*, update: {} }`, /o\.yaml:4: the target selects nodes of several kinds/],
    ['root', `  - { target: $, remove: true }`, /o\.yaml:4: the whole description cannot be removed/],
    [
      'copy',
      `  - { target: $.info, copy: $.* }`,
      /o\.yaml:4: copy takes one node, but \$\.\* selects 4 nodes/,
    ],
    ['both', `  - { target: $, update: {}, copy: $ }`, /o\.yaml:4: the action has both/],
    ['none', `  - { target: $ }`, /o\.yaml:4: the action has neither/],
    ['no target', `  - { update: {} }`, /o\.yaml:4: the action has no 'target'/],
  ])('that cannot be applied is refused, with the line: %s', (_title, action, message) => {
    const folder = folderWith({ 'api.yaml': API, 'o.yaml': overlayOf([action]) });
    const load = () => loadDescriptionSync(join(folder, 'api.yaml'), { overlays: [join(folder, 'o.yaml')] });
    expect(load).toThrow(DescriptionError);
    expect(load).toThrow(message);
  });

  test('is refused with all its errors, and where it is of another version or missing', () => {
    const folder = folderWith({
      'api.yaml': API,
      'two.yaml': overlayOf([`  - { target: $ }`, `  - { update: 1 }`]),
      'new.yaml': overlayOf([], '2.0.0'),
      'none.yaml': '{}',
    });
    const load = (name: string) => () =>
      loadDescriptionSync(join(folder, 'api.yaml'), { overlays: [join(folder, name)] });
    expect(load('two.yaml')).toThrow(/two\.yaml:4: .*neither[^]*two\.yaml:5: .*no 'target'/);
    expect(load('new.yaml')).toThrow(
      /new\.yaml:1: its member 'overlay' is "2\.0\.0": 1\.0 and 1\.1 are applied/,
    );
    expect(load('none.yaml')).toThrow(/none\.yaml:1: its member 'overlay' is undefined/);
    expect(load('missing.yaml')).toThrow(/missing\.yaml: there is no such file.*OpenAPI Overlay/);
  });
});
