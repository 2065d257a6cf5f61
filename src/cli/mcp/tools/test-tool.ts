import pc from 'picocolors';
import { PHASES, type Phase } from '../../../contract/case/case.ts';
import { terminalReport } from '../../../contract/report/render/terminal-report.ts';
import { CreatedItems } from '../../../contract/run/state/created-items.ts';
import { planRuns } from '../../contract/plan-runs.ts';
import { runOne } from '../../contract/run-apis.ts';
import { createTarget, receiveCallbacks } from '../../contract/test-target.ts';
import type { McpSession } from '../mcp-session.ts';
import { numberOf, textOf } from './arguments.ts';
import type { Given, Tool } from './tool.ts';

const MOST_CASES = 5_000;
const CASES = 500;
const MOST_SECONDS = 600;
const SECONDS = 60;

/** Tests the target against its description. Without a target, each call tests a new mock. */
export function testTool({ task, target }: McpSession): Tool {
  const colours = pc.createColors(false);
  return {
    name: 'test',
    description: `Tests ${target.name} against the description, and reports what deviates.`,
    isReadOnly: false,
    takes: {
      operation: { type: 'string', description: 'Only this operation, by its identifier.' },
      case: { type: 'string', description: 'Only this case, by its identifier.' },
      phase: { type: 'string', description: 'Only this phase.', values: PHASES },
      cases: {
        type: 'integer',
        description: `So many cases at most. Default: ${CASES}.`,
        most: MOST_CASES,
      },
      seconds: {
        type: 'integer',
        description: `So long at most. Default: ${SECONDS}.`,
        most: MOST_SECONDS,
      },
    },
    call: async (given, signal) => {
      const narrowed = { ...task, ...choiceOf(given, task) };
      const runs = await planRuns(narrowed);
      const receiver = await receiveCallbacks(task);
      const opened = createTarget(narrowed, runs);
      const budget = ((numberOf(given, 'seconds') ?? SECONDS) * 1_000) / runs.length;
      const created = new CreatedItems();
      try {
        const reports: string[] = [];
        for (const run of runs) {
          const sharing = { created, budget, signal, har: undefined, baseline: [], receiver };
          const { report } = await runOne(run, {
            ...sharing,
            task: narrowed,
            target: opened,
            onEvent: () => {},
          });
          reports.push(terminalReport(report, colours));
          if (signal.aborted) break;
        }
        return { says: 'tested', data: reports.join('\n') };
      } finally {
        await opened.close();
        await receiver?.close();
      }
    },
  };
}

/** Returns which cases are run. What the command line narrows stays so. */
function choiceOf(given: Given, task: McpSession['task']) {
  const [operation, one, phase] = ['operation', 'case', 'phase'].map((name) => textOf(given, name));
  return {
    ...(operation !== undefined && { operations: [operation] }),
    ...(one !== undefined && { only: [one] }),
    ...(phase !== undefined && { phases: [phase as Phase] }),
    maxCases: Math.min(numberOf(given, 'cases') ?? CASES, task.maxCases ?? MOST_CASES),
  };
}
