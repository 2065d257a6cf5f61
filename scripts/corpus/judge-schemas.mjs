// Validates generated values of every schema of a description, and values that differ from these in one place, and compares
// the results with another validator, which reads the original. disagreements.json explains the known differences.
import { readFileSync } from 'node:fs';
import { mutantsOf } from './mutants.mjs';
import { isAgreed } from './other-judge.mjs';

const EXPLAINED = JSON.parse(readFileSync(new URL('disagreements.json', import.meta.url), 'utf8'));

/** `most` is the number of changed values that are validated for each schema. */
export async function judgeSchemas(name, description, { judge, dist, most }) {
  const { generateValue } = await import(new URL('generate/generate-value.js', dist).href);
  const explained = EXPLAINED.filter(({ file }) => file === name).flatMap(({ schemas }) => schemas);
  const counts = { schemas: 0, compared: 0, agreed: 0, explained: 0, unexplained: [] };
  for (const schema of schemasOf(description)) {
    const made = madeFor(description, schema, generateValue);
    if (made === undefined || (await judge(schema.pointer, made)) === undefined) continue;
    counts.schemas += 1;
    for (const value of [made, ...mutantsOf(made, most)]) {
      const other = await judge(schema.pointer, value);
      if (other === undefined) continue;
      counts.compared += 1;
      const errors = description.validators.of(schema, 'response')(value);
      if (isAgreed(description, { schema, direction: 'response', value, errors }, other)) counts.agreed += 1;
      else if (explained.includes(schema.pointer)) counts.explained += 1;
      else counts.unexplained.push(disagreement(schema, value, errors));
    }
  }
  return counts;
}

function madeFor(description, schema, generateValue) {
  try {
    const made = generateValue(description, schema, { seed: 1, names: [], direction: 'response' });
    return made.kind === 'value' ? made.value : undefined;
  } catch {
    return undefined; // operations that need this schema are disabled
  }
}

/** Returns the schemas in components and those in operations, each once. */
function schemasOf({ document, operations }) {
  const [named, place] =
    document.swagger === undefined
      ? [document.components?.schemas, '/components/schemas']
      : [document.definitions, '/definitions'];
  const components = Object.entries(named ?? {}).map(([name, definition]) => ({
    definition,
    pointer: `${place}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
  }));
  const used = operations.flatMap(({ parameters, requestBody, responses }) => [
    ...parameters.map(({ schema }) => schema),
    ...[requestBody, ...responses].flatMap((one) => (one?.content ?? []).map(({ schema }) => schema)),
  ]);
  const all = [...components, ...used].filter((schema) => schema !== undefined);
  return [...new Map(all.map((schema) => [schema.pointer, schema])).values()];
}

function disagreement({ pointer }, value, [error]) {
  const text = JSON.stringify(value);
  return {
    pointer,
    value: text.length > 200 ? `${text.slice(0, 200)}…` : text,
    ours: error === undefined ? 'valid' : `${error.instancePath} ${error.keyword}: ${error.message}`.trim(),
    theirs: error === undefined ? 'invalid' : 'valid',
  };
}
