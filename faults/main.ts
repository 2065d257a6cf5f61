import type { Lab } from './lab/lab.ts';
import { serveLab } from './lab/serve-lab.ts';
import { hunter, type Hunted } from './hunt.ts';
import { LABS } from './labs.ts';
import { linesOfHunted, percent, summaryOf } from './print-table.ts';
import { readingLab } from './lab/reading-lab.ts';
import { runRight } from './run-right.ts';

type Print = (line: string) => void;

/**
 * Hunts the faults of labs, prints what became of each, and returns whether that is good enough. `args`: the name of a
 * lab (default: all), and a part of the names of faults (default: all faults). Or `serve`, the name of a
 * lab and a port: serves its right server. Each lab is run once more where nothing may be changed, with the faults that
 * show there.
 * @throws Error for a lab that does not exist
 */
export async function main(args: readonly string[], print: Print): Promise<boolean> {
  const [name, part = '', port = '0'] = args;
  if (name === 'serve') {
    print(await serveLab(labNamed(part), Number(port)));
    return true;
  }
  const labs = name === undefined ? LABS : [labNamed(name)];
  const good: boolean[] = [];
  for (const lab of labs.flatMap((one) => [one, readingLab(one)])) good.push(await runLab(lab, part, print));
  return good.every(Boolean);
}

function labNamed(name: string): Lab {
  const lab = LABS.find((one) => one.name === name);
  if (lab !== undefined) return lab;
  throw new Error(`there is no lab ${name}: ${LABS.map((one) => one.name).join(', ')}`);
}

async function runLab(lab: Lab, part: string, print: Print): Promise<boolean> {
  const started = performance.now();
  const right = await runRight(lab);
  const hunt = hunter(lab);
  const faults = lab.faults.filter(({ name }) => name.includes(part));
  const hunted: Hunted[] = [];
  for (const fault of faults) {
    if (performance.now() - started > lab.budget.hunts) break;
    hunted.push(await hunt(fault));
  }
  print(`${lab.name}:`);
  const seconds = ((performance.now() - started) / 1000).toFixed(0);
  for (const line of linesOfHunted(hunted)) print(line);
  print('');
  for (const line of summaryOf(hunted)) print(line);
  const found = hunted.filter((one) => one.found !== undefined).length;
  print('');
  print(`${found} of ${faults.length} faults found (${percent(found, faults.length)}), in ${seconds} s`);
  if (hunted.length < faults.length) print(`  ${faults.length - hunted.length} were not hunted in time`);
  for (const line of right.lines) print(line);
  const unexplained = hunted.filter((one) => one.found === undefined && one.fault.survives === undefined);
  for (const { fault } of unexplained) print(`  survives, and nobody knows why: ${fault.name}`);
  return right.isGood && found / faults.length >= lab.floor;
}
