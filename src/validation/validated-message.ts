import type { Description } from '../description/model/description.ts';
import type { Direction } from '../description/schemas/schema.ts';
import type { MessagePart } from './violation.ts';

/** The values of a validated message, by part, so that branches of its schemas can be validated once more. */
export interface ValidatedMessage {
  readonly description: Description;
  readonly direction: Direction;
  readonly values: Readonly<Partial<Record<MessagePart, unknown>>>;
}
