import type { NextPage } from '../../description/resources/cursor-paging.ts';
import type { ListedValue, NumberedPage } from './lists/listed-value.ts';

/** Where a response has a value that later requests of its case refer to by name. */
export type ValueSource =
  /**
   * The identifier of an item: the member at the JSON Pointer, else the last segment of the Location field (RFC 9110,
   * section 10.2.2). A case whose setup lacks one is blocked.
   */
  | { readonly from: 'identifier'; readonly pointer?: string }
  /** Any other member. As with all that follow: steps that refer to a value that is missing are left out. */
  | { readonly from: 'body'; readonly pointer: string }
  /** A parameter of the path template that the Location field fits. */
  | { readonly from: 'location'; readonly template: string; readonly parameter: string }
  /** The cursor of the next page of a list. */
  | ({ readonly from: 'cursor' } & NextPage)
  /** The place of the next page of a list, where this one is full. */
  | ({ readonly from: 'page' } & NumberedPage)
  /** A value of the items that a list shows. */
  | ({ readonly from: 'listed' } & ListedValue)
  /** A header field. */
  | { readonly from: 'field'; readonly name: string };

/** The values that a step takes from its response, by the name under which later steps refer to them. */
export type Bindings = Readonly<Record<string, ValueSource>>;

/** What to bind when the response has no suitable value. */
export interface Fallback {
  readonly text: string;
  /** JSON Pointer into the description: the schema that a value of the response has to fit. */
  readonly schema: string;
}

/** The values that are bound, by name. */
export type BoundValues = Readonly<Record<string, string>>;

/** Returns the names under which a step binds the identifiers of items. */
export function identifierNames(bind: Bindings): readonly string[] {
  return Object.keys(bind).filter((name) => bind[name]?.from === 'identifier');
}

/** Parts the values that lists of the target showed, which reports have as they are, from identifiers and the like. */
export function boundAndShown(
  steps: readonly { readonly bind: Bindings }[],
  values: BoundValues,
): { readonly bound: BoundValues; readonly shown?: BoundValues } {
  if (Object.keys(values).length === 0) return { bound: values };
  const sources = Object.assign({}, ...steps.map(({ bind }) => bind)) as Bindings;
  const entries = Object.entries(values);
  const shown = entries.filter(([name]) => isShown(sources[name]));
  if (shown.length === 0) return { bound: values };
  const bound = entries.filter(([name]) => !isShown(sources[name]));
  return { bound: Object.fromEntries(bound), shown: Object.fromEntries(shown) };
}

function isShown(source: ValueSource | undefined): boolean {
  if (source?.from === 'page') return true;
  return source?.from === 'listed' && ['filter', 'text', 'time', 'pageSize'].includes(source.take);
}
