import type { JsonObject } from '../../../base/json.ts';
import type { Description } from '../../../description/model/description.ts';
import { operationsByPath, type Resource } from '../../../description/resources/resource.ts';
import type { Schema } from '../../../description/schemas/schema.ts';
import { flatten } from '../../../generate/flat-schema.ts';

/** What is said of the parameter that names an item, also by the paths below the item. */
export function declaredParameter({ document, operations }: Description, { itemPath, parameter }: Resource) {
  const above = itemPath.slice(0, itemPath.lastIndexOf('/'));
  const position = above.split('/').length;
  const schemas = operations
    .filter(({ path }) => path.startsWith(`${above}/{`))
    .flatMap((operation) => {
      const name = operation.path.split('/')[position]?.slice(1, -1);
      return operation.parameters.filter((one) => one.location === 'path' && one.name === name);
    })
    .map(({ schema }) => keywordsOf(document, schema));
  const examples = (operationsByPath(operations).get(itemPath) ?? [])
    .flatMap(({ parameters }) => parameters)
    .filter(({ location, name }) => location === 'path' && name === parameter)
    .flatMap((declared) => declared.examples);
  return {
    parameter: schemas.find((keywords) => 'format' in keywords || 'pattern' in keywords) ?? schemas[0] ?? {},
    shownIds: examples.map(({ value }) => value),
  };
}

function keywordsOf(document: JsonObject, { definition }: Schema): JsonObject {
  return (typeof definition === 'object' ? flatten(document, definition)?.keywords : undefined) ?? {};
}

/** The types of the parameters of a path. */
export function parameterTypes({ document, operations }: Description, path: string) {
  const parameters = (operationsByPath(operations).get(path) ?? []).flatMap((one) => one.parameters);
  return (name: string): string | undefined => {
    const declared = parameters.find((one) => one.location === 'path' && one.name === name);
    const type = declared && keywordsOf(document, declared.schema)['type'];
    return typeof type === 'string' ? type : undefined;
  };
}
