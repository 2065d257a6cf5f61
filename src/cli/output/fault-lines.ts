import type { Description } from '../../description/model/description.ts';
import { describedCorrectionFaults } from '../../mock/inferred/corrections/correction-faults.ts';
import { displayPath } from './display-path.ts';
import { createPlaceWriter } from './place-writer.ts';

/** At most this many faults are listed, and the rest counted; `inspect` lists them all. */
const MAX_LINES = 20;

/** Returns a line, with file and line number, for each operation that cannot be served and for each other fault. */
export function faultLines(description: Description): {
  readonly disabled: readonly string[];
  readonly faults: readonly string[];
} {
  const { disabled, name, location = name } = description;
  const faults = [...description.faults, ...describedCorrectionFaults(description)];
  const placeOf = createPlaceWriter(description);
  const hint = `see: stuntdouble inspect ${displayPath(location)}`;
  return {
    disabled: atMost(
      disabled.map(
        ({ method, path, pointer, reason }) => `${method} ${path}  ${placeOf(pointer)}: ${reason}`,
      ),
      hint,
    ),
    faults: atMost(
      faults.map(({ pointer, message }) => `${placeOf(pointer)}: ${message}`),
      hint,
    ),
  };
}

function atMost(lines: readonly string[], hint: string): readonly string[] {
  const listed = lines.slice(0, MAX_LINES).map((line) => `  ${line}`);
  return lines.length <= MAX_LINES ? listed : [...listed, `  and ${lines.length - MAX_LINES} more; ${hint}`];
}
