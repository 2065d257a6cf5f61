/** A set of characters. Sets with equal keys have the same characters. */
export interface CharacterSet {
  readonly key: string;
  readonly has: (character: string) => boolean;
  readonly sample: Sample;
}

/** Characters to try. */
export interface Sample {
  readonly characters: readonly string[];
  /** The number of those, from the first on, that a part of the expression names itself. */
  readonly named: number;
  /** True where there are no others. */
  readonly isWhole: boolean;
}

type Shape =
  /** No text at all. */
  | { readonly kind: 'none' }
  /** The empty text. */
  | { readonly kind: 'empty' }
  /** Every text. */
  | { readonly kind: 'all' }
  | { readonly kind: 'one'; readonly set: CharacterSet }
  | { readonly kind: 'sequence'; readonly first: Expression; readonly rest: Expression }
  | { readonly kind: 'repeat'; readonly part: Expression; readonly least: number; readonly most: number }
  | { readonly kind: 'either' | 'both'; readonly parts: readonly Expression[] }
  | { readonly kind: 'not'; readonly part: Expression }
  /** An expression that is written out when it is needed, since it leads back to itself. */
  | { readonly kind: 'later'; readonly unfold: () => Expression };

/**
 * A set of texts, as a regular expression with intersection and complement, which have no syntax in patterns: a
 * look-ahead is an intersection with the rest. Equal expressions of one algebra are the same object.
 */
export interface Expression {
  readonly id: number;
  readonly shape: Shape;
  /** True where the empty text is one of them. */
  readonly takesEmpty: boolean;
  /** The bounds of the lengths, in characters; the texts need not reach them. */
  readonly shortest: number;
  readonly longest: number;
}

/** Writes expressions in their simplest known form. */
export class Algebra {
  readonly #known = new Map<string, Expression>();
  readonly none = this.#intern(
    'none',
    { kind: 'none' },
    { takesEmpty: false, shortest: Infinity, longest: -1 },
  );
  readonly empty = this.#intern('empty', { kind: 'empty' }, { takesEmpty: true, shortest: 0, longest: 0 });
  readonly all = this.#intern('all', { kind: 'all' }, { takesEmpty: true, shortest: 0, longest: Infinity });

  /** The number of different expressions so far. */
  get size(): number {
    return this.#known.size;
  }

  one(set: CharacterSet): Expression {
    return this.#intern(
      `one ${set.key}`,
      { kind: 'one', set },
      { takesEmpty: false, shortest: 1, longest: 1 },
    );
  }

  sequence(first: Expression, rest: Expression): Expression {
    if (first === this.none || rest === this.none) return this.none;
    if (first === this.empty) return rest;
    if (rest === this.empty || (first === this.all && rest === this.all)) return first;
    if (first.shape.kind === 'sequence') {
      return this.sequence(first.shape.first, this.sequence(first.shape.rest, rest));
    }
    return this.#intern(
      `${first.id}.${rest.id}`,
      { kind: 'sequence', first, rest },
      {
        takesEmpty: first.takesEmpty && rest.takesEmpty,
        shortest: first.shortest + rest.shortest,
        longest: first.longest + rest.longest,
      },
    );
  }

  repeat(part: Expression, least: number, most: number): Expression {
    if (most < 1 || part === this.empty) return this.empty;
    if (part === this.none) return least > 0 ? this.none : this.empty;
    if (least === 1 && most === 1) return part;
    const needed = part.takesEmpty ? 0 : least;
    return this.#intern(
      `${part.id}{${needed},${most}}`,
      { kind: 'repeat', part, least: needed, most },
      {
        takesEmpty: needed === 0,
        shortest: needed * part.shortest,
        longest: part.longest * most,
      },
    );
  }

  either(expressions: readonly Expression[]): Expression {
    const parts = this.#distinct('either', expressions).filter((part) => part !== this.none);
    if (parts.includes(this.all)) return this.all;
    const [first, second] = parts;
    if (first === undefined) return this.none;
    if (second === undefined) return first;
    return this.#intern(
      `either ${parts.map(({ id }) => id).join(' ')}`,
      { kind: 'either', parts },
      {
        takesEmpty: parts.some(({ takesEmpty }) => takesEmpty),
        shortest: Math.min(...parts.map(({ shortest }) => shortest)),
        longest: Math.max(...parts.map(({ longest }) => longest)),
      },
    );
  }

  both(expressions: readonly Expression[]): Expression {
    const parts = this.#distinct('both', expressions).filter((part) => part !== this.all);
    const [first, second] = parts;
    if (first === undefined) return this.all;
    if (second === undefined) return first;
    const takesEmpty = parts.every((part) => part.takesEmpty);
    if (parts.includes(this.empty)) return takesEmpty ? this.empty : this.none;
    const shortest = Math.max(...parts.map((part) => part.shortest));
    const longest = Math.min(...parts.map((part) => part.longest));
    if (shortest > longest) return this.none;
    const key = `both ${parts.map(({ id }) => id).join(' ')}`;
    return this.#intern(key, { kind: 'both', parts }, { takesEmpty, shortest, longest });
  }

  not(part: Expression): Expression {
    if (part === this.none) return this.all;
    if (part === this.all) return this.none;
    if (part.shape.kind === 'not') return part.shape.part;
    const takesEmpty = !part.takesEmpty;
    return this.#intern(
      `not ${part.id}`,
      { kind: 'not', part },
      { takesEmpty, shortest: takesEmpty ? 0 : 1, longest: Infinity },
    );
  }

  /** Writes an expression out on first use. Equal keys are equal expressions. */
  later(key: string, facts: Omit<Expression, 'id' | 'shape'>, write: () => Expression): Expression {
    let written: Expression | undefined;
    return this.#intern(`later ${key}`, { kind: 'later', unfold: () => (written ??= write()) }, facts);
  }

  /** Returns the parts of a choice or an intersection, each once, in an order of their own. */
  #distinct(kind: 'either' | 'both', expressions: readonly Expression[]): readonly Expression[] {
    const parts = expressions.flatMap((part) => (part.shape.kind === kind ? part.shape.parts : [part]));
    return [...new Set(parts)].toSorted((left, right) => left.id - right.id);
  }

  #intern(key: string, shape: Shape, facts: Omit<Expression, 'id' | 'shape'>): Expression {
    const known = this.#known.get(key);
    if (known !== undefined) return known;
    const made = { id: this.#known.size, shape, ...facts };
    this.#known.set(key, made);
    return made;
  }
}
