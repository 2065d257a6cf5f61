import type { Operation } from '../../../src/description/model/operation.ts';
import { readdirSync } from 'node:fs';
import { describe, expect, test } from '@jest/globals';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import type { Case } from '../../../src/contract/case/case.ts';
import { makeBoundaries } from '../../../src/contract/plan/makers/boundaries.ts';
import { makeCredentials, makePermissions } from '../../../src/contract/plan/makers/credentials.ts';
import { makeGenerated } from '../../../src/contract/plan/makers/generated.ts';
import { makeInvalid } from '../../../src/contract/plan/makers/invalid.ts';
import { makeLinks } from '../../../src/contract/plan/makers/links/links.ts';
import { makeLocations } from '../../../src/contract/plan/makers/locations.ts';
import { makeMadeUpCursors } from '../../../src/contract/plan/makers/made-up-cursors.ts';
import { makeProtocol, makeUndocumentedMethods } from '../../../src/contract/plan/makers/protocol.ts';
import { makeUnknownItem, makeUnknownParent } from '../../../src/contract/plan/makers/unknown-items.ts';
import { makeRanges } from '../../../src/contract/plan/makers/ranges.ts';
import { makeRepeated } from '../../../src/contract/plan/makers/repeated.ts';
import { makeShownAfter } from '../../../src/contract/plan/makers/shown-after.ts';
import { makeUnmentioned } from '../../../src/contract/plan/makers/unmentioned.ts';
import { makeValid } from '../../../src/contract/plan/makers/valid.ts';
import { startPlanning, type Maker, type Planning } from '../../../src/contract/plan/requests/planning.ts';
import { bundled } from '../bundled.ts';
import { DESCRIPTION as JOBS } from './makers/jobs.ts';

/** A list that is read on by a cursor, and whose items have no identifier: the bundled APIs have none. */
const NOTES = loadDescriptionSync(
  {
    openapi: '3.1.0',
    info: { title: 'Notes', version: '1' },
    paths: {
      '/notes': {
        get: {
          operationId: 'listNotes',
          parameters: [{ name: 'cursor', in: 'query', schema: { type: 'string' } }],
          responses: { 200: { description: 'Notes.' }, 400: { description: 'No.' } },
        },
        post: { operationId: 'addNote', responses: { 204: { description: 'Added.' } } },
      },
      '/notes/{note}/lines': {
        get: {
          operationId: 'listLines',
          parameters: [{ name: 'note', in: 'path', required: true, schema: { type: 'string' } }],
          responses: { 200: { description: 'Lines.' }, 404: { description: 'No.' } },
        },
      },
    },
  },
  { name: 'notes' },
);

const { description, identities } = bundled('rocketchat');

/** The makers of one operation's cases, by name, with a description for which they have some. */
const MAKERS: Readonly<Record<string, readonly [maker: Maker, description: typeof NOTES]>> = {
  makeBoundaries: [makeBoundaries, description],
  makeCredentials: [makeCredentials, description],
  makeGenerated: [makeGenerated, description],
  makeInvalid: [makeInvalid, description],
  makeLinks: [makeLinks, JOBS],
  makeLocations: [makeLocations, JOBS],
  makeMadeUpCursors: [makeMadeUpCursors, NOTES],
  makePermissions: [makePermissions(() => ['no-rights']), description],
  makeProtocol: [makeProtocol, description],
  makeRanges: [makeRanges, description],
  makeRepeated: [makeRepeated, description],
  makeShownAfter: [makeShownAfter, NOTES],
  makeUnknownItem: [makeUnknownItem, description],
  makeUnknownParent: [makeUnknownParent, NOTES],
  makeUnmentioned: [makeUnmentioned, description],
  makeValid: [makeValid, description],
  makeUndocumentedMethods: [onceOf(makeUndocumentedMethods), description],
};

/** Makes a maker of one operation of what makes cases for the whole description. */
function onceOf(make: (planning: Planning, first: Operation) => Iterable<Case>): Maker {
  return (planning, operation) => {
    const isFirst = operation === planning.description.operations[0];
    return isFirst ? make(planning, operation) : [];
  };
}

function casesOf([maker, source]: readonly [Maker, typeof NOTES]): readonly Case[] {
  const credentials = Object.keys(identities['default']?.credentials ?? {});
  const planning = startPlanning(source, { mayCreate: true, seed: 1, credentials });
  return source.operations.flatMap((operation) => [...maker(planning, operation)]);
}

describe('the makers of cases', () => {
  test.each(Object.entries(MAKERS))('%s has a case, and no two with the same id', (_, entry) => {
    const ids = casesOf(entry).map(({ id }) => id);
    expect(ids).not.toEqual([]);
    expect(new Set(ids).size).toBe(ids.length);
  });

  test('are all in the table of this test', async () => {
    const folder = new URL('../../../src/contract/plan/makers/', import.meta.url);
    const modules = await Promise.all(
      readdirSync(folder, { recursive: true, encoding: 'utf8' })
        .filter((file) => file.endsWith('.ts'))
        .map((file) => import(new URL(file, folder).href) as Promise<object>),
    );
    const names = modules.flatMap((exports) =>
      Object.keys(exports).filter((name) => /^make[A-Z]/.test(name)),
    );
    expect(names.toSorted()).toEqual(Object.keys(MAKERS).toSorted());
  });
});
