import { callbackAddressOf, prepareContract, type ContractSource } from './prepare-contract.ts';
import type { Report } from './report/report.ts';
import { openCallbackReceiver } from './target/callback-receiver.ts';
import { runPrepared, type RunSettings } from './run-prepared.ts';

export interface ContractOptions extends ContractSource, RunSettings {}

/**
 * Plans the cases of a description, runs them against a target and returns what was found. Closes the target, unless
 * it was given one that is ready.
 * @throws TypeError for a target that is not a URL, and for an address of callbacks that is not of this machine
 */
export async function runContract(options: ContractOptions): Promise<Report> {
  const { timeout } = options;
  const address = callbackAddressOf(options);
  const receiver = address && (await openCallbackReceiver(address, { timeout }));
  try {
    const run = prepareContract(options, receiver);
    return await runPrepared(run, options)
      .then(({ report }) => report)
      .finally(() => (run.target === options.target ? undefined : run.target.close()));
  } finally {
    await receiver?.close();
  }
}
