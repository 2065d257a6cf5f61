import { describe, expect, test } from '@jest/globals';
import { AWKWARD } from '../../../../faults/awkward/awkward-lab.ts';
import { virtualClock } from '../../../../faults/server/clock.ts';
import { createValidator } from '../../../../src/validation/validator.ts';
import { walk, type Stop } from './walk.ts';

const { description, expected, faults, rightServer } = AWKWARD;

/** A stop without what is another each time: times, random identifiers, signatures. */
function outlineOf({ method, target, status, headers, text, silence }: Stop): string {
  const { 'x-request-id': _, ...fields } = headers;
  return JSON.stringify([method, target, status, fields, text, silence])
    .replaceAll(/202\d-\d\d-\d\dT\d\d:\d\d:\d\d\.\d+Z/g, 'TIME')
    .replaceAll(/(traceId\\":\\"|session-\w+-)[0-9a-f-]{36}/g, '$1ID')
    .replaceAll(/signature=\w+/g, 'SIGNATURE');
}

function operationOf({ method, target }: Pick<Stop, 'method' | 'target'>): string | undefined {
  const parts = target.replace(/\?.*$/s, '').split('/');
  return description.operations.find((one) => {
    const own = one.path.split('/');
    const isFitting = own.every((part, index) => part.startsWith('{') || part === parts[index]);
    return one.method === method && own.length === parts.length && isFitting;
  })?.id;
}

function rightWalk(paths?: readonly string[]): Promise<readonly Stop[]> {
  return walk(rightServer(virtualClock()).handle, paths);
}

/** The path of an operation, by its id or as `METHOD /path`. */
function pathOf(operation: string): string {
  return description.operations.find(({ id }) => id === operation)?.path ?? operation.replace(/^\w+ /, '');
}

describe('the awkward server', () => {
  test('keeps to its description, but for what is expected', async () => {
    const validator = createValidator(description);
    const wrong = (await rightWalk()).flatMap(({ method, target, status, headers, text, silence }) => {
      const operation = description.operations.find(({ id }) => id === operationOf({ method, target }));
      if (operation === undefined || silence !== undefined || operation.id === 'readLiveReport') return [];
      const body = new TextEncoder().encode(text);
      const found = validator.response(operation)({ status, headers, body }, method);
      const isProtocol = found.response === undefined && [404, 405, 415, 400].includes(status);
      return isProtocol
        ? []
        : found.violations.map(({ where, pointer }) => `${where} ${operation.id} ${pointer}`);
    });
    const known = expected
      .filter(({ pointer }) => pointer !== undefined)
      .map(({ check, operation, pointer }) => `${check} ${operation} ${pointer ?? ''}`);
    expect([...new Set(wrong)].toSorted()).toEqual(known.toSorted());
  });

  test('has a success of each of its operations on the way, but for the one that hangs', async () => {
    const stops = await rightWalk();
    expect(stops.filter(({ status }) => status >= 500 && status !== 503)).toEqual([]);
    const seen = new Set(stops.filter(({ status }) => status >= 200 && status < 300).map(operationOf));
    expect(description.operations.filter(({ id }) => !seen.has(id)).map(({ id }) => id)).toEqual([
      'rebuildReports',
    ]);
  });
});

describe('a fault that was put in by hand', () => {
  const byHand = faults.filter(({ category }) => category !== 'derived');

  test('is one of many, of each kind', () => {
    expect(byHand.length).toBeGreaterThan(300);
    expect(new Set(faults.map(({ name }) => name)).size).toBe(faults.length);
  });

  test('shows in a response of a walk through all operations', async () => {
    const idle: string[] = [];
    const known = new Map<string, Promise<readonly Stop[]>>();
    for (const { name, operations, build } of byHand) {
      const paths = operations.map(pathOf);
      const usual = known.get(paths.join()) ?? rightWalk(paths);
      known.set(paths.join(), usual);
      const right = (await usual).map(outlineOf);
      const stops = (await walk(build(virtualClock()), paths)).map(outlineOf);
      if (stops.join('\n') === right.join('\n')) idle.push(name);
    }
    expect(idle).toEqual([]);
  });
});
