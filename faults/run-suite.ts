import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { CORE_SCHEMA, load } from 'js-yaml';
import type { Case } from '../src/contract/case/case.ts';
import { handlerTarget } from '../src/contract/target/handler-target.ts';
import { planCases } from '../src/contract/plan/plan-cases.ts';
import type { Report } from '../src/contract/report/report.ts';
import { runContract } from '../src/contract/run-contract.ts';
import type { Identities } from '../src/contract/case/identities.ts';
import { headerValue, type RawRequest } from '../src/http/message.ts';
import type { Description } from '../src/description/model/description.ts';
import { loadDescriptionSync } from '../src/load-description.ts';
import { API_KEY, TOKENS } from './server/credentials.ts';
import type { Handle, Request } from './server/message.ts';

const LOCATION = fileURLToPath(new URL('description.yaml', import.meta.url));

export const IDENTITIES: Identities = {
  default: { credentials: { apiKey: API_KEY, oauth: 'token-of-all' } },
  reader: {
    credentials: { apiKey: API_KEY, oauth: 'token-of-reader' },
    roles: TOKENS['token-of-reader'],
  },
};

/** Returns the description as plain data, which each server reads with its own code. */
export function readDocument(): Readonly<Record<string, unknown>> {
  return load(readFileSync(LOCATION, 'utf8'), { schema: CORE_SCHEMA }) as Readonly<Record<string, unknown>>;
}

export const DESCRIPTION: Description = loadDescriptionSync(LOCATION, { name: 'depot' });

/** All cases of the suite, planned once. */
export const CASES: readonly Case[] = planCases(DESCRIPTION, { identities: IDENTITIES });

/** Returns the cases with a request to one of the operations. */
export function casesOn(operations: readonly string[]): readonly Case[] {
  return CASES.filter(({ operationId, steps }) =>
    [operationId, ...steps.map((step) => step.operationId)].some((id) => operations.includes(id ?? '')),
  );
}

/** Runs cases on a server in this process. By default they run one after the other, so that all runs are the same. */
export async function runOn(
  handle: Handle,
  cases: readonly Case[],
  {
    concurrency = 1,
    untilFound = false,
    onFinished,
  }: {
    readonly concurrency?: number;
    readonly untilFound?: boolean;
    readonly onFinished?: () => void;
  } = {},
): Promise<Report> {
  const ending = new AbortController();
  return runContract({
    description: DESCRIPTION,
    identities: IDENTITIES,
    cases,
    concurrency,
    signal: ending.signal,
    keepsMessages: false,
    onEvent: (event) => {
      if (event.kind === 'finished') onFinished?.();
      if (untilFound && event.kind === 'finished' && event.result.findings.length > 0) ending.abort();
    },
    target: handlerTarget('depot', async (request) => {
      const answer = await handle(toRequest(request));
      if (answer === undefined) throw new Error('the connection was cut');
      return answer;
    }),
  });
}

function toRequest({ method, target, headers, body }: RawRequest): Request {
  const names = Object.keys(headers);
  return {
    method,
    target,
    body,
    headers: Object.fromEntries(names.map((name) => [name.toLowerCase(), headerValue(headers, name)])),
  };
}
