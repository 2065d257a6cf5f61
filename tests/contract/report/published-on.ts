import { prepareContract } from '../../../src/contract/prepare-contract.ts';
import type { PublishOptions } from '../../../src/contract/report/publish-finding.ts';
import { publish, type PublishedRun } from '../../../src/contract/report/publish-report.ts';
import type { ContractOptions } from '../../../src/contract/run-contract.ts';
import { runPrepared } from '../../../src/contract/run-prepared.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { smallServer, type Asked, type Reply } from '../run/small-server.ts';

/** What is different from a plain run. */
export interface PublishedOn extends Partial<Omit<ContractOptions, 'target' | 'description'>> {
  /** Members of the description beside its paths. */
  readonly further?: object;
  readonly publishing?: Partial<PublishOptions>;
}

/** Runs the suite on a small server, and publishes the report. */
export async function publishedOn(
  paths: object,
  answer: (asked: Asked) => Reply,
  { further = {}, publishing, ...options }: PublishedOn = {},
): Promise<PublishedRun & { readonly asked: readonly Asked[] }> {
  const { target, asked } = smallServer(answer);
  const document = { openapi: '3.1.0', info: { title: 'small', version: '1' }, paths, ...further };
  const description = loadDescriptionSync(document, { name: 'small' });
  const run = prepareContract({ description, target, safety: 'full', mark: 'k7q2', ...options });
  const published = publish(await runPrepared(run), {
    failOn: 'likely',
    credentials: '',
    baseUrl: 'http://127.0.0.1:3000',
    source: 'small.yaml',
    alone: (id) => `stuntdouble test small.yaml --only ${id}`,
    replay: (id) => `stuntdouble replay ${id} small.yaml`,
    placeOf: () => undefined,
    ...publishing,
  });
  return { ...published, asked };
}
