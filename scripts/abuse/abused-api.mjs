// The API that is abused: a collection of things that the mock infers, and operations whose behaviours do what they must not.
const json = (schema) => ({ 'application/json': { schema } });
const ref = (name) => ({ $ref: `#/components/schemas/${name}` });
const thing = (status) => ({ [status]: { description: 'A thing.', content: json(ref('Thing')) } });
const sent = { requestBody: { required: true, content: json(ref('ThingSent')) } };
const id = { name: 'id', in: 'path', required: true, schema: { type: 'string' } };

const THINGS = "const things = await tx.collection('things');";

/** What each behaviour does. */
export const MISDEEDS = {
  throws: 'throw new Error("thrown");',
  throwsNothing: 'throw undefined;',
  rejectsLater: 'await new Promise((resolve) => setTimeout(resolve, 50)); throw { no: "error" };',
  recurses: 'const again = () => 1 + again(); again();',
  returnsNothing: '',
  returnsText: 'return "no response";',
  returnsCircle: 'const circle = {}; circle.self = circle; return { status: 200, body: circle };',
  returnsSymbol: 'return { status: 200, body: { count: Symbol() }, headers: null };',
  breaksDescription: 'return { status: 200, body: { count: "many" } };',
  breaksHeaders: 'return { status: 200, headers: { "x-a": "b\\r\\nset-cookie: c=d" }, body: { count: 1 } };',
  statusOutOfRange: 'return { status: 99999, body: { count: 1 } };',
  createsThenThrows: `${THINGS} things.put({ id: 'lost', name: 'lost' }); throw new Error('after');`,
  deletesThenThrows: `${THINGS} for (const { id } of things.all()) things.delete(id); throw new Error('after');`,
  createsThenRefuses: `${THINGS} things.put({ id: 'lost', name: 'lost' }); return { status: 409, reason: 'after' };`,
  createsThenWaits: `${THINGS} things.put({ id: 'lost', name: 'lost' }); await new Promise(() => {});`,
  neverEnds: 'await new Promise(() => {});',
};

/** Returns the code of the behaviours. */
export function behaviours() {
  const functions = Object.entries(MISDEEDS).map(
    ([name, code]) => `${name}: async (request, tx) => { ${code} }`,
  );
  return `export const operations = {\n${functions.join(',\n')}\n};\n`;
}

export function abusedApi() {
  const misdeeds = Object.keys(MISDEEDS).map((name) => [
    `/misdeeds/${name}`,
    {
      post: {
        operationId: name,
        responses: {
          200: {
            description: 'Done.',
            content: json({ type: 'object', properties: { count: { type: 'integer' } } }),
          },
          409: { description: 'Not done.' },
        },
      },
    },
  ]);
  return {
    openapi: '3.1.0',
    info: { title: 'Abused', version: '1' },
    paths: {
      '/things': {
        get: {
          operationId: 'listThings',
          parameters: [
            { name: 'limit', in: 'query', schema: { type: 'integer', minimum: 1, maximum: 1000 } },
          ],
          responses: {
            200: { description: 'All.', content: json({ type: 'array', items: ref('Thing') }) },
          },
        },
        post: { operationId: 'createThing', ...sent, responses: thing(201) },
      },
      '/things/{id}': {
        parameters: [id],
        get: { operationId: 'readThing', responses: thing(200) },
        put: { operationId: 'replaceThing', ...sent, responses: thing(200) },
        delete: { operationId: 'deleteThing', responses: { 204: { description: 'Gone.' } } },
      },
      '/files': {
        post: {
          operationId: 'sendFile',
          requestBody: {
            content: {
              'multipart/form-data': { schema: { type: 'object', properties: { file: { type: 'string' } } } },
            },
          },
          responses: { 204: { description: 'Taken.' } },
        },
      },
      ...Object.fromEntries(misdeeds),
    },
    components: {
      schemas: {
        ThingSent: {
          type: 'object',
          required: ['name'],
          properties: { name: { type: 'string' }, size: { type: 'integer' } },
        },
        Thing: {
          type: 'object',
          required: ['id', 'name'],
          properties: { id: { type: 'string' }, name: { type: 'string' }, size: { type: 'integer' } },
        },
      },
    },
  };
}
