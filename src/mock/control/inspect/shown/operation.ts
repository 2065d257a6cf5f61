import type { InferredRole } from '../../../../description/resources/correction.ts';
import type { DescriptionLines } from './description-lines.ts';
import type { FormField } from './form-field.ts';

/** An operation of a served API, with the source of its responses. */
export interface ServedOperation {
  readonly id: string;
  readonly method: string;
  readonly path: string;
  /** `behaviour`: given code; `inferred`: an inferred behaviour; `description`: an example, or a generated value. */
  readonly answeredBy: 'behaviour' | 'inferred' | 'description';
  /** The role of an inferred behaviour. */
  readonly role?: InferredRole;
  /** The path of the collection or singleton of an inferred behaviour. */
  readonly collection?: string;
}

/** A credential that an operation needs. */
export interface NeededCredential {
  readonly scheme: string;
  /** Where it is sent: `header X-Key`, `Authorization: Bearer`. */
  readonly sentAs: string;
  /** Roles, or scopes. */
  readonly roles: readonly string[];
}

/** What an operation needs, and which of the credentials that the API knows a request has. */
export interface Credentials {
  /** Alternatives; each needs all of its credentials. Empty where none is needed. */
  readonly needed: readonly (readonly NeededCredential[])[];
  /** The names of the schemes. */
  readonly sent: readonly string[];
}

/** An operation in a line: what answers it, and what it has answered in a namespace. */
export interface OperationLine extends ServedOperation {
  readonly api: string;
  readonly summary: string | null;
  /** Since the start, the last reset, or the last reload. */
  readonly hits: number;
  /** The status of its last response; null where it was not asked. */
  readonly last: number | null;
  /** The number of responses by status. */
  readonly seen: Readonly<Record<string, number>>;
  /** `200`, `2XX` or `default`. */
  readonly documented: readonly string[];
}

export interface ShownParameter {
  readonly name: string;
  readonly in: string;
  readonly required: boolean;
  readonly description: string | null;
  readonly field: FormField;
  /** An example, or a value that fits, as a call takes it; null where there is none. */
  readonly sample: unknown;
}

/** A media type of a body. */
export interface ShownType {
  readonly type: string;
  readonly field: FormField;
  /** An example, or a value that fits; null where there is none. */
  readonly sample: unknown;
}

/** An operation with all that helps to ask it, and to choose its answers. */
export interface ShownOperation extends OperationLine {
  /** As it is written, in Markdown. */
  readonly description: string | null;
  readonly deprecated: boolean;
  /** JSON Pointer into the description. */
  readonly pointer: string;
  readonly parameters: readonly ShownParameter[];
  /** Null for an operation that takes no body. */
  readonly body: { readonly required: boolean; readonly types: readonly ShownType[] } | null;
  readonly responses: readonly {
    readonly status: string;
    readonly description: string | null;
    readonly examples: readonly string[];
  }[];
  readonly needed: Credentials['needed'];
}

/** An operation with its lines in the description. */
export interface OperationInLines extends ShownOperation {
  readonly lines: DescriptionLines | null;
}
