// Tells which of the schema keywords for requests are broken by at least one case of the suite.

const KEYWORDS = new Set([
  'type',
  'enum',
  'const',
  'minimum',
  'maximum',
  'exclusiveMinimum',
  'exclusiveMaximum',
  'multipleOf',
  'minLength',
  'maxLength',
  'pattern',
  'format',
  'minItems',
  'maxItems',
  'uniqueItems',
  'required',
  'additionalProperties',
  'minProperties',
  'maxProperties',
]);

/** Keywords that a maker breaks under another name. */
const BREAKS = {
  fraction: ['type', 'multipleOf'],
  null: ['type'],
  'enum-case': ['enum'],
  'format-near': ['format'],
};

export function keywordCoverage(description, cases) {
  const used = keywordsOf(description);
  const makers = new Set(cases.map(({ maker }) => maker));
  const broken = [...makers].flatMap((maker) => BREAKS[maker] ?? [maker.replace(/^type-.*$/, 'type')]);
  return { used: used.size, missing: [...used].filter((keyword) => !broken.includes(keyword)) };
}

/** Collects the keywords of parameters and bodies, also behind references. */
function keywordsOf({ document, operations }) {
  const found = new Set();
  const seen = new Set();
  const waiting = operations.flatMap(({ parameters, requestBody }) => [
    ...parameters.map(({ schema }) => schema.definition),
    ...(requestBody?.content ?? []).map(({ schema }) => schema?.definition),
  ]);
  if (operations.some(({ parameters }) => parameters.some(({ required }) => required))) found.add('required');
  for (let node = waiting.pop(); waiting.length > 0 || node !== undefined; node = waiting.pop()) {
    if (typeof node !== 'object' || node === null || seen.has(node)) continue;
    seen.add(node);
    for (const [keyword, value] of Object.entries(node)) {
      if (KEYWORDS.has(keyword) && says(keyword, value)) found.add(keyword);
    }
    waiting.push(...schemasIn(node), referred(document, node.$ref));
  }
  return found;
}

function says(keyword, value) {
  if (keyword === 'additionalProperties') return value === false;
  if (keyword === 'required') return Array.isArray(value) && value.length > 0;
  if (keyword === 'uniqueItems') return value === true;
  return keyword === 'format' ? ['date', 'date-time', 'email', 'uuid', 'uri', 'ipv4'].includes(value) : true;
}

function schemasIn({ properties = {}, items, allOf = [], oneOf = [], anyOf = [], additionalProperties }) {
  return [...Object.values(properties), items, ...allOf, ...oneOf, ...anyOf, additionalProperties];
}

function referred(document, reference) {
  if (typeof reference !== 'string' || !reference.startsWith('#/')) return undefined;
  const tokens = reference
    .slice(2)
    .split('/')
    .map((token) => decodeURIComponent(token));
  return tokens.reduce((node, token) => node?.[token.replaceAll('~1', '/').replaceAll('~0', '~')], document);
}
