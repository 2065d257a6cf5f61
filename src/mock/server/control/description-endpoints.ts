import { member, members, type Json, type JsonObject } from '../../../base/json.ts';
import { tagsOf } from '../../control/passing/pass-rules.ts';
import type { Mock } from '../../mock.ts';
import { json, problem } from './control-response.ts';
import type { Endpoints } from './endpoint.ts';
import { controlFiles } from './files/on-demand.ts';

export const DESCRIPTION_ENDPOINTS: Endpoints = {
  '/openapi.json': {
    methods: ['GET'],
    does: 'describes these paths (OpenAPI 3.1)',
    respond: async ({ mock }) => {
      const document = controlFiles.get().controlDescription();
      return document === undefined
        ? problem(
            404,
            'Not Found',
            'there are no files here: openapi/control.yaml of the package describes these paths',
          )
        : json(200, described(document, mock));
    },
  },
};

/** Returns the description of the control routes, whose schemas of names list those that the mock has. */
function described(document: unknown, mock: Mock): JsonObject {
  const served = mock.served();
  const names: Readonly<Record<string, readonly string[]>> = {
    ApiName: served.map(({ name }) => name),
    OperationName: served.flatMap(({ operations }) =>
      operations.flatMap(({ id, method, path }) => [id, `${method} ${path}`]),
    ),
    ScenarioName: mock.controls.scenarios,
    WebhookName: mock.descriptions.flatMap(({ webhooks }) => webhooks().map(({ name }) => name)),
    IdentityName: mock.inspector.identities().map(({ id }) => id),
    TagSelector: mock.descriptions.flatMap(({ operations }) =>
      operations.flatMap(tagsOf).map((tag) => `tag:${tag}`),
    ),
  };
  return withSchemas(document, (name, schema) =>
    Object.hasOwn(names, name) ? oneOf(schema, names[name] ?? []) : schema,
  );
}

/** Replaces the named schemas of a description. */
function withSchemas(document: unknown, replace: (name: string, schema: Json) => Json): JsonObject {
  const components = member(document, 'components');
  const schemas = members(member(components, 'schemas')).map(([name, schema]) => [
    name,
    replace(name, schema),
  ]);
  return {
    ...Object.fromEntries(members(document)),
    components: {
      ...Object.fromEntries(members(components)),
      schemas: Object.fromEntries(schemas) as JsonObject,
    },
  };
}

function oneOf(schema: Json, names: readonly string[]): Json {
  return {
    ...Object.fromEntries(members(schema)),
    ...(names.length === 0 ? { not: {} } : { enum: [...new Set(names)] }),
  };
}
