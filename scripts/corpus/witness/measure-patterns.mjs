// Generates texts for every `pattern` of a description, with lengths that are drawn around a text of the pattern.
import { diceOf } from './dice.mjs';
import { lengthsAround } from './texts.mjs';
import { timed } from './timed.mjs';

const DRAWS = 6;

/** Returns the patterns of documents, each once. */
export function patternsIn(documents) {
  const found = new Set();
  const waiting = [...documents];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (typeof node !== 'object' || node === null) continue;
    if (typeof node.pattern === 'string') found.add(node.pattern);
    waiting.push(...Object.values(node));
  }
  return [...found];
}

/** Returns counts, and the patterns for which there was no text of the drawn lengths. */
export async function measurePatterns(patterns, dist) {
  const { compileDescription } = await import(
    new URL('description/compile/compile-description.js', dist).href
  );
  const { generateValue } = await import(new URL('generate/generate-value.js', dist).href);
  const dice = diceOf(1);
  const outcome = { patterns: patterns.length, values: 0, missing: [], slow: [] };
  const textOf = (definition, seed) => {
    const components = { schemas: { Subject: definition } };
    const paths = { '/': { get: { responses: { 200: { description: 'ok' } } } } };
    const document = { openapi: '3.1.0', info: { title: 'made', version: '1' }, paths, components };
    const description = compileDescription(document, { name: 'made', location: undefined });
    const schema = { definition, pointer: '/components/schemas/Subject' };
    description.validators.of(schema, 'response')(null); // compiles
    return timed(() => generateValue(description, schema, { seed, names: ['made'], direction: 'response' }));
  };
  for (const pattern of patterns) {
    for (let seed = 1; seed <= DRAWS; seed += 1) {
      const plain = textOf({ type: 'string', pattern }, seed);
      const length = plain.result.kind === 'value' ? Array.from(plain.result.value).length : 0;
      const definition = { type: 'string', pattern, ...lengthsAround(dice, length) };
      const { result, time } = plain.result.kind === 'value' ? textOf(definition, seed) : plain;
      outcome.values += 1;
      if (result.kind !== 'value') outcome.missing.push(definition);
      if (time > 100) outcome.slow.push({ ...definition, time });
    }
  }
  return outcome;
}

/** Returns the faults of an outcome. */
export function patternFaults({ values, missing, slow }) {
  return [
    [missing.length > 0.001 * values, `${missing.length} of ${values} texts for patterns are missing`],
    [slow.length > 0.01 * values, `${slow.length} texts for patterns took more than 100 ms`],
  ]
    .filter(([isWrong]) => isWrong)
    .map(([, message]) => message);
}
