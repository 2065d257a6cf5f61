import type { CheckId } from '../../../../src/contract/case/finding.ts';
import { handlerTarget } from '../../../../src/contract/target/handler-target.ts';
import { planCases } from '../../../../src/contract/plan/plan-cases.ts';
import type { Report } from '../../../../src/contract/report/report.ts';
import { runContract } from '../../../../src/contract/run-contract.ts';
import { loadDescriptionSync } from '../../../../src/bundled/load-description.ts';
import { thingsDocument } from './things-document.ts';
import { RIGHT, thingsServer, type Habits } from './things-server.ts';
import { without } from '../without.ts';

const description = loadDescriptionSync(thingsDocument, { name: 'things' });
const identities = { default: { credentials: {} } };
const cases = planCases(description, { identities });

/** Returns the report of the suite on a server of things. */
export function reportOnThings(habits: Partial<Habits> = {}): Promise<Report> {
  const target = handlerTarget('things', thingsServer(habits));
  return runContract({ description, identities, target, cases });
}

/** A server of things that is wrong, and what finds it. */
export interface ThingsFault {
  readonly name: string;
  readonly check: CheckId;
  readonly operation: string;
  readonly habits: Partial<Habits>;
}

export const THINGS_FAULTS: readonly ThingsFault[] = [
  {
    name: 'a required header field is missing',
    check: 'header',
    operation: 'createThing',
    habits: { answer: (response) => (response.status === 201 ? { ...response, headers: {} } : response) },
  },
  {
    name: 'a header field does not fit its pattern',
    check: 'header',
    operation: 'createThing',
    habits: {
      answer: (response) =>
        response.status === 201 ? { ...response, headers: { location: 'elsewhere' } } : response,
    },
  },
  {
    name: 'a header field is no number',
    check: 'header',
    operation: 'listThings',
    habits: {
      answer: (response) =>
        response.headers?.['x-total'] === undefined
          ? response
          : { ...response, headers: { 'x-total': 'many' } },
    },
  },
  {
    name: 'a PATCH drops what it does not send',
    check: 'restKept',
    operation: 'readThing',
    habits: { change: ({ id }, sent) => ({ ...sent, id }) },
  },
  {
    name: 'a PATCH sets what it does not send to something else',
    check: 'restKept',
    operation: 'readThing',
    habits: { change: (known, sent) => ({ ...known, size: 1, note: 'changed', ...sent, id: known.id }) },
  },
  {
    name: 'a PATCH is ignored',
    check: 'changeShows',
    operation: 'updateThing',
    habits: { change: (known) => known },
  },
  {
    name: 'a PATCH changes all things',
    check: 'neighbourKept',
    operation: 'readThing',
    habits: { others: (other, sent) => ({ ...other, ...sent, id: other.id }) },
  },
  {
    name: 'what is created cannot be read',
    check: 'createdReadable',
    operation: 'readThing',
    habits: { store: () => undefined },
  },
  {
    name: 'a member that was shown when the thing was created is lost',
    check: 'changeShows',
    operation: 'readThing',
    habits: { store: ({ id, ...thing }) => ({ ...without(thing, 'note'), id }) },
  },
  {
    name: 'what may only be written is shown',
    check: 'body',
    operation: 'readThing',
    habits: { show: (thing) => thing },
  },
  {
    name: 'what is deleted stays',
    check: 'deletedGone',
    operation: 'readThing',
    habits: { bury: (known) => known },
  },
  {
    name: 'a thing is not listed',
    check: 'createdListed',
    operation: 'listThings',
    habits: { list: () => [] },
  },
  {
    name: 'a name may be too long',
    check: 'invalidRefused',
    operation: 'createThing',
    habits: {
      isValid: (name, value) => (name === 'name' ? String(value).length >= 2 : RIGHT.isValid(name, value)),
    },
  },
  {
    name: 'a name may be too short',
    check: 'invalidRefused',
    operation: 'updateThing',
    habits: {
      isValid: (name, value) => (name === 'name' ? String(value).length <= 40 : RIGHT.isValid(name, value)),
    },
  },
  {
    name: 'a size may be anything',
    check: 'invalidRefused',
    operation: 'createThing',
    habits: {
      isValid: (name, value) => (name === 'size' ? typeof value === 'number' : RIGHT.isValid(name, value)),
    },
  },
  {
    name: 'a colour may be any text',
    check: 'invalidRefused',
    operation: 'updateThing',
    habits: {
      isValid: (name, value) => (name === 'colour' ? typeof value === 'string' : RIGHT.isValid(name, value)),
    },
  },
];

export const CHECKS_OF_THINGS: readonly CheckId[] = THINGS_FAULTS.map(({ check }) => check);

/** Habits that a correct server of things may have. */
export const THINGS_HARMLESS: readonly { readonly name: string; readonly habits: Partial<Habits> }[] = [
  {
    name: 'what is deleted is kept, and says so',
    habits: { bury: (known) => ({ ...known, deletedAt: '2024-01-01T00:00:00Z' }) },
  },
  {
    name: 'what is deleted is gone later: 202',
    habits: {
      bury: (known) => known,
      answer: (response) => (response.status === 204 ? { status: 202 } : response),
    },
  },
  {
    name: 'texts are trimmed and written small',
    habits: { show: (thing) => ({ ...without(thing, 'pass'), note: String(thing['note']).toLowerCase() }) },
  },
  {
    name: 'a secret is never shown',
    habits: {},
  },
  {
    name: 'the newest thing is on a later page, to which a Link leads',
    habits: {
      list: () => [],
      answer: (response) =>
        response.headers?.['x-total'] === undefined
          ? response
          : { ...response, headers: { 'x-total': '900', link: '</things?page=2>; rel="next"' } },
    },
  },
  {
    name: 'a change of one thing moves the others down, by a member of the server’s own',
    habits: { others: (other) => ({ ...other, position: Number(other['position'] ?? 0) + 1 }) },
  },
];
