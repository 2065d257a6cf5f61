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

/** Knows which schemas refer to which others. Schemas are named by their JSON Pointers. */
export class SchemaGraph {
  readonly #document: JsonObject;
  readonly #mentioned = new Map<string, Mentions>();
  readonly #combined = new Map<string, Combined>();

  constructor(document: JsonObject) {
    this.#document = document;
  }

  /** Returns the schema that a reference leads to, or undefined when there is none. */
  follow(reference: string, from: string): { readonly node: Json; readonly pointer: string } | undefined {
    try {
      return followReference(this.#document, reference, from);
    } catch (error) {
      if (error instanceof UnresolvedReferenceError) return undefined;
      throw error;
    }
  }

  /** Tells whether requests and responses differ in this schema, because something in it is readOnly or writeOnly. */
  isOneWay(node: Json, pointer: string): boolean {
    const seen = new Set([pointer]);
    const waiting = [this.#mentionsOf(node, pointer)];
    for (let mentions = waiting.pop(); mentions; mentions = waiting.pop()) {
      if (mentions.isOneWay) return true;
      for (const [target, schema] of mentions.references) {
        if (!seen.has(target)) waiting.push(this.#mentionsOf(schema, target));
        seen.add(target);
      }
    }
    return false;
  }

  /** Tells whether `from`, which has `target` as a part (`allOf`), would become a part of itself. */
  isCircularPart(from: string, target: string): boolean {
    return this.#reaches(target, from, false);
  }

  /**
   * Tells whether `from`, which has `target` as an alternative (`oneOf`, `anyOf`) or is an alias of it, would become an
   * alternative of itself. Circular parts do not count, since they are left out.
   */
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
      const current = pointer;
      waiting.push(
        ...choices,
        ...parts.filter((part) => !withoutCircularParts || !this.isCircularPart(current, part)),
      );
    }
    return false;
  }

  #combinedOf(pointer: string): Combined {
    let combined = this.#combined.get(pointer);
    if (combined === undefined) {
      const node = this.follow(`#${pointer.replaceAll('%', '%25')}`, '')?.node;
      combined = node === undefined ? { parts: [], choices: [] } : this.#combine(node, pointer, 'parts');
      this.#combined.set(pointer, combined);
    }
    return combined;
  }

  /** Returns the schemas that this one is directly combined of. Those of properties and items do not count. */
  #combine(node: Json, pointer: string, kind: keyof Combined): Combined {
    const reference = stringMember(node, '$ref');
    const target = reference === undefined ? undefined : this.follow(reference, pointer)?.pointer;
    const direct: Combined = { parts: [], choices: [], ...(target !== undefined && { [kind]: [target] }) };
    const inner = [
      ...items(member(node, 'allOf')).map((branch) => this.#combine(branch, pointer, 'parts')),
      ...[...items(member(node, 'oneOf')), ...items(member(node, 'anyOf'))].map((branch) =>
        this.#combine(branch, pointer, 'choices'),
      ),
    ];
    return {
      parts: [...direct.parts, ...inner.flatMap(({ parts }) => parts)],
      choices: [...direct.choices, ...inner.flatMap(({ choices }) => choices)],
    };
  }

  #mentionsOf(node: Json, pointer: string): Mentions {
    let mentions = this.#mentioned.get(pointer);
    if (mentions === undefined) {
      const references = new Map<string, Json>();
      mentions = { isOneWay: this.#collect(node, pointer, references), references };
      this.#mentioned.set(pointer, mentions);
    }
    return mentions;
  }

  /** Collects the references inside a schema. Returns true when something in it is readOnly or writeOnly. */
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

/** The schemas that a schema refers to anywhere inside, by their pointers. */
interface Mentions {
  readonly isOneWay: boolean;
  readonly references: ReadonlyMap<string, Json>;
}

/** Pointers of the schemas that a schema is combined of: all of `parts`, and one of `choices`. */
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
