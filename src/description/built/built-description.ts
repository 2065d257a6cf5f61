import { parseExactJson } from '../../base/exact-json.ts';
import type { JsonObject } from '../../base/json.ts';
import type { Description } from '../model/description.ts';
import { operationsById } from '../model/operations-by-id.ts';
import { SchemaValidators } from '../schemas/schema-validators.ts';
import type { BuiltModules } from './built-modules.ts';
import { builtLookup } from './built-validators.ts';
import { readGraph, type WrittenGraph } from './model-graph.ts';

/** The parts of a description that are written as a graph. */
export type BuiltModel = Pick<
  Description,
  'title' | 'version' | 'servers' | 'operations' | 'disabled' | 'securitySchemes'
> & { readonly openBasePaths: readonly string[] };

/** A description that `stuntdouble build` has written: its validators need no `eval`. */
export interface BuiltDescription {
  /** The version of the format. */
  readonly stuntdouble: 1;
  readonly name: string;
  /** The document as JSON, without its prose. */
  readonly document: string;
  /** The graph of a `BuiltModel` as JSON. */
  readonly model: string;
  readonly modules: BuiltModules;
}

/** Reads a built description. */
export function builtDescription(
  { document: text, model, modules, ...built }: BuiltDescription,
  name = built.name,
): Description {
  const document = parseExactJson(text) as JsonObject;
  const { openBasePaths, ...read } = readGraph(parseExactJson(model) as WrittenGraph, document) as BuiltModel;
  const patterns = openBasePaths.map((source) => new RegExp(source));
  return Object.freeze({
    ...read,
    name,
    location: undefined,
    text: undefined,
    origins: new Map<string, string>(),
    openBasePaths: () => patterns,
    operationById: operationsById(read.operations),
    webhooks: () => [], // a page sends none
    faults: [],
    document,
    validators: new SchemaValidators(document, builtLookup(modules)),
  });
}
