import { describe, expect, test } from '@jest/globals';
import { handlerTarget } from '../../../src/contract/target/handler-target.ts';
import { loadDescriptionSync } from '../../../src/bundled/load-description.ts';
import { runContract } from '../../../src/contract/run-contract.ts';
import { silencesDocument } from './silences-document.ts';
import { silencesServer, type SilenceHabits } from './silences-server.ts';

async function runOn(habits: Partial<SilenceHabits> = {}) {
  const server = silencesServer(habits);
  const description = loadDescriptionSync(silencesDocument, { name: 'silences' });
  const report = await runContract({ description, target: handlerTarget('silences', server.handle) });
  const found = report.findings.map(({ check, operationId, caseId }) => `${check} ${operationId} ${caseId}`);
  return { report, found, pending: server.pending() };
}

/** The description allows filters that the server does not. */
const KNOWN = [
  'status deleteSilence silences/deleteSilence/format-near/path/silenceID',
  'status deleteSilence silences/deleteSilence/format/path/silenceID',
  'status deleteSilence silences/deleteSilence/type-boolean/path/silenceID',
  'status deleteSilence silences/deleteSilence/type/path/silenceID',
  'validAccepted listSilences silences/listSilences/valid/query-filter',
];

describe('a server with its own conventions for paths, identifiers and deletion', () => {
  test('has findings only for rules that its description lacks', async () => {
    const { found, report } = await runOn();
    expect(found).toEqual(KNOWN);
    expect(report.counts.blocked).toBe(0);
  });

  test('has a success for each of its operations, with identifiers of created items', async () => {
    const { coverage } = (await runOn()).report;
    expect(coverage.operations).toEqual({ documented: 5, succeeded: 5 });
  });

  test('has no items left from a run', async () => {
    const { report, pending } = await runOn();
    expect(pending).toBe(0);
    expect(report.results.flatMap(({ leftovers }) => leftovers)).toEqual([]);
  });

  test('has created items deleted even when the response has no content type', async () => {
    const { found, pending } = await runOn({ unacceptableType: '' });
    expect(found).toContain('mediaType postSilence silences/postSilence/accept/');
    expect(pending).toBe(0);
  });

  test('may mark an item as deleted in various ways, but not keep it unchanged', async () => {
    expect((await runOn({ deletedState: 'pending' })).found).toContain(
      'deletedGone getSilence silences/postSilence/sequence/lifecycle',
    );
  });

  test.each<[string, Partial<SilenceHabits>, string]>([
    [
      'an unknown item is deleted with 500, behind an identifier that is well formed',
      { unknownDeletion: 500 },
      'serverError deleteSilence silences/deleteSilence/unknown-item/silenceID',
    ],
    [
      'a second DELETE ends in 500',
      { secondDeletion: 500 },
      'serverError deleteSilence silences/postSilence/sequence/lifecycle',
    ],
    [
      'any text is a boolean, although another parameter is never right',
      { takesAnyBoolean: true },
      'invalidRefused listSilences silences/listSilences/type/query/active',
    ],
    [
      'an answer is wrong only where there is something to show',
      { summary: ({ id }) => ({ id: id ?? null }) },
      'body summarise silences/summarise/shown-after/postSilence',
    ],
  ])('has a finding when %s', async (_, habits, finding) => {
    expect((await runOn(habits)).found).toContain(finding);
  });
});
