// Checks the list of operations that cannot have a successful response, and the proofs of that.
import { readFileSync } from 'node:fs';

const ALL = JSON.parse(readFileSync(new URL('exceptions.json', import.meta.url), 'utf8'));

/** The list may contain at most this share of all operations. */
const MOST = 0.01;

/** A value of each JSON type. */
const SAMPLES = [null, true, 0, 0.5, '', 'text', [], {}];
const TYPES = ['null', 'boolean', 'integer', 'number', 'string', 'array', 'object'];

/** Returns the listed operations of a file whose proofs are correct, and those whose proofs are not. */
export async function checkExceptions(file, description, judge) {
  const checked = [];
  for (const one of ALL.filter((exception) => exception.file === file)) {
    checked.push({ operation: one.operation, isProven: await isProven(one, description, judge) });
  }
  return checked;
}

function isProven({ operation: id, proof }, description, judge) {
  const operation = description.operationById(id);
  switch (proof.kind) {
    case 'noValueFits':
      return operation !== undefined && noValueFits(operation, proof.schema, description, judge);
    default:
      return false;
  }
}

/** Tells whether a body is required whose schema demands types that exclude each other, as both validators confirm. */
async function noValueFits({ requestBody }, pointer, { document, validators }, judge) {
  const schemas = requestBody?.content.map(({ schema }) => schema) ?? [];
  const isNeeded = requestBody?.required === true && schemas.every((schema) => schema?.pointer === pointer);
  if (!isNeeded || typesAt(document, pointer).size > 0) return false;
  for (const value of SAMPLES) {
    const isFitting = validators.of(schemas[0], 'request')(value).length === 0;
    if (isFitting || (await judge(pointer, value)) !== false) return false;
  }
  return true;
}

/** Returns the types that a schema and all schemas in its `allOf` allow. */
function typesAt(document, pointer) {
  const tokens = pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  return typesOf(tokens.reduce((node, token) => node?.[token], document));
}

function typesOf({ type, allOf = [] } = {}) {
  const own = new Set(type === undefined ? TYPES : [type].flat());
  if (own.has('number')) own.add('integer');
  return allOf.map(typesOf).reduce((left, right) => common(left, right), own);
}

function common(left, right) {
  return new Set([...left].filter((type) => right.has(type)));
}

/** Returns the faults of the list as a whole. `isWhole` means that all of the corpus was run. */
export function exceptionFaults(results, isWhole) {
  const faults = results.flatMap(({ file, mock, exceptions }) => [
    ...mock.unanswered
      .filter((id) => !exceptions.some(({ operation }) => operation === id))
      .map((id) => `${file}: ${id} got no success, and is not a listed exception`),
    ...exceptions
      .filter(({ operation }) => !mock.unanswered.includes(operation))
      .map(({ operation }) => `${file}: ${operation} is a listed exception, but it got a success`),
    ...exceptions
      .filter(({ isProven: holds }) => !holds)
      .map(({ operation }) => `${file}: the proof that ${operation} cannot succeed is wrong`),
  ]);
  const operations = results.reduce((sum, one) => sum + one.operations, 0);
  const files = new Set(results.map(({ file }) => file));
  const strangers = isWhole ? ALL.filter(({ file }) => !files.has(file)) : [];
  return [
    ...faults,
    ...strangers.map(({ file }) => `${file} has exceptions, but is not in the corpus`),
    ...(isWhole && ALL.length > MOST * operations ? ['more than 1 % of the operations are exceptions'] : []),
  ];
}
