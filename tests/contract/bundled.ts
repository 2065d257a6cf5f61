import type { RawRequest, RawResponse } from '../../src/conformance/raw-message.ts';
import { bundledApi } from '../../src/bundled.ts';
import { handlerTarget } from '../../src/contract/handler-target.ts';
import type { Report } from '../../src/contract/report.ts';
import { runContract, type ContractOptions } from '../../src/contract/run-contract.ts';
import type { Identities } from '../../src/contract/send-plan.ts';
import { createMock, loadDescriptionSync, type Description } from '../../src/index.ts';
import { items, member, members } from '../../src/spec/json.ts';
import { loadFixturesSync } from '../../src/spec/load/load-fixtures.ts';

export type Handle = (request: RawRequest) => Promise<RawResponse>;

export const BUNDLED = ['rocketchat', 'livehelpnow'] as const;
export type BundledName = (typeof BUNDLED)[number];

/** A bundled API as the suite asks it: its description, and who may ask. */
export interface BundledApi {
  readonly description: Description;
  readonly identities: Identities;
}

/** A mock of its own for each caller: what one run changes, no other sees. */
export function freshHandle(name: BundledName): Handle {
  return createMock({ descriptions: name }).mock.handle;
}

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

/** Runs the suite of a bundled API against a handler, in this process. */
export function runOn(
  handle: Handle,
  name: BundledName,
  options: Omit<Partial<ContractOptions>, 'description' | 'target'> = {},
): Promise<Report> {
  return runContract({ ...bundled(name), target: handlerTarget('mock', handle), ...options });
}
