import { formatPointer } from '../../../base/json-pointer.ts';
import { isObject } from '../../../base/json.ts';
import { ANY_SHAPE, type ValueShape } from '../../../description/schemas/value-shape.ts';
import { ANY, typeOf } from '../compare/response-shape.ts';

/** A place at which some bodies have something, and others have it never, or with other types. */
export interface MissedPlace {
  /** JSON Pointer into the body, `*` for each item of a list and each member of a map. */
  readonly place: string;
  readonly recorded: readonly string[];
  /** None: it is never there. */
  readonly target: readonly string[];
}

/** The JSON types at each place of several bodies, and how often an object stands there. */
export class MemberTypes {
  readonly #types = new Map<string, Set<string>>();
  /** How many objects stand at a place. */
  readonly #objects = new Map<string, number>();
  /** How often something stands at a place. */
  readonly #counts = new Map<string, number>();
  readonly #paths = new Map<string, readonly string[]>();

  /** Adds a body; undefined adds nothing. Members of objects that are maps by their description are one place. */
  add(value: unknown, shape: ValueShape): void {
    if (value !== undefined) this.#visit(value, shape, []);
  }

  /**
   * Returns where bodies of these types have something that the others never have, though there is an object to have it,
   * or have it with another type. Null now and then is as good as a member that is missing now and then.
   */
  missedBy(others: MemberTypes): readonly MissedPlace[] {
    return [...this.#types].flatMap(([place, types]) => {
      const recorded = [...types].toSorted();
      const target = [...(others.#types.get(place) ?? [])].toSorted();
      const path = this.#paths.get(place) ?? [];
      const isMissed =
        target.length === 0
          ? path.at(-1) !== ANY && others.#objects.has(formatPointer(path.slice(0, -1)))
          : isOther(recorded, target);
      return isMissed ? [{ place, recorded, target }] : [];
    });
  }

  /** True where something stands at a place. */
  has(place: string): boolean {
    return this.#types.has(place);
  }

  /** True where every object that could have the member has it. */
  isConstant(place: string): boolean {
    const parent = formatPointer((this.#paths.get(place) ?? []).slice(0, -1));
    return this.#counts.get(place) === this.#objects.get(parent);
  }

  #visit(value: unknown, shape: ValueShape, path: readonly string[]): void {
    const place = formatPointer(path);
    this.#paths.set(place, path);
    this.#counts.set(place, (this.#counts.get(place) ?? 0) + 1);
    this.#types.set(place, (this.#types.get(place) ?? new Set()).add(typeOf(value)));
    if (Array.isArray(value)) {
      for (const [index, item] of (value as readonly unknown[]).entries())
        this.#visit(item, shape.item(index), [...path, ANY]);
      return;
    }
    if (!isObject(value)) return;
    this.#objects.set(place, (this.#objects.get(place) ?? 0) + 1);
    const names = new Set(shape.propertyNames);
    for (const [name, member] of Object.entries(value)) {
      const inner = shape.property(name) ?? ANY_SHAPE;
      const isOfMap = shape.isKnown && !names.has(name) && inner.isKnown;
      this.#visit(member, inner, [...path, isOfMap ? ANY : name]);
    }
  }
}

function isOther(recorded: readonly string[], target: readonly string[]): boolean {
  const plain = target.filter((type) => type !== 'null');
  if (plain.length === 0) return !recorded.includes('null');
  return plain.some((type) => !recorded.includes(type)) && recorded.some((type) => type !== 'null');
}
