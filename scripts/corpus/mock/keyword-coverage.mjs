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

/** The formats that cases break. */
const FORMATS = ['date', 'date-time', 'email', 'uuid', 'uri', 'ipv4'];

export async function keywordCoverage(description, cases, dist) {
  const { Constraints } = await import(new URL('contract/report/coverage/constraints.js', dist).href);
  const constraints = new Constraints(description, 'request');
  const pointers = description.operations.flatMap((operation) => [...constraints.ofRequests(operation)]);
  const used = new Set(pointers.filter((pointer) => isTried(description, pointer)).map(keywordAt));
  const makers = new Set(cases.map(({ maker }) => maker));
  const broken = [...makers].flatMap((maker) => BREAKS[maker] ?? [maker.replace(/^type-.*$/, 'type')]);
  return { used: used.size, missing: [...used].filter((keyword) => !broken.includes(keyword)) };
}

function isTried({ document }, pointer) {
  const keyword = keywordAt(pointer);
  return KEYWORDS.has(keyword) && (keyword !== 'format' || FORMATS.includes(atPointer(document, pointer)));
}

function keywordAt(pointer) {
  return pointer.slice(pointer.lastIndexOf('/') + 1);
}

function atPointer(document, pointer) {
  const tokens = pointer
    .slice(1)
    .split('/')
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'));
  return tokens.reduce((node, token) => node?.[token], document);
}
