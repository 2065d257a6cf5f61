import { describe, expect, test } from '@jest/globals';
import { DEPOT } from '../../../faults/depot/depot-lab.ts';
import { Depot } from '../../../faults/depot/server/depot.ts';
import { readDocument } from '../../../faults/depot/tamper-depot.ts';
import { fileOf } from '../../../faults/read-document.ts';
import { once } from '../../../src/base/memoise.ts';
import { overlayOf } from '../../../src/contract/parity/judge/overlay-of.ts';
import { behaviourStub } from '../../../src/contract/parity/report/behaviour-stub.ts';
import { matrixOf, parityOf } from '../../../src/contract/parity/report/matrix.ts';
import { type Description } from '../../../src/description/model/description.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { type Behaviours } from '../../../src/mock/behaviour/behaviour.ts';
import { folderWith } from '../../temporary-folder.ts';
import {
  BROKEN_BEHAVIOURS as behaviours,
  OPEN_OF_RIGHT_DEPOT,
  OPERATIONS,
  TAMPERINGS,
  TOLD_OF_RIGHT_DEPOT,
} from './depot-differences.ts';
import { compareLab, tampered as tamperedServer, verdicts, type Tampering } from './tampered-lab.ts';

/** Compares a depot whose responses are changed. */
function compareDepot(
  tamperings: readonly Tampering[],
  mock: { readonly description?: Description; readonly behaviours?: Behaviours } = {},
) {
  const handle = tamperedServer(new Depot(readDocument()), tamperings);
  return compareLab(DEPOT, handle, { operations: OPERATIONS, ...mock });
}

/** In milliseconds, on a busy machine. */
const PATIENCE = 300_000;

describe('a depot beside its mock', () => {
  const right = once(() => compareDepot([]));
  const tampered = once(() => compareDepot(TAMPERINGS, { behaviours }));

  test(
    'differs as was judged by hand, and not otherwise',
    async () => {
      const found = verdicts(await right());
      const told = found.filter((one) => !one.startsWith('unknown '));
      expect(told).toEqual(TOLD_OF_RIGHT_DEPOT.map((one) => `description ${one}`));
      const patterns = Object.keys(OPEN_OF_RIGHT_DEPOT).map((one) => new RegExp(`/status/${one}$`));
      const open = found.filter((one) => one.startsWith('unknown ') && !one.endsWith('/detail'));
      expect(open.filter((one) => !patterns.some((pattern) => pattern.test(one)))).toEqual([]);
      for (const pattern of patterns) expect(open.some((one) => pattern.test(one))).toBe(true);
    },
    PATIENCE,
  );

  test(
    'gets the start of a behaviour where no description can say what it does, and a behaviour is asked',
    async () => {
      const stubs = (await right()).differences.flatMap((one) => behaviourStub(one) ?? []);
      // the refusal of references and of cursors, and the reports; not what is decided before behaviours are asked
      expect(stubs.map((stub) => /^\w+/.exec(stub)?.[0] ?? '').toSorted()).toEqual([
        'createEntry',
        'listEntries',
        'readReport',
      ]);
      expect(stubs.join('\n')).toContain("return { status: 409, reason: '…' };");
    },
    PATIENCE,
  );

  test(
    'shows exactly the deliberate differences, each with its verdict',
    async () => {
      const before = verdicts(await right());
      const found = verdicts(await tampered()).filter((one) => !before.includes(one));
      const deliberate = [...TAMPERINGS.map(({ verdict }) => verdict), 'mock health/status/200-500'];
      expect(found).toEqual(deliberate.toSorted());
    },
    PATIENCE,
  );

  test(
    'has the differences that an overlay corrects no more once it is applied, and a higher parity',
    async () => {
      const parity = await tampered();
      const edits = parity.differences.flatMap((one) => one.edits);
      const overlay = overlayOf(DEPOT.description.document, edits, 'Corrections');
      const folder = folderWith({ 'corrections.json': overlay });
      const description = loadDescriptionSync(fileOf('depot/description.yaml'), {
        name: 'depot',
        overlays: [`${folder}/corrections.json`],
      });
      const after = await compareDepot(TAMPERINGS, { description, behaviours });
      const told = verdicts(after).filter((one) => !one.startsWith('unknown '));
      // the mock answers 422 now, and that has a detail as the 400 had
      const shownSince = 'description subscribe/shape/422/detail';
      const faults = verdicts(parity).filter((one) => /^(server|mock) /.test(one));
      expect(told).toEqual([shownSince, ...faults].toSorted());
      const shareOf = ({ comparison, differences }: typeof parity) => {
        const { same, seen } = parityOf(matrixOf(description, comparison, differences));
        return same / seen;
      };
      expect(shareOf(after)).toBeGreaterThan(shareOf(parity));
    },
    PATIENCE,
  );

  test(
    'leaves the faults of the server out of the corrections',
    async () => {
      const { differences } = await tampered();
      const corrected = differences.filter(({ edits }) => edits.length > 0);
      expect(corrected.map(({ verdict }) => verdict)).not.toContain('server');
      expect(corrected.map(({ verdict }) => verdict)).toEqual(
        expect.arrayContaining(['guess', 'description']),
      );
    },
    PATIENCE,
  );
});
