import { existsSync } from 'node:fs';
import type { Description } from '../../description/model/description.ts';
import type { ExchangeEvent } from '../../mock/control/exchange-event.ts';
import { openRecording, type RecordingSummary } from '../output/recording.ts';

/** A recording of the exchanges with an upstream. */
export interface UpstreamRecording {
  readonly record: (event: ExchangeEvent) => void;
  readonly close: () => RecordingSummary;
}

/** The state is written so long after a change at most, in milliseconds. */
const SAVE_AFTER = 1_000;

/** Records the exchanges with an upstream into a folder. @throws UsageError */
export function recordUpstream(
  folder: string,
  description: Description,
  keep: readonly string[],
): UpstreamRecording {
  const recording = openRecording({ option: 'record', folder, description, keep });
  let saving: ReturnType<typeof setTimeout> | undefined;
  return {
    record: ({ request, response, operation, upstream }) => {
      const { status, headers, body } = response;
      if (upstream === undefined || status < 200 || !(body instanceof Uint8Array)) return;
      const facts = { comment: operation?.id, started: new Date(), milliseconds: 0 };
      recording.record({ request, response: { status, headers, body } }, facts);
      saving ??= setTimeout(() => {
        saving = undefined;
        if (existsSync(folder)) recording.save();
      }, SAVE_AFTER).unref();
    },
    close: () => {
      clearTimeout(saving);
      return recording.close();
    },
  };
}
