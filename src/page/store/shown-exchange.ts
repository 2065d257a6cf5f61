import type { ExchangeLine } from './model.ts';

/** Lines of a description around the one that is meant. */
export interface DescriptionLines {
  readonly file: string;
  readonly first: number;
  readonly marked: number;
  readonly lines: readonly string[];
}

/** A rule of the description that a request breaks. */
export interface BrokenRule {
  readonly where: string;
  readonly pointer: string;
  readonly sentence: string;
  readonly value: string | null;
  readonly descriptionPointer: string;
  readonly lines: DescriptionLines | null;
}

/** An item that was added, changed or deleted; what there was before it and after it. */
export interface ItemChange {
  readonly collection: string;
  readonly id: string;
  readonly before?: unknown;
  readonly after?: unknown;
}

export interface NeededCredential {
  readonly scheme: string;
  readonly sentAs: string;
  readonly roles: readonly string[];
}

interface Message {
  readonly headers: Readonly<Record<string, string>>;
  readonly body: unknown;
}

/** An exchange with all that the mock knows of it. */
export interface ShownExchange extends Message {
  readonly id: number;
  readonly at: string;
  readonly method: string;
  readonly target: string;
  readonly path: string;
  readonly reason: string | null;
  readonly response: Message & { readonly status: number };
  readonly cut?: { readonly request?: number; readonly response?: number };
  readonly summary: ExchangeLine;
  readonly texts: { readonly request: string | null; readonly response: string | null };
  readonly why: {
    readonly matched: {
      readonly api: string;
      readonly id: string;
      readonly method: string;
      readonly path: string;
      readonly summary: string | null;
      readonly collection?: string;
      readonly lines: DescriptionLines | null;
    } | null;
    readonly nearest: readonly {
      readonly api: string;
      readonly id: string;
      readonly method: string;
      readonly path: string;
      readonly differs: readonly string[];
    }[];
    readonly rules: readonly BrokenRule[];
    readonly upstreamBreaks: readonly string[];
    readonly credentials: {
      readonly needed: readonly (readonly NeededCredential[])[];
      readonly sent: readonly string[];
    };
    readonly caller: { readonly id: string; readonly roles: readonly string[] } | null;
  };
  readonly changes: readonly ItemChange[];
}
