import { randomFor } from '../../../base/random.ts';
import { weakest } from '../../../description/model/source.ts';
import type { Case } from '../../case/case.ts';
import { fullCredentials } from '../requests/credential-plan.ts';
import { taken, takenOrRefused } from '../requests/expectations.ts';
import type { Maker, Planning } from '../requests/planning.ts';
import { randomRequest, type RandomRequest } from '../requests/random-request.ts';
import { toRequestPlan } from '../requests/template.ts';
import { validTemplate } from '../requests/valid-template.ts';
import { ownItemsFor, type OwnItems } from '../setup/own-items.ts';
import { invalidCase, wrongsOf } from './invalid.ts';
import { subjectCase } from './single-request-case.ts';

/**
 * What is drawn for each operation: requests of values that the description speaks of, requests with values that it
 * merely allows, and requests of the first kind with one rule broken.
 */
const DRAWN = ['plain', 'plain', 'plain', 'plain', 'open', 'open', 'broken', 'broken'] as const;

/**
 * Requests with several things varied at once, drawn by the seed: those that only go wrong together are found by no
 * request that varies one. All are judged before they are sent; none where there is but one thing to vary.
 */
export const makeGenerated: Maker = function* (planning, operation) {
  const own = ownItemsFor(planning, operation);
  const full = validTemplate(planning, operation, true, own.bound);
  const least = validTemplate(planning, operation, false, own.bound);
  if (full === undefined || least === undefined) return;
  const known = new Set<string>();
  for (const [index, kind] of DRAWN.entries()) {
    const random = randomFor(planning.seed, operation.id, 'generated', String(index));
    const drawn = randomRequest(planning, { full, least, isOpen: kind === 'open', random });
    const request = toRequestPlan(drawn.template, fullCredentials(planning, operation));
    const key = JSON.stringify([kind === 'broken', request]);
    if (drawn.varied.length < 2 || request === undefined || known.has(key)) continue;
    known.add(key);
    if (kind !== 'broken') {
      yield* validCase(planning, own, drawn, { place: `${kind}-${index + 1}`, kind });
      continue;
    }
    const wrongs = wrongsOf(planning, drawn.template, drawn.template).filter(({ isInPath }) => !isInPath);
    const wrong = wrongs[random.below(wrongs.length)];
    if (wrong === undefined) continue;
    const title = `${wrong.title}, beside ${wordsOf(drawn)}`;
    const facts = { maker: 'generated', place: `${kind}-${index + 1}`, title, phase: 'generated' } as const;
    yield* invalidCase(planning, own, { ...wrong, ...facts });
  }
};

function validCase(
  planning: Planning,
  own: OwnItems,
  drawn: RandomRequest,
  { place, kind }: { readonly place: string; readonly kind: 'plain' | 'open' },
): readonly Case[] {
  const { template } = drawn;
  const { operation } = template;
  const request = toRequestPlan(template, fullCredentials(planning, operation));
  if (request === undefined) return [];
  const sources = [...template.parameters.keys()].map(({ source }) => source.provenance);
  return [
    subjectCase(planning, operation, {
      maker: 'generated',
      place,
      title: `several things at once: ${wordsOf(drawn)}`,
      phase: 'generated',
      provenance: weakest(operation.source.provenance, ...sources),
      own,
      request,
      expect: kind === 'open' ? takenOrRefused(operation) : taken(planning, template, ['409']),
    }),
  ];
}

/** How many of the things that were varied are named. */
const MOST_NAMED = 4;

function wordsOf({ varied }: RandomRequest): string {
  const named = varied.slice(0, MOST_NAMED).join(', ');
  return varied.length > MOST_NAMED ? `${named} and ${varied.length - MOST_NAMED} more` : named;
}
