import { mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterAll, describe, expect, test } from '@jest/globals';
import { createPlaceFinder } from '../../../src/description/load/find-in-files.ts';
import { DescriptionError } from '../../../src/description/model/description-error.ts';
import { loadDescription, loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { type Description } from '../../../src/description/model/description.ts';

const folder = mkdtempSync(join(tmpdir(), 'stuntdouble-'));

afterAll(() => rmSync(folder, { recursive: true }));

function file(name: string, content: string | object): string {
  const path = join(folder, name);
  const isText = typeof content === 'string' || content instanceof Uint8Array;
  writeFileSync(path, isText ? content : JSON.stringify(content));
  return path;
}

const valid = {
  openapi: '3.1.0',
  info: { title: 'Valid', version: '2.0' },
  paths: { '/a': { get: { operationId: 'getA', responses: {} } } },
};

/** Returns the parts of a description that can be compared. */
function summaryOf({ name, title, version, servers, operations, faults, securitySchemes }: Description) {
  return { name, title, version, servers, operations, faults, securitySchemes };
}

describe('loading a description', () => {
  test.each(['rocketchat', 'livehelpnow'])('gives the same at once and later: %s', async (name) => {
    const [sync, later] = [loadDescriptionSync(name), await loadDescription(name)];
    expect(summaryOf(later)).toEqual(summaryOf(sync));
    expect(sync.name).toBe(name);
    expect(sync.faults).toEqual([]);
  });

  test.each(['path', 'URL', 'URL text', 'object'])('takes a %s', async (kind) => {
    const path = file('valid.json', valid);
    const url = pathToFileURL(path);
    const source = { path, URL: url, 'URL text': url.href, object: valid }[kind] ?? '';
    for (const description of [loadDescriptionSync(source), await loadDescription(source)]) {
      expect(description.title).toBe('Valid');
      expect(description.name).toBe(kind === 'object' ? 'api' : 'valid');
      expect(description.operations.map(({ id }) => id)).toEqual(['getA']);
    }
  });

  test.each([
    ['little-endian', '\uFEFF', false],
    ['big-endian', '\uFEFF', true],
    ['little-endian without a byte-order mark', '', false],
    ['big-endian without a byte-order mark', '', true],
  ])('reads UTF-16, %s, and knows the lines of its faults', (_, mark, isSwapped) => {
    const text = `${mark}openapi: 3.1.0\ninfo: { title: Tür }\npaths: { /a: { get: {} } }\n`;
    const bytes = Buffer.from(text, 'utf16le');
    const description = loadDescriptionSync(file('utf16.yaml', isSwapped ? bytes.swap16() : bytes));
    expect(description.title).toBe('Tür');
    const [fault] = description.faults;
    expect(createPlaceFinder(description)(fault?.pointer ?? '').line).toBe(2);
  });

  test('accepts another name than that of the file', () => {
    expect(loadDescriptionSync(file('valid.json', valid), { name: 'other' }).name).toBe('other');
  });

  test('does not change an object in memory, and is not affected by later changes of it', () => {
    const own = structuredClone(valid);
    const description = loadDescriptionSync(own);
    own.info.title = 'Edited';
    Object.assign(own.paths, { '/b': {} });
    expect(description.document['info']).toEqual({ title: 'Valid', version: '2.0' });
    expect(Object.keys(Object(description.document['paths']))).toEqual(['/a']);
  });

  test('reads the built JSON beside the source, unless the source is newer', () => {
    const source = file('source.yaml', { ...valid, info: { title: 'From the source', version: '1' } });
    const prebuilt = file('source.json', { ...valid, info: { title: 'Prebuilt', version: '1' } });
    const now = Date.now() / 1000;
    utimesSync(source, now - 10, now - 10);
    utimesSync(prebuilt, now, now);
    expect(loadDescriptionSync(source, { prebuilt }).title).toBe('Prebuilt');
    utimesSync(source, now + 10, now + 10);
    expect(loadDescriptionSync(source, { prebuilt }).title).toBe('From the source');
    expect(loadDescriptionSync(source, { prebuilt: join(folder, 'missing.json') }).title).toBe(
      'From the source',
    );
  });

  const faulty: readonly (readonly [string, () => string | object, RegExp])[] = [
    [
      'a file that is not there',
      () => join(folder, 'missing.yaml'),
      /missing\.yaml: there is no such file: give the path/,
    ],
    ['a folder', () => folder, /this is a folder: give the path/],
    ['Swagger 1', () => file('old.yaml', 'swaggerVersion: 1.2'), /old\.yaml: .*no member 'openapi'/],
    ['OpenAPI 4', () => file('new.yaml', 'openapi: 4.0.0'), /new\.yaml: .*'openapi' is "4\.0\.0"/],
    [
      'no operation at all',
      () => file('empty.yaml', 'openapi: 3.1.0\npaths: {}'),
      /empty\.yaml: .*no operation under 'paths'/,
    ],
    ['broken YAML', () => file('broken.yaml', 'openapi: 3.1.0\npaths: ['), /broken\.yaml:\d+:\d+: /],
    [
      'only an operation that refers to nothing',
      () =>
        file('dangling.json', {
          ...valid,
          paths: { '/a': { get: { parameters: [{ $ref: '#/components/parameters/Missing' }] } } },
        }),
      /dangling\.json: .*\n\s+GET \/a: .*Missing leads nowhere .*#\/paths\/~1a\/get\/parameters\/0/,
    ],
    ['an object that is none', () => ({ title: 'x' }), /'openapi'/],
  ];

  test.each(faulty)('refuses %s, saying what, where and what to do', async (_, make, message) => {
    const source = make() as string;
    expect(() => loadDescriptionSync(source)).toThrow(DescriptionError);
    expect(() => loadDescriptionSync(source)).toThrow(message);
    await expect(loadDescription(source)).rejects.toThrow(DescriptionError);
    await expect(loadDescription(source)).rejects.toThrow(message);
  });
});
