import type { Violation } from '../../../validation/violation.ts';

/** Thrown for a webhook whose given parts break the description. */
export class WebhookError extends Error {
  override readonly name = 'WebhookError';
  readonly violations: readonly Violation[];

  constructor(name: string, violations: readonly Violation[]) {
    super(`${name} breaks the description: ${violations.map(({ sentence }) => sentence).join('; ')}`);
    this.violations = violations;
  }
}
