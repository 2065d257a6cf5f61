import { expect, test } from '@jest/globals';
import { sampleOf } from '../../../src/contract/strength/sample.ts';
import { bundled } from '../../contract/bundled.ts';
import { planRun } from '../../../src/contract/plan/plan-run.ts';
import { bundledApi } from '../../../src/bundled/bundled-apis.ts';
import { prepareApi } from '../../../src/cli/strength/prepare-api.ts';
import { prepareBoats } from './boats.ts';
import type { Break } from '../../../src/contract/strength/model/break.ts';
import type { PreparedStrength } from '../../../src/contract/strength/run-strength.ts';

/** The same break as one of the server, of which nothing is judged by what was recorded. */
function sent({ fault, ...broken }: Break): Break {
  if (fault.kind === 'server') return { ...broken, fault };
  const { operationId } = broken;
  return {
    ...broken,
    fault: {
      kind: 'server',
      shownBy: [],
      layer: (server) => async (request, id) => {
        const response = await server.send(request);
        return id === operationId ? (fault.change({ request, response }) ?? response) : response;
      },
    },
  };
}

async function disagreements(prepared: PreparedStrength, count: number): Promise<readonly string[]> {
  const found: string[] = [];
  for (const broken of sampleOf(prepared.breaks, count, 7)) {
    const fate = await prepared.fateOf(broken);
    if (fate.kind === 'survived' || fate.how === 'sent') continue;
    const again = await prepared.fateOf(sent(broken));
    if (again.kind !== 'killed') found.push(broken.id);
  }
  return found;
}

test('what is judged by the recorded run is found as well where all is sent', async () => {
  expect(await disagreements(await prepareBoats(), 60)).toEqual([]);
}, 120_000);

test('so it is for a bundled API', async () => {
  const { description, identities } = bundled('livehelpnow');
  const plan = planRun({ description, identities }, { isRemote: false });
  const api = { description, ...bundledApi('livehelpnow') };
  expect(await disagreements(await prepareApi({ api, plan }, { operators: [] }), 40)).toEqual([]);
}, 120_000);
