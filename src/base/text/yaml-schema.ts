import { CORE_SCHEMA, Type } from 'js-yaml';
import { exactInteger } from './exact-number.ts';
import { spelled } from './spelled.ts';

/** Creates a type of plain scalars. Texts that the pattern does not match are strings. */
function scalar(name: string, pattern: RegExp, construct: (text: string) => unknown): Type {
  return new Type(`tag:yaml.org,2002:${name}`, {
    kind: 'scalar',
    resolve: (text: string | null) => text === null || pattern.test(text),
    construct: (text: string | null) => (text === null ? null : spelled(text, construct(text))),
  });
}

/** The core schema of YAML 1.2.2 (section 10.3.2), whose numbers js-yaml takes more broadly. */
const NULL = scalar('null', /^(?:~|null|Null|NULL)$/, () => null);
const BOOLEAN = scalar('bool', /^(?:true|True|TRUE|false|False|FALSE)$/, (text) => /^t/i.test(text));
const INTEGER = scalar('int', /^(?:[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+)$/, (text) =>
  exactInteger(text.replace(/^\+/, '')),
);
const FLOAT = scalar(
  'float',
  /^(?:[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?|[-+]?\.(?:inf|Inf|INF)|\.(?:nan|NaN|NAN))$/,
  (text) => Number(text.replace(/\.inf/i, 'Infinity').replace(/^\.nan$/i, 'NaN')),
);

/** The key `<<`, which adds the members of other mappings. YAML 1.1 knows it, and descriptions use it. */
const MERGE = new Type('tag:yaml.org,2002:merge', {
  kind: 'scalar',
  resolve: (text: string | null) => text === '<<',
});

/** The types of a body: those of YAML 1.2's core schema, and merge keys. */
export const CORE_TYPES = CORE_SCHEMA.extend({ implicit: [NULL, BOOLEAN, INTEGER, FLOAT, MERGE] });

/** The same, but any other tag (`!Sub`) is ignored: only the value counts. */
export const ANY_TYPES = CORE_TYPES.extend(
  ['!', 'tag:'].flatMap((tag) =>
    (['scalar', 'mapping', 'sequence'] as const).map((kind) => new Type(tag, { kind, multi: true })),
  ),
);
