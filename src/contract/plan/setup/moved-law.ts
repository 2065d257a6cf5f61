import { atPointer, formatPointer, parsePointer } from '../../../base/json-pointer.ts';
import type { Law } from '../../case/law.ts';

/** Values of requests that names of bound values have replaced: in a body, and in a query. */
interface Named {
  readonly replaced: readonly { readonly pointer: string; readonly value: unknown; readonly name: string }[];
  readonly filters: ReadonlyMap<string, string>;
}

/** Returns a law for steps that have moved. */
export function movedLaw(law: Law, at: (index: number) => number): Law {
  const moved = { ...law, by: at(law.by), shown: at(law.shown) };
  const before = 'before' in law ? { before: at(law.before) } : {};
  const again = 'again' in law ? { again: at(law.again) } : {};
  const pages = 'pages' in law ? { pages: law.pages.map(at) } : {};
  const lists = 'lists' in law ? { lists: law.lists.map(at) } : {};
  const reads = 'reads' in law ? { reads: law.reads.map(at) } : {};
  const refused = 'refused' in law ? { refused: at(law.refused) } : {};
  const other = 'other' in law && law.other !== undefined ? { other: at(law.other) } : {};
  const parent = 'parent' in law && law.parent !== undefined ? { parent: at(law.parent) } : {};
  return Object.assign(moved, before, again, pages, lists, reads, refused, other, parent);
}

/** Returns a law that knows the names of bound values in what was sent: the item, which may stand deeper in a body. */
export function withNames(law: Law, { replaced, filters }: Named): Law {
  const refer = law.kind === 'filtered' ? filters.get(law.name) : undefined;
  if (law.kind === 'filtered') return refer === undefined ? law : { ...law, refer };
  if (!('sent' in law)) return law;
  const entries = replaced.flatMap(({ pointer, value, name }): readonly [string, string][] => {
    const tokens = parsePointer(pointer);
    const endings = tokens.map((_, index) => formatPointer(tokens.slice(index)));
    const own = endings.find((ending) => atPointer(law.sent, ending) === value);
    return own === undefined ? [] : [[own, name]];
  });
  return entries.length === 0 ? law : { ...law, refers: Object.fromEntries(entries) };
}
