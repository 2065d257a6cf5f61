import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { symlinkSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { loadDescription, loadDescriptionSync } from '../../../../src/bundled/load-description.ts';
import { type Description } from '../../../../src/description/model/description.ts';
import { answering, brokenBy, loadFiles, openapi } from '../../files.ts';
import { folderWith } from '../../../temporary-folder.ts';

const pet = { type: 'object', required: ['name'], properties: { name: { type: 'string' } } };

/** A description whose only operation answers what the reference means. */
function answeringRef($ref: string): Record<string, unknown> {
  return openapi({ paths: { '/a': { get: answering({ $ref }) } } });
}

function expectPet(description: Description): void {
  expect(description.disabled).toEqual([]);
  expect(brokenBy(description, 'GET /a', { name: 'Rex' })).toEqual([]);
  expect(brokenBy(description, 'GET /a', {})).toEqual(["must have required property 'name'"]);
}

describe('a reference to another file', () => {
  test('may lead to a whole JSON or YAML file, or to a part of it', () => {
    const yaml = 'type: object\nrequired: [name]\nproperties: { name: { type: string } }\n';
    expectPet(loadFiles({ 'api.json': answeringRef('pet.json'), 'pet.json': pet }));
    expectPet(loadFiles({ 'api.json': answeringRef('./schemas/pet.yaml'), 'schemas/pet.yaml': yaml }));
    expectPet(
      loadFiles({
        'api.json': answeringRef('all.json#/defs/a~1b%20c'),
        'all.json': { defs: { 'a/b c': pet } },
      }),
    );
    expectPet(
      loadFiles({
        'api.json': answeringRef('all.json#pet'),
        'all.json': { $defs: { P: { $anchor: 'pet', ...pet } } },
      }),
    );
  });

  test('passes through other references, which is a fault', () => {
    const members = 'get/responses/200/content/application~1json/schema/properties';
    const description = loadFiles({
      'api.json': openapi({
        paths: {
          '/a': { get: answering({ $ref: `items.json#/again/${members}/pet` }) },
          '/b': { get: answering({ $ref: `#/paths/~1c/${members}/pet` }) },
          '/c': { $ref: 'items.json#/one' },
          '/d': { get: answering({ $ref: `#/paths/~1c/${members}/missing` }) },
        },
      }),
      'items.json': { again: { $ref: '#/one' }, one: { get: answering({ $ref: 'pets.json#/holder' }) } },
      'pets.json': { holder: { $ref: '#/again' }, again: { type: 'object', properties: { pet } } },
    });
    for (const id of ['GET /a', 'GET /b']) {
      expect(brokenBy(description, id, { name: 'Rex' })).toEqual([]);
      expect(brokenBy(description, id, {})).toEqual(["must have required property 'name'"]);
    }
    const taken = 'passes through another $ref: pets.json#/again/properties/pet is taken for it';
    expect(description.faults.map(({ message }) => message)).toEqual([
      `$ref: items.json#/again/${members}/pet ${taken}`,
      `$ref: #/paths/~1c/${members}/pet ${taken}`,
      `$ref: #/paths/~1c/${members}/missing leads nowhere`,
    ]);
    expect(description.disabled.map(({ id }) => id)).toEqual(['GET /d']);
  });

  test('is relative to the file that holds it', () => {
    expectPet(
      loadFiles({
        'api.json': answeringRef('schemas/list.json#/first'),
        'schemas/list.json': { first: { $ref: 'deeper/pet.json' } },
        'schemas/deeper/pet.json': { allOf: [{ $ref: '../base.json#/pet' }] },
        'schemas/base.json': { pet },
      }),
    );
  });

  test('may replace a path item, a parameter, a request body, a response, a header and an example', () => {
    const { operations, disabled } = loadFiles({
      'api.yaml': `
openapi: 3.0.3
info: { title: T, version: '1' }
paths:
  /a/{id}: { $ref: 'a.yaml' }
`,
      'a.yaml': `
parameters: [{ $ref: 'parts/parameters.yaml#/id' }]
post:
  requestBody: { $ref: 'parts/body.yaml' }
  responses: { '200': { $ref: 'parts/response.yaml' } }
`,
      'parts/parameters.yaml': 'id: { name: id, in: path, required: true, schema: { type: integer } }',
      'parts/body.yaml': 'content: { application/json: { schema: { type: object } } }',
      'parts/response.yaml': `
description: ''
headers: { X-Rate: { $ref: 'header.yaml' } }
content: { application/json: { examples: { one: { $ref: 'example.json' } } } }
`,
      'parts/header.yaml': 'schema: { type: integer }',
      'parts/example.json': { value: { name: 'Rex' } },
    });
    expect(disabled).toEqual([]);
    const [operation] = operations;
    expect(operation?.parameters).toMatchObject([
      { name: 'id', pointer: '/x-external/parts~1parameters.yaml/id' },
    ]);
    expect(operation?.requestBody?.pointer).toBe('/x-external/parts~1body.yaml');
    expect(operation?.responses[0]?.headers).toMatchObject([{ name: 'X-Rate' }]);
    expect(operation?.responses[0]?.content[0]?.examples).toEqual([
      {
        name: 'one',
        value: { name: 'Rex' },
        pointer: '/x-external/parts~1example.json/value',
      },
    ]);
  });

  test('may replace all paths, all schemas, or an operation, as some descriptions do', () => {
    const description = loadFiles({
      'api.json': openapi({
        paths: { $ref: 'paths.json' },
        components: { schemas: { $ref: 'schemas.json' } },
      }),
      'paths.json': { '/a': { get: { $ref: 'get.json' } } },
      'get.json': answering({ $ref: 'api.json#/components/schemas/Pet' }),
      'schemas.json': { Pet: pet },
    });
    expectPet(description);
    expect(description.operations[0]?.path).toBe('/a');
  });

  test('may be circular through several files', () => {
    const description = loadFiles({
      'api.json': answeringRef('node.json'),
      'node.json': { type: 'object', properties: { next: { $ref: 'link.json' } } },
      'link.json': { anyOf: [{ type: 'null' }, { $ref: 'node.json' }] },
    });
    expect(brokenBy(description, 'GET /a', { next: { next: null } })).toEqual([]);
    expect(brokenBy(description, 'GET /a', { next: { next: 1 } })).not.toEqual([]);
  });

  test('may lead back to the description, by its name or by its $self', () => {
    const main = {
      ...answeringRef('list.json'),
      $self: 'https://example.com/api',
      components: { schemas: { Pet: pet } },
    };
    expectPet(loadFiles({ 'api.json': main, 'list.json': { $ref: 'api.json#/components/schemas/Pet' } }));
    const self = { $ref: 'https://example.com/api#/components/schemas/Pet' };
    expectPet(loadFiles({ 'api.json': main, 'list.json': self }));
  });

  test('is resolved against the $self of the referring document, but read from beside its file', () => {
    const at = (path: string) => ({ ...answeringRef(path), $self: 'https://example.com/v1/api' });
    for (const path of ['pet.json', './pet.json', '/v1/pet.json', 'https://example.com/v1/pet.json']) {
      expectPet(loadFiles({ 'api.json': at(path), 'pet.json': pet }));
    }
    const nested = { 'a/list.json': { $ref: '/v1/pet.json' }, 'pet.json': pet };
    expectPet(loadFiles({ 'api.json': at('a/list.json'), ...nested }));
    const opaque = { ...answeringRef('pet.json'), $self: 'urn:example:api' };
    expectPet(loadFiles({ 'api.json': opaque, 'pet.json': pet }));
    const paths = { '/a': { get: answering({ $ref: '/v2/pet.json' }) }, '/b': { get: answering({}) } };
    const { disabled } = loadFiles({ 'api.json': { ...at('pet.json'), paths }, 'pet.json': pet });
    expect(disabled).toMatchObject([{ reason: expect.stringContaining("outside the description's folder") }]);
  });

  test('is rewritten to a stable place in the description, and nothing is inlined', () => {
    const { document } = loadFiles({ 'api.json': answeringRef('b/pet.json'), 'b/pet.json': pet });
    expect(document['x-external']).toEqual({ 'b/pet.json': pet });
    expect(document['paths']).toEqual({ '/a': { get: answering({ $ref: '#/x-external/b~1pet.json' }) } });
  });

  test('may be a value of a discriminator mapping', () => {
    const description = loadFiles({
      'api.json': openapi({
        paths: {
          '/a': {
            get: answering({
              oneOf: [{ $ref: 'cat.json' }, { $ref: 'dog.json' }],
              discriminator: { propertyName: 'kind', mapping: { c: 'cat.json', d: './dog.json' } },
            }),
          },
        },
      }),
      'cat.json': { type: 'object', required: ['claws'], properties: { kind: { type: 'string' } } },
      'dog.json': { type: 'object', required: ['bark'], properties: { kind: { type: 'string' } } },
    });
    expect(brokenBy(description, 'GET /a', { kind: 'd' }).join()).toContain("'bark'");
    expect(brokenBy(description, 'GET /a', { kind: 'd' }).join()).not.toContain("'claws'");
  });

  test('is read in the dialect of the description, regardless of the dialect that the file declares', () => {
    const schema = {
      $schema: 'https://json-schema.org/draft/2020-12/schema',
      type: 'string',
      nullable: true,
    };
    const in30 = { ...answeringRef('schema.json'), openapi: '3.0.3' };
    expect(brokenBy(loadFiles({ 'api.json': in30, 'schema.json': schema }), 'GET /a', null)).toEqual([]);
    const in31 = answeringRef('schema.json');
    expect(brokenBy(loadFiles({ 'api.json': in31, 'schema.json': schema }), 'GET /a', null)).toEqual([
      'must be string',
    ]);
  });

  test('gives the same result when loaded synchronously and asynchronously', async () => {
    const folder = folderWith({ 'api.json': answeringRef('pet.json'), 'pet.json': pet });
    const later = await loadDescription(join(folder, 'api.json'));
    expect(later.document).toEqual(loadDescriptionSync(join(folder, 'api.json')).document);
  });

  test.each([
    ['is not there', 'missing.json', 'missing.json cannot be followed: there is no such file'],
    ['has no such part', 'pet.json#/missing', 'pet.json#/missing leads nowhere'],
    ['is a folder', 'folder', 'folder cannot be followed: this is a folder'],
    ['is no JSON and no YAML', 'broken.yaml', /broken\.yaml:1:\d+: /],
    ['is no address', 'http://[', 'leads outside this document'],
  ])('that %s disables only the operation', (_, $ref, reason) => {
    const { operations, disabled } = loadFiles({
      'api.json': openapi({ paths: { '/a': { get: answering({ $ref }) }, '/b': { get: answering({}) } } }),
      'pet.json': pet,
      'folder/file': '',
      'broken.yaml': 'a: [',
    });
    expect(operations.map(({ id }) => id)).toEqual(['GET /b']);
    expect(disabled).toMatchObject([{ id: 'GET /a', method: 'GET', path: '/a', pointer: '/paths/~1a/get' }]);
    expect(disabled[0]?.reason).toMatch(reason);
  });
});

describe('a $ref in data is never resolved', () => {
  const secret = { $ref: 'secret.json' };
  const main = openapi({
    'x-note': secret,
    paths: {
      '/a': {
        get: {
          'x-note': { deep: [secret] },
          responses: {
            '200': {
              description: '',
              content: {
                'application/json': {
                  schema: {
                    type: 'object',
                    default: secret,
                    enum: [secret],
                    const: secret,
                    example: secret,
                    examples: [secret],
                    'x-note': secret,
                  },
                  examples: { one: { value: secret } },
                },
              },
            },
          },
        },
      },
    },
    components: { examples: { Two: { value: secret } } },
  });

  test('in an example, a default, an enum, a const or an extension', () => {
    const { document, disabled } = loadFiles({ 'api.json': main, 'secret.json': { secret: 1 } });
    expect(document).toEqual(main);
    expect(disabled).toEqual([]);
  });

  test('but is resolved in a property called example or default, which is a schema', () => {
    const properties = {
      example: { $ref: 'pet.json' },
      default: { $ref: 'pet.json' },
      'x-a': { $ref: 'pet.json' },
    };
    const description = loadFiles({
      'api.json': openapi({ paths: { '/a': { get: answering({ properties }) } } }),
      'pet.json': pet,
    });
    for (const name of Object.keys(properties)) {
      expect(brokenBy(description, 'GET /a', { [name]: {} })).toEqual([
        `/${name} must have required property 'name'`,
      ]);
    }
  });
});

describe('$refs that read any local file', () => {
  const outside = { 'api/api.json': answeringRef('../common/pet.json'), 'common/pet.json': pet };

  test('cannot read files outside the folder of the description', () => {
    expect(() => loadFiles(outside)).toThrow(
      /GET \/a: .*\.\.\/common\/pet\.json cannot be followed: it is outside .*--allow-outside/,
    );
    const absolute = join(folderWith({ 'pet.json': pet }), 'pet.json');
    expect(() => loadFiles({ 'api.json': answeringRef(absolute) })).toThrow(/outside/);
    expect(() => loadFiles({ 'api.json': answeringRef(`file://${absolute}`) })).toThrow(/outside/);
  });

  test('can when that is allowed', () => {
    expectPet(loadFiles(outside, { allowOutside: true }));
  });

  test('cannot through a symbolic link either', () => {
    const [folder, other] = [
      folderWith({ 'api.json': answeringRef('link.json') }),
      folderWith({ 'pet.json': pet }),
    ];
    symlinkSync(join(other, 'pet.json'), join(folder, 'link.json'));
    expect(() => loadDescriptionSync(join(folder, 'api.json'))).toThrow(/outside/);
    expectPet(loadDescriptionSync(join(folder, 'api.json'), { allowOutside: true }));
  });

  test('cannot read anything for a description in memory, which has no folder', () => {
    expect(() => loadDescriptionSync(answeringRef('pet.json'))).toThrow(/in memory has no folder/);
    const address = `file://${join(folderWith({ 'pet.json': pet }), 'pet.json')}`;
    expect(() => loadDescriptionSync(answeringRef(address), { allowOutside: true })).toThrow(/local/);
  });
});

describe('the network', () => {
  /** Serves these texts, by path; a number is a redirect to that port. */
  async function serving(texts: Readonly<Record<string, unknown>>, use: (origin: string) => Promise<void>) {
    const server = createServer((request, response) => {
      const found = texts[request.url ?? ''];
      if (typeof found === 'number') {
        response.writeHead(302, { location: `http://127.0.0.1:${found}/pet.json` }).end();
      } else {
        response.writeHead(found === undefined ? 404 : 200).end(JSON.stringify(found));
      }
    });
    await new Promise<void>((resolve) => {
      server.listen(0, '127.0.0.1', resolve);
    });
    try {
      await use(`http://127.0.0.1:${(server.address() as AddressInfo).port}`);
    } finally {
      server.close();
    }
  }

  test('is used by a local description only with permission', async () => {
    await serving({ '/pet.json': pet }, async (origin) => {
      const path = join(folderWith({ 'api.json': answeringRef(`${origin}/pet.json`) }), 'api.json');
      await expect(loadDescription(path)).rejects.toThrow(/on the network, .*--allow-remote/);
      expectPet(await loadDescription(path, { allowRemote: true }));
      expect(() => loadDescriptionSync(path, { allowRemote: true })).toThrow(/not by loadDescriptionSync/);
    });
  });

  test('provides descriptions too, with the documents that they refer to on the same origin', async () => {
    await serving({ '/v1/api.json': answeringRef('../pet.json'), '/pet.json': pet }, async (origin) => {
      const description = await loadDescription(`${origin}/v1/api.json`);
      expectPet(description);
      expect(description).toMatchObject({ name: 'api', location: `${origin}/v1/api.json` });
      expect(() => loadDescriptionSync(`${origin}/v1/api.json`)).toThrow(/network/);
    });
  });

  test('provides nothing from another origin, from a redirect, or from a local file', async () => {
    await serving({ '/pet.json': pet }, async (other) => {
      const port = Number(new URL(other).port);
      const file = `file://${join(folderWith({ 'pet.json': pet }), 'pet.json')}`;
      const texts = {
        '/a.json': answeringRef(`${other}/pet.json`),
        '/b.json': answeringRef('moved.json'),
        '/c.json': answeringRef(file),
        '/moved.json': port,
      };
      await serving(texts, async (origin) => {
        await expect(loadDescription(`${origin}/a.json`)).rejects.toThrow(/--allow-remote/);
        await expect(loadDescription(`${origin}/b.json`)).rejects.toThrow(/sends us to .*--allow-remote/);
        await expect(loadDescription(`${origin}/c.json`, { allowOutside: true })).rejects.toThrow(/local/);
        expectPet(await loadDescription(`${origin}/a.json`, { allowRemote: true }));
        expectPet(await loadDescription(`${origin}/b.json`, { allowRemote: true }));
      });
    });
  });

  test('without such a document gives an error that says so', async () => {
    await serving({}, async (origin) => {
      await expect(loadDescription(`${origin}/none.json`)).rejects.toThrow(/the server answered 404/);
    });
  });
});
