import type { Fault } from '../fault.ts';
import type { Handle } from '../server/message.ts';
import type { Lab } from './lab.ts';

/** The smallest share of the faults that show in reads, and that are to be found where nothing may be changed. */
const FLOOR = 0.85;

/** Returns a lab whose servers have items that the suite has not made, and must not change: what it finds shows in reads. */
export function readingLab(lab: Lab): Lab {
  return {
    ...lab,
    name: `${lab.name}, read-only`,
    safety: 'read-only',
    faults: lab.faults
      .filter(({ inReads }) => inReads === true)
      .map((fault) => stockedFault(fault, lab.stock)),
    rightServer: (clock) => {
      const right = lab.rightServer(clock);
      return { ...right, handle: stocked(right.handle, lab.stock) };
    },
    expected: lab.expected.filter(({ inReads }) => inReads === true),
    floor: FLOOR,
    allPass: false,
  };
}

function stockedFault(fault: Fault, stock: Lab['stock']): Fault {
  return { ...fault, build: (clock) => stocked(fault.build(clock), stock) };
}

/** Returns a server that gets its items before its first request. */
function stocked(handle: Handle, stock: Lab['stock']): Handle {
  let stocking: Promise<void> | undefined;
  return async (request) => {
    stocking ??= stock(handle);
    await stocking;
    return handle(request);
  };
}
