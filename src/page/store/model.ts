/** What the control of a mock tells, as far as the page reads it. */

/** One exchange in a line. */
export interface ExchangeLine {
  readonly type: 'exchange';
  readonly id: number;
  readonly namespace: string;
  readonly at: string;
  readonly milliseconds: number;
  readonly method: string;
  readonly target: string;
  readonly status: number;
  readonly operation: string | null;
  readonly api: string | null;
  readonly answeredBy: string;
  readonly reason: string | null;
  readonly fault: string | null;
  readonly scenario: string | null;
  readonly changes: number;
  readonly size: number;
}

/** A problem (RFC 9457), with which the control refuses requests. */
export interface Problem {
  readonly detail?: string;
  readonly errors?: readonly FieldError[];
}

/** A fault of one member of what was sent. */
export interface FieldError {
  /** JSON Pointer. */
  readonly pointer: string;
  readonly message: string;
}

/** Something of an API, by its name. */
export interface PlaceInApi {
  readonly api: string;
  readonly name: string;
}

/** An answer that was chosen for an operation. */
export interface ChosenAnswer {
  readonly status?: number;
  readonly example?: string;
  readonly body?: unknown;
  readonly times?: number;
}

export interface FaultRule {
  readonly latency?: string | number;
  readonly fail?: string;
}

export interface Faults extends FaultRule {
  readonly operations?: Readonly<Record<string, FaultRule>>;
}

/** What is set for a namespace beside its state. */
export interface Settings {
  readonly namespaces: readonly string[];
  readonly now: string;
  readonly scenario: string | null;
  readonly scenarios: readonly string[];
  readonly clock: { readonly stoppedAt?: string; readonly ahead?: number } | null;
  readonly faults: Faults;
  readonly answers: Readonly<Record<string, readonly ChosenAnswer[]>>;
  readonly identity: string | null;
  readonly identities: readonly {
    readonly api: string;
    readonly id: string;
    readonly roles: readonly string[];
  }[];
}

/** An operation in a line. */
export interface OperationLine {
  readonly api: string;
  readonly id: string;
  readonly method: string;
  readonly path: string;
  readonly answeredBy: string;
  readonly collection?: string;
  readonly summary: string | null;
  readonly hits: number;
  readonly last: number | null;
  readonly seen: Readonly<Record<string, number>>;
  readonly documented: readonly string[];
}

/** A field of a form, made from a schema. */
export interface FormField {
  readonly types: readonly string[];
  readonly description?: string;
  readonly format?: string;
  readonly enum?: readonly unknown[];
  readonly default?: unknown;
  readonly rules?: Readonly<Record<string, unknown>>;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, FormField>>;
  readonly items?: FormField;
  readonly isCut?: true;
}

export interface ShownParameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly description: string | null;
  readonly field: FormField;
  readonly sample: unknown;
}

/** An operation with all that helps to ask it. */
export interface ShownOperation extends OperationLine {
  readonly description: string | null;
  readonly deprecated: boolean;
  readonly parameters: readonly ShownParameter[];
  readonly body: {
    readonly required: boolean;
    readonly types: readonly { readonly type: string; readonly field: FormField; readonly sample: unknown }[];
  } | null;
  readonly responses: readonly {
    readonly status: string;
    readonly description: string | null;
    readonly examples: readonly string[];
  }[];
  readonly needed: readonly (readonly {
    readonly scheme: string;
    readonly sentAs: string;
    readonly roles: readonly string[];
  }[])[];
}

/** A collection of the state in a line. */
export interface CollectionLine {
  readonly api: string;
  readonly name: string;
  readonly key: string;
  readonly count: number;
  readonly added: number;
  readonly changed: number;
  readonly deleted: number;
  readonly isOpened: boolean;
}

export type Item = Readonly<Record<string, unknown>>;

export interface ShownItems {
  readonly key: string;
  readonly items: readonly Item[];
  readonly changes: readonly {
    readonly collection: string;
    readonly id: string;
    readonly before?: unknown;
    readonly after?: unknown;
  }[];
}
