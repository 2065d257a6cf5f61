import { loadSuggestions } from '../../generate/suggest.ts';
import type { Call } from '../api.ts';
import type { Behaviour } from '../behaviour/behaviour.ts';
import { conditionalBehaviour } from '../behaviour/conditional-behaviour.ts';
import { idempotentBehaviour, keyedRequest, type KeyedRequest } from '../behaviour/idempotency.ts';
import { readConditions } from '../behaviour/preconditions.ts';
import { readRepresentation } from './representation.ts';
import { conditionalSupport, writtenTag, type ConditionalSupport } from '../respond/entity-tag.ts';
import type { Awaitable } from '../state/awaitable.ts';

/**
 * Returns the behaviour with what the operation documents beside it: conditions on what is changed, and idempotency keys.
 * Undefined when there is neither a behaviour nor anything beside it.
 */
export function rememberingBehaviour(
  call: Call,
  behaviour: Behaviour | undefined,
): Awaitable<Behaviour | undefined> {
  const { api, request, operation, preferences } = call;
  const support = conditionalSupport(operation);
  const keyed =
    api.memory === 'off' && behaviour === undefined ? undefined : keyedRequest(request, operation);
  const isChange = support !== undefined && !support.isRead && !preferences.selectsContent;
  if (!isChange && keyed === undefined) return behaviour;
  return remember(call, behaviour ?? (() => ({ status: 200 })), {
    support: isChange ? support : undefined,
    keyed,
  });
}

async function remember(
  { api, request }: Call,
  own: Behaviour,
  {
    support,
    keyed,
  }: { readonly support: ConditionalSupport | undefined; readonly keyed: KeyedRequest | undefined },
): Promise<Behaviour> {
  const suggest = await loadSuggestions();
  const conditional = support
    ? conditionalBehaviour(own, {
        conditions: support.sends412 ? readConditions(request.headers) : undefined,
        needsTag: support.tag !== undefined,
        read: (tx, location = request.target) => readRepresentation(api, location, tx, suggest),
        write: (tag) => support.tag && writtenTag(api.description, support.tag, tag),
      })
    : own;
  return keyed === undefined ? conditional : idempotentBehaviour(conditional, keyed);
}
