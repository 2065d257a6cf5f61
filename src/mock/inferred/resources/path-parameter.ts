import type { JsonObject } from '../../../base/json.ts';
import type { Description } from '../../../description/model/description.ts';
import { operationsByPath, type Resource } from '../../../description/resources/resource.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import { flatten } from '../../../generate/flat-schema.ts';

/**
 * Reads the path parameter that identifies an item: the keywords of its schema, which may stand at a path below the
 * item, and its documented examples.
 */
export function describeItemParameter(
  { document, operations }: Description,
  { itemPath, parameter }: Resource,
) {
  const above = itemPath.slice(0, itemPath.lastIndexOf('/'));
  const position = above.split('/').length;
  const schemas = operations
    .filter(({ path }) => path.startsWith(`${above}/{`))
    .flatMap((operation) => {
      const name = operation.path.split('/')[position]?.slice(1, -1);
      return operation.parameters.filter(
        (declared) => declared.location === 'path' && declared.name === name,
      );
    })
    .map(({ schema }) => keywordsOf(document, schema));
  const examples = (operationsByPath(operations).get(itemPath) ?? [])
    .flatMap(({ parameters }) => parameters)
    .filter(({ location, name }) => location === 'path' && name === parameter)
    .flatMap((declared) => declared.examples);
  return {
    keywords: schemas.find((schema) => 'format' in schema || 'pattern' in schema) ?? schemas[0] ?? {},
    exampleIds: examples.map(({ value }) => value),
  };
}

function keywordsOf(document: JsonObject, { definition }: Schema): JsonObject {
  return (typeof definition === 'object' ? flatten(document, definition)?.keywords : undefined) ?? {};
}

/** Returns a function that gives the type of a path parameter; undefined when it is not described. */
export function parameterTypes({ document, operations }: Description, path: string) {
  const parameters = (operationsByPath(operations).get(path) ?? []).flatMap(
    (operation) => operation.parameters,
  );
  return (name: string): string | undefined => {
    const declared = parameters.find((parameter) => parameter.location === 'path' && parameter.name === name);
    const type = declared && keywordsOf(document, declared.schema)['type'];
    return typeof type === 'string' ? type : undefined;
  };
}
