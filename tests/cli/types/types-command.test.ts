import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import { format } from 'prettier';
import { folderWith, run, serve, write } from '../command.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** What the TypeScript compiler says of the files of a folder: nothing where all is well. */
function compile(folder: string): Promise<string> {
  write(join(folder, 'tsconfig.json'), {
    compilerOptions: {
      target: 'es2023',
      module: 'nodenext',
      strict: true,
      noUncheckedIndexedAccess: true,
      skipLibCheck: false,
      noEmit: true,
      types: [],
      paths: { stuntdouble: [join(ROOT, 'src/mock/behaviour/behaviour.ts')] },
      allowImportingTsExtensions: true,
    },
    include: ['*.ts'],
  });
  const tsc = join(ROOT, 'node_modules/typescript/bin/tsc');
  return new Promise((resolve) => {
    const child = spawn(process.execPath, [tsc, '-p', folder, '--pretty', 'false'], { cwd: folder });
    let said = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (said += text));
    child.on('close', () => resolve(said.trim()));
  });
}

const json = (schema: object) => ({ 'application/json': { schema } });
const ref = (name: string) => ({ $ref: `#/components/schemas/${name}` });

const PETS = {
  openapi: '3.1.0',
  info: { title: 'Pets', version: '1' },
  paths: {
    '/pets': {
      get: {
        operationId: 'listPets',
        'x-stuntdouble': false,
        parameters: [
          { name: 'limit', in: 'query', schema: { type: 'integer', default: 20 } },
          { name: 'X-Tag', in: 'header', schema: { enum: ['a', 'b'] } },
        ],
        responses: {
          200: { description: '', content: json({ type: 'array', items: ref('Pet') }) },
          404: { description: '' },
          '4XX': { description: '', content: json(ref('Problem')) },
        },
      },
      post: {
        operationId: 'addPet',
        summary: 'Adds a pet */ and more',
        requestBody: { required: true, content: json(ref('Pet')) },
        responses: { 201: { description: '', content: json(ref('Pet')) } },
      },
    },
    '/pets/{petId}/photo': {
      put: {
        parameters: [{ name: 'petId', in: 'path', required: true, schema: { type: 'integer' } }],
        requestBody: { content: { 'image/png': {}, 'text/plain': {} } },
        responses: { default: { description: '', content: { 'application/pdf': {} } } },
      },
    },
  },
  components: {
    schemas: {
      Pet: {
        type: 'object',
        required: ['id', 'name', 'password'],
        properties: {
          id: { type: 'integer', readOnly: true },
          name: { type: 'string' },
          password: { type: 'string', writeOnly: true },
          parent: { anyOf: [ref('Pet'), { type: 'null' }] },
          'nick-name': { type: ['string', 'null'] },
          kind: ref('Kind'),
          labels: { type: 'object', additionalProperties: { type: 'number' } },
        },
      },
      Kind: { oneOf: [ref('Cat'), ref('Dog')] },
      Cat: {
        allOf: [ref('Kind'), { type: 'object', required: ['lives'], properties: { lives: { const: 9 } } }],
      },
      Dog: { type: 'object', properties: { barks: { type: 'boolean' } }, additionalProperties: true },
      Problem: { allOf: [{ properties: { message: { type: 'string' } } }, { required: ['message'] }] },
    },
  },
};

const EXPECTED = `// Made by 'stuntdouble types'; what is changed here is lost when it is made anew.

/** By operationId: what the requests of Pets 1 hold once they are decoded, and what answers them. */
export interface Operations {
  /** GET /pets */
  listPets: {
    request: {
      path: Record<string, never>;
      query: { limit: number };
      headers: { "X-Tag"?: "a" | "b" };
      cookies: Record<string, never>;
      body: undefined;
    };
    response:
      | { status: 200; body: readonly Pet[] }
      | { status: 404; body?: undefined }
      | { status: Exclude<StatusOf<4>, 404>; body: Problem };
  };
  /** POST /pets: Adds a pet *\\/ and more */
  addPet: {
    request: {
      path: Record<string, never>;
      query: Record<string, never>;
      headers: Record<string, never>;
      cookies: Record<string, never>;
      body: PetSent;
    };
    response: { status: 201; body: Pet };
  };
  /** PUT /pets/{petId}/photo */
  "PUT /pets/{petId}/photo": {
    request: {
      path: { petId: number };
      query: Record<string, never>;
      headers: Record<string, never>;
      cookies: Record<string, never>;
      body: Uint8Array | string | undefined;
    };
    response: {
      status: StatusOf<1 | 2 | 3 | 4 | 5>;
      body: string | Uint8Array;
    };
  };
}

export type Pet = {
  id: number;
  name: string;
  parent?: Pet | null;
  "nick-name"?: string | null;
  kind?: Kind;
  labels?: { [name: string]: number };
};

export type Kind = Cat | Dog;

export type Cat = { lives: 9 };

export type Dog = { barks?: boolean; [name: string]: unknown };

export type Problem = { message?: string } & { message: unknown };

export type PetSent = {
  id?: number;
  name: string;
  password: string;
  parent?: PetSent | null;
  "nick-name"?: string | null;
  kind?: Kind;
  labels?: { [name: string]: number };
};

type Digit = 0 | 1 | 2 | 3 | 4 | 5 | 6 | 7 | 8 | 9;
type NumberOf<Text> = Text extends \`\${infer Value extends number}\` ? Value : never;
/** The statuses of a class: those from 400 to 499 for 4. */
type StatusOf<Class extends number> = NumberOf<\`\${Class}\${Digit}\${Digit}\`>;
`;

/** Ten lines, as in the README. */
const BEHAVIOURS = `import { defineBehaviours } from 'stuntdouble';
import type { Operations } from './api.d.ts';

export default defineBehaviours<Operations>({
  operations: {
    listPets: async ({ query }, tx) => {
      const pets = await tx.collection<{ id: number; name: string }>('pets');
      if (query.limit > 100) return { status: 400, reason: 'at most 100' };
      return { status: 200, headers: { 'x-total': '1' }, body: pets.all().slice(0, query.limit) };
    },
  },
});
`;

describe('stuntdouble types', () => {
  const folder = folderWith({ 'pets.json': PETS, 'behaviours.ts': BEHAVIOURS });

  test('prints the types of requests and responses, by direction and with names', async () => {
    const { code, stdout, stderr } = await run(['types', 'pets.json'], { cwd: folder });
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(stdout).toBe(EXPECTED);
  });

  test('writes a file with which a behaviours file compiles, and works', async () => {
    expect(await run(['types', 'pets.json', '-o', 'api.d.ts'], { cwd: folder })).toMatchObject({ code: 0 });
    expect(readFileSync(join(folder, 'api.d.ts'), 'utf8')).toBe(EXPECTED);
    expect(await compile(folder)).toBe('');
    const mock = await serve(['pets.json', '--behaviours', 'behaviours.ts'], { cwd: folder });
    expect((await fetch(`${mock.url}/pets`)).status).toBe(200);
    const refused = await fetch(`${mock.url}/pets?limit=101`);
    expect([refused.status, await refused.text()]).toEqual([400, expect.stringContaining('at most 100')]);
    await mock.stop();
  });

  test('fit the example of the README', async () => {
    const readme = readFileSync(join(ROOT, 'README.md'), 'utf8');
    const example = /```ts\n([^`]*defineBehaviours<Operations>[\s\S]*?)```/.exec(readme)?.[1] ?? '';
    const Pet = { type: 'object', required: ['id'], properties: { id: { type: 'integer' } } };
    const document = {
      openapi: '3.1.0',
      info: { title: 'Pets', version: '1' },
      paths: {
        '/pets/{petId}': {
          parameters: [{ name: 'petId', in: 'path', required: true, schema: { type: 'integer' } }],
          get: {
            operationId: 'getPet',
            responses: { 200: { description: '', content: json(ref('Pet')) }, 404: { description: '' } },
          },
        },
      },
      components: { schemas: { Pet } },
    };
    const own = folderWith({
      'pets.json': document,
      'behaviours.ts': example,
      'pets/pets.json': [{ id: 7 }],
    });
    await run(['types', 'pets.json', '-o', 'api.d.ts'], { cwd: own });
    expect(await compile(own)).toBe('');
    const mock = await serve(['pets.json', '--behaviours', 'behaviours.ts', '--fixtures', 'pets'], {
      cwd: own,
    });
    const [found, missing] = [await fetch(`${mock.url}/pets/7`), await fetch(`${mock.url}/pets/8`)];
    expect([found.status, await found.json(), missing.status]).toEqual([200, { id: 7 }, 404]);
    await mock.stop();
  });

  test.each([
    ['an operation that is not there', `listPet: () => ({ status: 404 })`, /listPet/],
    ['an undocumented status', `listPets: () => ({ status: 201, body: [] })`, /status: number/],
    [
      'a body that does not fit',
      `listPets: () => ({ status: 200, body: [{ id: 'one', name: '' }] })`,
      /'number'/,
    ],
    ['a member that is missing', `addPet: () => ({ status: 201, body: { name: '' } })`, /id/],
    [
      'what only requests hold',
      `addPet: ({ body }) => ({ status: 201, body: { ...body, id: body.password } })`,
      /'number'/,
    ],
    [
      'a parameter that is not there',
      `listPets: ({ query }) => ({ status: 404, reason: query.page })`,
      /page/,
    ],
  ])('make a type error of %s', async (_, operation, reason) => {
    const wrong = folderWith({
      'api.d.ts': EXPECTED,
      'behaviours.ts': `import { defineBehaviours } from 'stuntdouble';
import type { Operations } from './api.d.ts';
export default defineBehaviours<Operations>({ operations: { ${operation} } });\n`,
    });
    const said = await compile(wrong);
    expect(said).toMatch(/^behaviours\.ts\(3,/);
    expect(said).toMatch(reason);
  });

  test('takes one description, and says where it cannot write', async () => {
    expect(await run(['types'], { cwd: folder })).toMatchObject({
      code: 2,
      stderr: 'stuntdouble: types takes one description: stuntdouble types openapi.yaml\n',
    });
    const { code, stderr } = await run(['types', 'pets.json', '-o', 'no/api.d.ts'], { cwd: folder });
    expect([code, stderr]).toEqual([
      2,
      expect.stringMatching(/^stuntdouble: --output no\/api\.d\.ts: .+\n$/),
    ]);
  });

  test.each(['rocketchat', 'livehelpnow'])('has made those of %s', async (name) => {
    const { stdout } = await run(['types', name]);
    const options = {
      parser: 'typescript',
      singleQuote: true,
      printWidth: 110,
      trailingComma: 'all',
    } as const;
    const committed = readFileSync(join(ROOT, 'src/bundled', name, 'operations.ts'), 'utf8');
    expect(await format(stdout, options)).toBe(committed);
  });
});

const CORPUS = fileURLToPath(new URL('../../../../shared/corpus/open', import.meta.url));

if (!existsSync(CORPUS)) {
  // oxlint-disable-next-line jest/no-disabled-tests -- there is nothing to test
  test.skip(`types of the open corpus: there is none at ${CORPUS}`, () => undefined);
} else {
  test('types of the open corpus compile: one in several files, one with combinations, one of Swagger 2.0', async () => {
    const folder = folderWith({});
    const files = ['vrchat/openapi.yaml', 'harbor.yaml', 'figma.yaml'];
    for (const [index, file] of files.entries()) {
      const { code } = await run(['types', join(CORPUS, file), '--allow-outside', '-o', `api${index}.ts`], {
        cwd: folder,
      });
      expect(code).toBe(0);
    }
    expect(await compile(folder)).toBe('');
  });
}
