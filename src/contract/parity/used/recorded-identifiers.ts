import { isIndex, leavesOf } from '../../../base/json-tree.ts';
import { REFERENCE } from '../../../description/resources/naming.ts';
import type { UsedExchange } from './used-exchange.ts';

/** A text that is shorter is often found where it identifies nothing. */
const SHORTEST = 6;

/** A value in a recorded body that may identify an item. */
export interface IdentifyingLeaf {
  readonly path: readonly string[];
  /** The name of the member, or of the list that it stands in. */
  readonly name: string;
  readonly text: string;
}

/** The identifiers that a recording shows: what a request may not carry on to another server. */
export class RecordedIdentifiers {
  readonly #known = new Set<string>();

  /** `keys`: the names of the members that identify items. */
  constructor(exchanges: readonly UsedExchange[], keys: ReadonlySet<string>) {
    for (const { response } of exchanges) {
      for (const { name, text } of valuesIn(response)) {
        if (isIdentifierName(name) || keys.has(name)) this.add(text);
      }
    }
  }

  add(text: string): void {
    this.#known.add(text);
  }

  /** True for the value of a member that identifies an item, by its name, or since the recording has shown it as one. */
  identifies(name: string, text: string): boolean {
    return text !== '' && (isIdentifierName(name) || (text.length >= SHORTEST && this.#known.has(text)));
  }

  /** Returns the identifying values in a body. */
  in(value: unknown): readonly IdentifyingLeaf[] {
    return valuesIn(value).filter(({ name, text }) => this.identifies(name, text));
  }

  /** True where a text has an identifier somewhere in it. */
  isWithin(text: string): boolean {
    return [...this.#known].some((known) => known.length >= SHORTEST && text.includes(known));
  }
}

function isIdentifierName(name: string): boolean {
  return REFERENCE.test(name.replace(/\[\]$/, ''));
}

/** Returns the texts and numbers in a value. */
function valuesIn(value: unknown): readonly IdentifyingLeaf[] {
  return leavesOf(value).flatMap((leaf) => {
    if (!['string', 'number', 'bigint'].includes(typeof leaf.value)) return [];
    const name = leaf.path.findLast((token) => !isIndex(token));
    return [{ path: leaf.path.map(String), name: name ?? '', text: String(leaf.value) }];
  });
}
