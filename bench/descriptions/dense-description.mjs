const SCHEMAS = 9;

/** Returns a small description whose schemas all have members of all the others: trees of them grow fast. */
export function denseDescription() {
  const names = Array.from({ length: SCHEMAS }, (_, index) => `Node${index}`);
  const reference = (name) => ({ $ref: `#/components/schemas/${name}` });
  const links = Object.fromEntries(names.map((name) => [name.toLowerCase(), reference(name)]));
  const node = { type: 'object', properties: { ...links, label: { type: 'string' } } };
  const body = { content: { 'application/json': { schema: reference('Node0') } } };
  return {
    openapi: '3.0.3',
    info: { title: 'Nodes', version: '1.0.0' },
    paths: {
      '/nodes': {
        post: { operationId: 'addNode', requestBody: body, responses: { 200: { description: 'Added.' } } },
      },
    },
    components: { schemas: Object.fromEntries(names.map((name) => [name, node])) },
  };
}
