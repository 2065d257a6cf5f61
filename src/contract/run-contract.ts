import { prepareContract, type ContractSource } from './prepare-contract.ts';
import type { Report } from './report/report.ts';
import { runPrepared, type RunSettings } from './run-prepared.ts';

export interface ContractOptions extends ContractSource, RunSettings {}

/**
 * Plans the cases of a description, runs them against a target and returns what was found. Closes the target, unless
 * it was given one that is ready.
 * @throws TypeError for a target that is not a URL
 */
export async function runContract(options: ContractOptions): Promise<Report> {
  const run = prepareContract(options);
  try {
    return (await runPrepared(run, options)).report;
  } finally {
    if (run.target !== options.target) await run.target.close();
  }
}
