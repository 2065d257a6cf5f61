import type { RawRequest, RawResponse } from '../../src/http/message.ts';
import { bundledApi } from '../../src/bundled/bundled-apis.ts';
import type { Case } from '../../src/contract/case/case.ts';
import { handlerTarget } from '../../src/contract/target/handler-target.ts';
import { planCases } from '../../src/contract/plan/plan-cases.ts';
import type { Report } from '../../src/contract/report/report.ts';
import { runContract, type ContractOptions } from '../../src/contract/run-contract.ts';
import type { Identities } from '../../src/contract/case/identities.ts';
import { createMock } from '../../src/create-mock.ts';
import { loadDescriptionSync } from '../../src/bundled/load-description.ts';
import { type Description } from '../../src/description/model/description.ts';
import { type MockApp } from '../../src/mock/server/app.ts';
import { items, member, members } from '../../src/base/json.ts';
import { loadFixturesSync } from '../../src/mock/server/fixtures/load-fixtures.ts';

export type Handle = (request: RawRequest) => Promise<RawResponse>;

export const BUNDLED = ['rocketchat', 'livehelpnow'] as const;
export type BundledName = (typeof BUNDLED)[number];

/** A bundled API as the suite asks it: its description, and who may ask. */
export interface BundledApi {
  readonly description: Description;
  readonly identities: Identities;
}

/** A mock of both APIs for each caller: what one run changes, no other sees. */
export function freshHandle(): Handle {
  return createMock().mock.handle;
}

/** One mock for all that ask one after the other, as it was at the start. */
export async function resetHandle(name: BundledName): Promise<Handle> {
  const { mock } = started.get(name) ?? createMock({ descriptions: name });
  if (!started.has(name)) started.set(name, { mock });
  await mock.reset();
  return mock.handle;
}

const started = new Map<BundledName, Pick<MockApp, 'mock'>>();

export function bundled(name: BundledName): BundledApi {
  const known = loaded.get(name);
  if (known) return known;
  const description = loadDescriptionSync(name);
  description.validators.addFormats(bundledApi(name)?.behaviours?.formats ?? {});
  const api = { description, identities: identitiesOf(name) };
  loaded.set(name, api);
  return api;
}

const loaded = new Map<BundledName, BundledApi>();

/** The first of the fixtures' identities may do everything: it is the `default`. The others keep their ids. */
function identitiesOf(name: BundledName): Identities {
  const { identities } = loadFixturesSync(new URL(`../../fixtures/${name}/state/`, import.meta.url));
  const entries = items(identities).map((identity, index) => [
    index === 0 ? 'default' : String(member(identity, 'id')),
    {
      credentials: Object.fromEntries(
        members(member(identity, 'credentials')).map(([scheme, value]) => [scheme, String(value)]),
      ),
      roles: items(member(identity, 'roles')).map(String),
    },
  ]);
  return Object.fromEntries(entries) as Identities;
}

/** The cases of a bundled API, planned once. */
export function casesOf(name: BundledName): readonly Case[] {
  const known = planned.get(name);
  if (known) return known;
  const { description, identities } = bundled(name);
  const cases = planCases(description, { identities });
  planned.set(name, cases);
  return cases;
}

const planned = new Map<BundledName, readonly Case[]>();

/**
 * Returns the cases without most of those that many are alike: of each operation at most so many that one maker has made,
 * such as `rocketchat/createDepartment/boundary/…`, of which there are 189.
 */
export function fewOfEach(cases: readonly Case[], most = 4): readonly Case[] {
  const counts = new Map<string, number>();
  return cases.filter(({ id }) => {
    const kind = id.split('/').slice(0, 3).join('/');
    const count = (counts.get(kind) ?? 0) + 1;
    counts.set(kind, count);
    return count <= most;
  });
}

/** Runs the suite of a bundled API against a handler, in this process. */
export function runOn(
  handle: Handle,
  name: BundledName,
  options: Pick<ContractOptions, 'concurrency' | 'filter' | 'signal' | 'onEvent'> = {},
): Promise<Report> {
  return runContract({
    ...bundled(name),
    target: handlerTarget('mock', handle),
    cases: casesOf(name),
    ...options,
  });
}
