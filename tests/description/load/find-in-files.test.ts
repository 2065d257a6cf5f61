import { basename, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { createPlaceFinder } from '../../../src/description/load/find-in-files.ts';
import { findInText } from '../../../src/description/load/text/find-in-text.ts';
import { folderWith } from '../../temporary-folder.ts';

/** Returns the places of pointers in the first of these files and those that it refers to, as `file:line`. */
function placesIn(files: Readonly<Record<string, unknown>>): (pointer: string) => string {
  const folder = folderWith(files);
  const description = loadDescriptionSync(join(folder, Object.keys(files)[0] ?? ''));
  const placeOf = createPlaceFinder(description);
  return (pointer) => {
    const { file = '', line } = placeOf(pointer);
    return `${basename(file)}:${line}`;
  };
}

describe('the line of a JSON Pointer', () => {
  const yaml = `# a comment
openapi: 3.1.0
info: { title: T,
  version: '1' }
paths:
  /a/{id}:
    get: &get
      responses:
        200:
          description: |
            several
            lines
        'default': { description: x }
    put: *get
  /b:
    <<: { get: { responses: {} } }
    parameters:
      - name: q
        in: query
      - { name: r,
          in: query }
`;

  test.each([
    ['/openapi', 2],
    ['/info/version', 4],
    ['/paths/~1a~1{id}', 6],
    ['/paths/~1a~1{id}/get', 7],
    ['/paths/~1a~1{id}/get/responses/200/description', 10],
    ['/paths/~1a~1{id}/get/responses/default/description', 13],
    ['/paths/~1a~1{id}/put', 14],
    ['/paths/~1a~1{id}/put/responses/200', 9],
    ['/paths/~1b/get/responses', 16],
    ['/paths/~1b/parameters/0/in', 19],
    ['/paths/~1b/parameters/1', 20],
    ['/paths/~1b/parameters/1/in', 21],
  ])('%s in YAML is %d', (pointer, line) => {
    expect(findInText(yaml)(pointer).line).toBe(line);
  });

  test('is the same in JSON, with tabs, a byte-order mark and escaped names', () => {
    const json = '\uFEFF{\n\t"a": 1,\n\t"b\\u0041": {\n\t\t"c": [\n\t\t\t1,\n\t\t\t{"d":\n{}}\n]}}';
    const lines = ['/a', '/bA', '/bA/c', '/bA/c/0', '/bA/c/1/d'].map(
      (pointer) => findInText(json)(pointer).line,
    );
    expect(lines).toEqual([2, 3, 4, 5, 6]);
  });

  test('is that of the nearest enclosing part when the pointer leads nowhere', () => {
    expect(findInText(yaml)('/paths/~1b/get/responses/404/content').line).toBe(16);
    expect(findInText(yaml)('/nowhere').line).toBe(2);
    expect(findInText('a: [')('/a').line).toBe(1);
  });

  test('is in the file that contains the part', () => {
    const place = placesIn({
      'api.yaml': `openapi: 3.0.0
info: { title: T, version: '1' }
paths:
  $ref: paths.yaml#/all
`,
      'paths.yaml': `all:
  /a:
    $ref: 'sub/a.json'
`,
      'sub/a.json': '{\n"get": {\n"responses": {} } }',
    });
    expect(place('/paths/~1a')).toBe('paths.yaml:2');
    expect(place('/x-external/sub~1a.json/get/responses')).toBe('a.json:3');
  });

  test('of a converted part is that of its original', () => {
    const place = placesIn({
      'api.yaml': `swagger: '2.0'
info: { title: T, version: '1' }
securityDefinitions:
  key: { type: apiKey, in: header, name: X-Key }
paths:
  /a:
    post:
      parameters:
        - { name: b, in: body, schema: {} }
      responses: {}
`,
    });
    expect(place('/paths/~1a/post/requestBody/content/application~1json')).toBe('api.yaml:7');
    expect(place('/paths/~1a/post/parameters/0/schema')).toBe('api.yaml:9');
    expect(place('/components/securitySchemes/key')).toBe('api.yaml:4');
  });

  test('is unknown for a description in memory', () => {
    const description = loadDescriptionSync({ openapi: '3.1.0', paths: { '/a': { get: {} } } });
    expect(createPlaceFinder(description)('/paths')).toEqual({
      file: undefined,
      line: undefined,
      pointer: '/paths',
    });
  });
});
