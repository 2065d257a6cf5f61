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
  const { atPointer } = await import(new URL('base/json-pointer.js', dist).href);
  const constraints = new Constraints(description, 'request');
  const pointers = description.operations.flatMap((operation) => [...constraints.ofRequests(operation)]);
  const isTried = (pointer) => {
    const keyword = keywordAt(pointer);
    if (keyword === 'format') return FORMATS.includes(atPointer(description.document, pointer));
    return KEYWORDS.has(keyword);
  };
  const used = new Set(pointers.filter(isTried).map(keywordAt));
  const makers = new Set(cases.map(({ maker }) => maker));
  const broken = [...makers].flatMap((maker) => BREAKS[maker] ?? [maker.replace(/^type-.*$/, 'type')]);
  return { used: used.size, missing: [...used].filter((keyword) => !broken.includes(keyword)) };
}

function keywordAt(pointer) {
  return pointer.slice(pointer.lastIndexOf('/') + 1);
}
