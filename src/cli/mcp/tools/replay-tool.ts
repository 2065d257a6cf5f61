import pc from 'picocolors';
import { EVERYTHING } from '../../replay/replay-options.ts';
import { replayCases } from '../../replay/replay-cases.ts';
import type { McpSession } from '../mcp-session.ts';
import { textOf } from './arguments.ts';
import type { Tool } from './tool.ts';

export function replayTool({ task }: McpSession): Tool {
  const colours = pc.createColors(false);
  return {
    name: 'replay',
    description: 'Runs the case of a finding again: is it fixed? Shows the requests and responses.',
    isReadOnly: false,
    takes: {
      id: { type: 'string', description: 'The identifier of a case, or of a finding.', isRequired: true },
    },
    call: async (given) => {
      const exclude = { ...task.exclude, cases: [], phases: [], checks: [] };
      const texts: string[] = [];
      const outcomes = await replayCases(
        { ids: [textOf(given, 'id') ?? ''], test: { ...task, ...EVERYTHING, exclude } },
        { colours, write: (text) => texts.push(text) },
      );
      const kinds = outcomes.map((one) => (one === 'unreachable' ? one : one.kind));
      return { says: kinds.join(', '), data: texts.join('') };
    },
  };
}
