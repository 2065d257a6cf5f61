import type { Description } from '../spec/description.ts';
import type { Direction } from '../spec/schema.ts';
import type { MessagePart } from './violation.ts';

/** What was judged: the values of each part, so that branches of its schemas can be tried again. */
export interface JudgedMessage {
  readonly description: Description;
  readonly direction: Direction;
  readonly values: Readonly<Partial<Record<MessagePart, unknown>>>;
}
