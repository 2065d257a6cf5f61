import {
  isObject,
  items,
  member,
  members,
  stringMember,
  type Json,
  type JsonObject,
} from '../../base/json.ts';
import { followReference, UnresolvedReferenceError } from '../../description/document/resolve-reference.ts';
import {
  SCHEMA_KEYWORDS,
  SCHEMA_LIST_KEYWORDS,
  SCHEMA_MAP_KEYWORDS,
} from '../../description/document/schema-keywords.ts';

/** How schemas that are referred to hang together, by their pointers. */
export class SchemaGraph {
  readonly #document: JsonObject;
  readonly #mentioned = new Map<string, Mentions>();
  readonly #combined = new Map<string, Combined>();

  constructor(document: JsonObject) {
    this.#document = document;
  }

  /** Where a reference leads; undefined where it leads nowhere. */
  follow(reference: string, from: string): { readonly node: Json; readonly pointer: string } | undefined {
    try {
      return followReference(this.#document, reference, from);
    } catch (error) {
      if (error instanceof UnresolvedReferenceError) return undefined;
      throw error;
    }
  }

  /** Whether its values differ between requests and responses, however deep. */
  isOneWay(node: Json, pointer: string): boolean {
    const seen = new Set([pointer]);
    const waiting = [this.#mentionsOf(node, pointer)];
    for (let found = waiting.pop(); found; found = waiting.pop()) {
      if (found.isOneWay) return true;
      for (const [target, schema] of found.references) {
        if (!seen.has(target)) waiting.push(this.#mentionsOf(schema, target));
        seen.add(target);
      }
    }
    return false;
  }

  /** Whether a type that is combined of another, by `allOf`, would be combined of itself. */
  isCircularPart(from: string, target: string): boolean {
    return this.#reaches(target, from, false);
  }

  /** The same for one that is another, or one of several, once the circular parts are left out. */
  isCircularChoice(from: string, target: string): boolean {
    return this.#reaches(target, from, true);
  }

  #reaches(start: string, goal: string, withoutCircularParts: boolean): boolean {
    const seen = new Set<string>();
    const waiting = [start];
    for (let pointer = waiting.pop(); pointer !== undefined; pointer = waiting.pop()) {
      if (pointer === goal) return true;
      if (seen.has(pointer)) continue;
      seen.add(pointer);
      const { parts, choices } = this.#combinedOf(pointer);
      const own = pointer;
      waiting.push(
        ...choices,
        ...parts.filter((part) => !withoutCircularParts || !this.isCircularPart(own, part)),
      );
    }
    return false;
  }

  #combinedOf(pointer: string): Combined {
    let found = this.#combined.get(pointer);
    if (found === undefined) {
      const node = this.follow(`#${pointer.replaceAll('%', '%25')}`, '')?.node;
      found = node === undefined ? { parts: [], choices: [] } : this.#combine(node, pointer, 'parts');
      this.#combined.set(pointer, found);
    }
    return found;
  }

  /** What a type consists of without anything between: properties and items put something between. */
  #combine(node: Json, pointer: string, kind: keyof Combined): Combined {
    const reference = stringMember(node, '$ref');
    const target = reference === undefined ? undefined : this.follow(reference, pointer)?.pointer;
    const own: Combined = { parts: [], choices: [], ...(target !== undefined && { [kind]: [target] }) };
    const inner = [
      ...items(member(node, 'allOf')).map((branch) => this.#combine(branch, pointer, 'parts')),
      ...[...items(member(node, 'oneOf')), ...items(member(node, 'anyOf'))].map((branch) =>
        this.#combine(branch, pointer, 'choices'),
      ),
    ];
    return {
      parts: [...own.parts, ...inner.flatMap(({ parts }) => parts)],
      choices: [...own.choices, ...inner.flatMap(({ choices }) => choices)],
    };
  }

  #mentionsOf(node: Json, pointer: string): Mentions {
    let found = this.#mentioned.get(pointer);
    if (found === undefined) {
      const references = new Map<string, Json>();
      found = { isOneWay: this.#collect(node, pointer, references), references };
      this.#mentioned.set(pointer, found);
    }
    return found;
  }

  /** True where a property goes one way only. */
  #collect(node: Json, pointer: string, references: Map<string, Json>): boolean {
    if (!isObject(node)) return false;
    let isOneWay = node['readOnly'] === true || node['writeOnly'] === true;
    const reference = stringMember(node, '$ref');
    const target = reference === undefined ? undefined : this.follow(reference, pointer);
    if (target) references.set(target.pointer, target.node);
    for (const inner of subschemas(node)) isOneWay = this.#collect(inner, pointer, references) || isOneWay;
    return isOneWay;
  }
}

interface Mentions {
  readonly isOneWay: boolean;
  readonly references: ReadonlyMap<string, Json>;
}

interface Combined {
  readonly parts: readonly string[];
  readonly choices: readonly string[];
}

function subschemas(node: JsonObject): readonly Json[] {
  return [
    ...SCHEMA_KEYWORDS.map((keyword) => node[keyword]).filter((inner) => inner !== undefined),
    ...SCHEMA_MAP_KEYWORDS.flatMap((keyword) => members(node[keyword]).map(([, inner]) => inner)),
    ...SCHEMA_LIST_KEYWORDS.flatMap((keyword) => items(node[keyword])),
  ];
}
