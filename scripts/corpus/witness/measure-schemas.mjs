// Generates values of many made schemas, several for each, and counts those without a value.
import { FEATURES, makeCase, TRIED } from './make-case.mjs';
import { presentFeatures } from './present-features.mjs';
import { timed } from './timed.mjs';

const SEEDS = 6;

/** Returns counts, and the first schemas without a value. `count`: the number of schemas. */
export async function measureSchemas(count, dist, first = 1) {
  const { compileDescription } = await import(
    new URL('description/compile/compile-description.js', dist).href
  );
  const { generateValue } = await import(new URL('generate/generate-value.js', dist).href);
  const outcome = {
    schemas: 0,
    discarded: 0,
    plain: tally(),
    tried: tally(),
    features: {},
    pairs: {},
    failures: [],
    slow: [],
    large: [],
    unstable: [],
  };
  for (let seed = first; outcome.schemas < count && seed < first + 2 * count; seed += 1) {
    const made = makeCase(seed);
    const description = compileDescription(made.document, { name: 'made', location: undefined });
    const schema = {
      definition: made.document.components.schemas.Subject,
      pointer: '/components/schemas/Subject',
    };
    if (!isWitnessed(description, schema, made.witness)) {
      outcome.discarded += 1;
      continue;
    }
    outcome.schemas += 1;
    countFeatures(outcome, presentFeatures(made.document));
    const share = made.features.some((name) => TRIED.includes(name)) ? outcome.tried : outcome.plain;
    const valueOf = (draw) =>
      generateValue(description, schema, { seed: draw, names: ['made'], direction: 'response' });
    let earliest;
    for (let draw = 1; draw <= SEEDS; draw += 1) {
      const { result, time, size } = timed(() => valueOf(draw));
      earliest ??= JSON.stringify(result);
      share.values += 1;
      const place = { seed, draw, features: made.features };
      if (time > 100) outcome.slow.push({ ...place, time });
      if (size > 10_000_000) outcome.large.push({ ...place, size });
      if (result.kind === 'value') continue;
      share.missing += 1;
      outcome.failures.push({ ...place, schema: schema.definition, errors: result.errors });
    }
    if (JSON.stringify(valueOf(1)) !== earliest) outcome.unstable.push({ seed, features: made.features });
  }
  return outcome;
}

function tally() {
  return { values: 0, missing: 0 };
}

/** Compiles the validator too, so that the time of that is not counted. */
function isWitnessed(description, schema, witness) {
  return description.validators.of(schema, 'response')(witness).length === 0;
}

function countFeatures({ features, pairs }, names) {
  for (const [index, name] of names.entries()) {
    features[name] = (features[name] ?? 0) + 1;
    for (const other of names.slice(index + 1)) {
      const pair = [name, other].toSorted(byName).join(' + ');
      pairs[pair] = (pairs[pair] ?? 0) + 1;
    }
  }
}

/** Returns the faults of an outcome: shares above their limits, values that took too long, features that are too rare. */
export function schemaFaults({ schemas, plain, tried, features, pairs, slow, large, unstable }) {
  const share = ({ values, missing }) => missing / Math.max(values, 1);
  const rare = FEATURES.filter((name) => (features[name] ?? 0) < 0.05 * schemas);
  const combinations = FEATURES.flatMap((one, index) =>
    FEATURES.slice(index + 1).map((other) => [one, other].toSorted(byName).join(' + ')),
  );
  const rarePairs = combinations.filter((pair) => !APART.has(pair) && (pairs[pair] ?? 0) < 0.02 * schemas);
  return [
    [share(plain) > 0.001, `${plain.missing} of ${plain.values} values of made schemas are missing`],
    [
      share(tried) > MAX_TRIED,
      `${tried.missing} of ${tried.values} values with look-ahead or back-references are missing`,
    ],
    [slow.length > MAX_SLOW * (plain.values + tried.values), `${slow.length} values took more than 100 ms`],
    [large.length > 0, `${large.length} values are larger than 10 MB`],
    [unstable.length > 0, `${unstable.length} values depend on what was generated before`],
    [schemas >= MIN_SHARED && rare.length > 0, `too few schemas have ${rare.join(', ')}`],
    [schemas >= MIN_SHARED && rarePairs.length > 0, `too few schemas have ${rarePairs.join(', ')}`],
  ]
    .filter(([isWrong]) => isWrong)
    .map(([, message]) => message);
}

/** The share of values with look-ahead or back-references that may be missing; of 10,000 schemas, 0.1 % are. */
const MAX_TRIED = 0.01;

/** The share of values that may take more than 100 ms of CPU; of 10,000 schemas, 0.1 % do, most of them long ones. */
const MAX_SLOW = 0.005;

/** Among fewer schemas, the shares of the features are left to chance. */
const MIN_SHARED = 5000;

/** No format repeats itself. */
const APART = new Set([['format', 'backreference'].toSorted(byName).join(' + ')]);

function byName(left, right) {
  return left < right ? -1 : 1;
}
