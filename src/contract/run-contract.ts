import { prepareContract, type ContractSource } from './prepare-contract.ts';
import type { Report } from './report/report.ts';
import { openCallbackReceiver } from './target/callback-receiver.ts';
import { runPrepared, type RunSettings } from './run-prepared.ts';

export interface ContractOptions extends ContractSource, RunSettings {
  /**
   * An address of this machine, such as `http://127.0.0.1:0`, at which documented callbacks have to arrive: it is sent where
   * they take theirs from. Default: none are waited for.
   */
  readonly callbacksOn?: string;
}

/**
 * Plans the cases of a description, runs them against a target and returns what was found. Closes the target, unless
 * it was given one that is ready.
 * @throws TypeError for a target that is not a URL
 */
export async function runContract(options: ContractOptions): Promise<Report> {
  const { callbacksOn } = options;
  const receiver = callbacksOn === undefined ? undefined : await openCallbackReceiver(new URL(callbacksOn));
  try {
    const run = prepareContract(options, receiver);
    return await runPrepared(run, options)
      .then(({ report }) => report)
      .finally(() => (run.target === options.target ? undefined : run.target.close()));
  } finally {
    await receiver?.close();
  }
}
