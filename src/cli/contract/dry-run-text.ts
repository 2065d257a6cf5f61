import type { Case, Step } from '../../contract/case/case.ts';
import { planHash } from '../../contract/plan/plan-hash.ts';
import { givenFields } from '../../contract/run/values/given-fields.ts';
import { isCreate } from '../../contract/run/steps/sender.ts';
import { counted } from '../../contract/report/text/counted.ts';
import { allCurlLines } from '../../contract/report/text/curl-script.ts';
import { printable } from '../../contract/report/text/printable.ts';
import type { ApiRun } from './plan-runs.ts';
import { MOCK_URL } from './run-apis.ts';
import type { TestTask } from './test-options.ts';

/** What a run does otherwise where a target refuses what the plan has. */
const FIRST_RUNGS =
  '# items are created with the first request of their set-up: a run tries others where that one is refused';

function hasLadder(one: Case): boolean {
  return one.steps.some((step) => step.request.method === 'POST' && isCreate(one, step));
}

/**
 * Returns the requests of a run as a shell script, with credentials as variables, and with the requests that clean up.
 * A request that a run sends once for several cases stands with each of them.
 */
export async function dryRunText(runs: readonly ApiRun[], { target, connection }: TestTask): Promise<string> {
  const baseUrl = target?.href.replace(/\/+$/, '') ?? MOCK_URL;
  const texts = runs.map(async ({ plan }) => {
    const { description, headers, safety, cases: planned } = plan;
    const cases = planned.all();
    const options = {
      baseUrl,
      schemes: description.securitySchemes,
      headerNames: Object.keys(headers),
      fieldsOf: (one: Case, step: Step) => givenFields(one, step, plan),
      curlOptions: connection.curlOptions,
      longestBody: Infinity,
    };
    const requests = cases.reduce((sum, { steps }) => sum + steps.length, 0);
    const counts = `${counted(cases.length, 'case')}, ${counted(requests, 'request')}`;
    return [
      `# ${description.name} on ${baseUrl} (${safety}): ${counts}, plan ${await planHash(cases)}; nothing was sent`,
      ...(cases.some(hasLadder) ? [FIRST_RUNGS] : []),
      ...cases.flatMap((one) => [
        '',
        `# ${printable(`${one.id}: ${one.title}`)}`,
        ...allCurlLines(one, options),
      ]),
      '',
    ].join('\n');
  });
  return (await Promise.all(texts)).join('\n');
}
