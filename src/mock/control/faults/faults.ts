import type { Operation } from '../../../description/model/operation.ts';
import type { RawRequest } from '../../../http/message.ts';
import { namespaceOf } from '../../state/namespace.ts';
import type { SettingsByNamespace } from '../namespace-settings.ts';
import { askedFault, FAULT_FIELD } from './asked-fault.ts';
import { drawFault } from './draw-fault.ts';
import type { Fault } from './fault.ts';
import { faultRules } from './fault-settings.ts';

/**
 * Returns the fault of a request: the one that it asks for, else the one that its namespace's settings give it; a text that
 * says what is wrong with what it asks for; undefined where there is none.
 */
export function faultOf(
  request: RawRequest,
  operation: Operation,
  settings: SettingsByNamespace,
  seed: number,
): Fault | string | undefined {
  const asked = request.headers[FAULT_FIELD] === undefined ? undefined : askedFault(request.headers);
  if (asked !== undefined) return asked;
  const namespace = namespaceOf(request.headers);
  const { faults, drawn = 0 } = settings.of(namespace);
  if (faults === undefined) return undefined;
  settings.setCounts(namespace, { drawn: drawn + 1 });
  return drawFault(faultRules(faults), operation, { seed, count: drawn });
}
