import { describe, expect, test } from '@jest/globals';
import { publishedOn } from '../published-on.ts';
import { inPath, notAllowed, sent, shown, type Asked, type Reply } from '../../run/small-server.ts';

const NAIL = {
  type: 'object',
  required: ['size'],
  properties: { size: { type: 'integer' }, colour: { type: 'string' } },
};

const SHOWN = {
  ...NAIL,
  required: ['id', 'size'],
  properties: { ...NAIL.properties, id: { type: 'string' } },
};

const PATHS = {
  '/nails': {
    get: { operationId: 'listNails', responses: { 200: shown({ type: 'array', items: SHOWN }) } },
    post: { operationId: 'addNail', ...sent(NAIL), responses: { 201: shown(SHOWN), 400: shown() } },
  },
  '/nails/{id}': {
    parameters: inPath('id'),
    get: { operationId: 'getNail', responses: { 200: shown(SHOWN), 404: shown() } },
    delete: { operationId: 'dropNail', responses: { 204: shown(), 404: shown() } },
  },
};

/** Keeps nails, of which each that is read lacks its size. `isTaken` tells which bodies it takes. */
function nails(isTaken: (members: Asked['members']) => boolean, kept: readonly string[] = []) {
  const ids = new Set(kept);
  return ({ what, id, members }: Asked): Reply => {
    switch (what) {
      case 'GET /nails':
        return [200, [...ids].map((one) => ({ id: one, size: 1 }))];
      case 'POST /nails': {
        if (typeof members['size'] !== 'number' || !isTaken(members)) return [400];
        const made = `n${ids.size + 1}`;
        ids.add(made);
        return [201, { ...members, id: made }];
      }
      case 'GET /nails/{}':
        return ids.has(id) ? [200, { id }] : [404];
      case 'DELETE /nails/{}':
        return ids.delete(id) ? [204] : [404];
      default:
        return notAllowed('GET');
    }
  };
}

/** Returns the lines of the finding on what is read of a nail. */
async function linesOn(answer: (asked: Asked) => Reply) {
  const { report, asked } = await publishedOn(PATHS, answer);
  const finding = report.findings.find(
    ({ check, operationId }) => check === 'body' && operationId === 'getNail',
  );
  return { lines: finding?.curl ?? [], finding, asked };
}

describe('a curl line', () => {
  test('creates the item with what was accepted, where the fullest request was refused', async () => {
    const { lines } = await linesOn(nails((members) => !Object.hasOwn(members, 'colour')));
    const create = lines.find((line) => line.includes('-d')) ?? '';
    expect(create).toContain('"size"');
    expect(create).not.toContain('colour');
  });

  test('creates it with all that there is where that was accepted', async () => {
    const { lines } = await linesOn(nails(() => true));
    expect(lines.find((line) => line.includes('-d'))).toContain('colour');
  });

  test('looks into the list where no item can be created, and one that is there was read', async () => {
    const { lines } = await linesOn(nails(() => false, ['n7']));
    expect(lines).toEqual([
      expect.stringMatching(/^id=\$\(curl .*\/nails \| jq /),
      expect.stringContaining('/nails/$id'),
    ]);
  });
});
