import type { Description } from '../../../description/model/description.ts';
import type { Operation } from '../../../description/model/operation.ts';
import { compareExchanges, type Observed } from './compare-exchanges.ts';
import type { PairedShape } from './compare-shapes.ts';
import { pairSteps } from './paired-steps.ts';
import { ResponseShape } from './response-shape.ts';
import { SIDES, type PairedExchange, type PairedResult, type Sides } from './sides.ts';

/** The statuses that each side has given to an operation. */
export type SeenStatuses = Sides<ReadonlySet<number>>;

/** Compares the responses of a target and of a mock to the same cases, while their messages are known. */
export class Comparison {
  readonly observed: Observed[] = [];
  readonly #description: Description;
  readonly #seen = new Map<string, Sides<Set<number>>>();
  readonly #shapes = new Map<string, PairedShape>();
  /** The requests that several cases share and whose responses have been compared. */
  readonly #shared = new Set<string>();
  /** How many exchanges were compared. */
  exchanges = 0;
  /** How many cases were sent to both. */
  cases = 0;

  constructor(description: Description) {
    this.#description = description;
  }

  /** The statuses by operation. */
  get seen(): ReadonlyMap<string, SeenStatuses> {
    return this.#seen;
  }

  get shapes(): readonly PairedShape[] {
    return [...this.#shapes.values()];
  }

  add(results: PairedResult): void {
    this.cases += 1;
    for (const side of SIDES) {
      for (const { operation, response } of results[side].exchanges) {
        if (operation !== undefined && response !== undefined)
          this.#seenOf(operation)[side].add(response.status);
      }
    }
    for (const pair of pairSteps(results)) this.#compare(pair);
  }

  #compare(pair: PairedExchange): void {
    const { target } = pair;
    if (target.step.fallbacks !== undefined) {
      const { method, target: place } = target.request;
      if (this.#shared.has(`${method} ${place}`)) return;
      this.#shared.add(`${method} ${place}`);
    }
    this.exchanges += 1;
    const observed = compareExchanges(pair, this.#description);
    this.observed.push(...observed);
    // a made-up member that comes back is no part of the shape
    const isMadeUp = pair.results.target.case.maker === 'unmentioned';
    if (!isMadeUp && !observed.some(({ kind }) => kind === 'status')) this.#merge(pair);
  }

  /** Merges the shapes of two responses with one status that both fit the description. */
  #merge(pair: PairedExchange): void {
    const { operation, response, validation } = pair.target;
    if (operation === undefined || response === undefined || validation?.response === undefined) return;
    if (SIDES.some((side) => (pair[side].validation?.violations.length ?? 0) > 0)) return;
    const { status } = response;
    const key = `${operation.id} ${status}`;
    const shape = this.#shapes.get(key) ?? {
      operation,
      status,
      response: validation.response,
      target: new ResponseShape(),
      mock: new ResponseShape(),
    };
    this.#shapes.set(key, shape);
    for (const side of SIDES) shape[side].add(pair[side], pair, this.#description);
  }

  #seenOf({ id }: Operation): Sides<Set<number>> {
    const known = this.#seen.get(id) ?? { target: new Set<number>(), mock: new Set<number>() };
    this.#seen.set(id, known);
    return known;
  }
}
