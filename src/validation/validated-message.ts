import type { Description } from '../description/model/description.ts';
import type { Direction } from '../description/schemas/schema.ts';
import type { MessagePart } from './violation.ts';

/** What was judged: the values of each part, so that branches of its schemas can be tried again. */
export interface JudgedMessage {
  readonly description: Description;
  readonly direction: Direction;
  readonly values: Readonly<Partial<Record<MessagePart, unknown>>>;
}
