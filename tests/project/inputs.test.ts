import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from '@jest/globals';
import type { Case } from '../../src/contract/case/case.ts';
import type { Exchange } from '../../src/contract/case/exchange.ts';
import { planCases } from '../../src/contract/plan/plan-cases.ts';
import { runContract } from '../../src/contract/run-contract.ts';
import { handlerTarget } from '../../src/contract/target/handler-target.ts';
import { loadDescription } from '../../src/bundled/load-description.ts';
import { createMockOf } from '../../src/mock/mock.ts';

const FOLDER = fileURLToPath(new URL('../../../shared/cases', import.meta.url));

/** The descriptions that went wrong once, those of reports too; none where they do not lie beside the repository. */
const INPUTS = existsSync(FOLDER)
  ? ['descriptions', 'reports']
      .flatMap((name) =>
        readdirSync(join(FOLDER, name), { recursive: true }).map((file) => join(name, String(file))),
      )
      .filter((file) => /\.(?:ya?ml|json)$/.test(file))
      .toSorted()
  : [];

/** Of each description, so many cases are run at most. */
const MOST_CASES = 400;

/** The checks of a response alone. */
const OF_ONE = new Set(['status', 'mediaType', 'header', 'body']);

const VALID = new Set(['valid', 'example']);

function isUndocumentedFailure({ operation, response }: Exchange): boolean {
  const status = response?.status ?? 0;
  return status >= 500 && operation?.responses.some((one) => one.status === String(status)) !== true;
}

(INPUTS.length > 0 ? describe : describe.skip)('descriptions that went wrong once', () => {
  test.each(INPUTS.length > 0 ? INPUTS : ['none'])(
    'are served, with and without state, as they say: %s',
    async (file) => {
      const description = await loadDescription(join(FOLDER, file), { allowOutside: true });
      const run = async (memory: 'on' | 'off', cases: readonly Case[]) => {
        const { handle } = createMockOf([{ description }], { memory });
        const target = handlerTarget('mock', handle, { isDisposable: true });
        return runContract({ description, target, cases });
      };
      const cases = planCases(description, {})
        .filter(({ maker }) => maker !== 'credentials-wrong') // the mock has no identities: it accepts any
        .slice(0, MOST_CASES);
      const single = cases.filter(({ maker, steps }) => VALID.has(maker) && steps.length === 1);
      const [remembering, forgetful] = [await run('on', cases), await run('off', single)];
      expect(remembering.findings.filter(({ confidence }) => confidence !== 'advice')).toEqual([]);
      expect(forgetful.findings.filter(({ check }) => OF_ONE.has(check))).toEqual([]);
      const exchanges = [remembering, forgetful]
        .flatMap(({ results }) => results)
        .flatMap((one) => one.exchanges);
      expect(exchanges.filter(isUndocumentedFailure)).toEqual([]);
    },
  );
});
