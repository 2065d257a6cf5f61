import type { Operation } from '../../../description/model/operation.ts';
import type { Bindings } from '../../case/bindings.ts';
import type { UsedExchange } from './used-exchange.ts';
import type { UsedItem } from './used-items.ts';
import type { UsedRequest } from './used-request.ts';

/** A recorded request that is sent. */
export interface UsedDraft {
  readonly exchange: UsedExchange;
  readonly operation: Operation;
  readonly request: UsedRequest['request'];
  /** The items that it speaks of. */
  readonly items: readonly UsedItem[];
  /** The item that it creates, and where its identifier is. */
  readonly creates: { readonly item: UsedItem; readonly bind: Bindings } | undefined;
}
