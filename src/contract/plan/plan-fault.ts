/** Something that went wrong while the cases about one operation were planned. */
export interface PlanFault {
  /** `noRequest`: no valid request of the operation can be made. `notMade`: making its cases failed. */
  readonly kind: 'noRequest' | 'notMade';
  /** The operation's id; a path for cases about several operations of it. */
  readonly operationId: string;
  /** What could not be made, and why. */
  readonly reason: string;
}
