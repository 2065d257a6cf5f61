import { readFileSync } from 'node:fs';
import type { Confidence } from '../../src/contract/case/case.ts';
import type { Finding } from '../../src/contract/case/finding.ts';
import { fileOf } from '../read-document.ts';

/** A correct finding on a server without a planted fault: its description promises more than the server does. */
export interface ExpectedFinding {
  readonly check: string;
  /** The operation's id, or `METHOD /path` for an undocumented one. */
  readonly operation: string;
  /** JSON Pointer into the message; undefined matches any. */
  readonly pointer?: string;
  /** Undefined matches any. */
  readonly confidence?: Confidence;
  /** True where it shows to somebody who only reads. */
  readonly inReads?: boolean;
  readonly reason: string;
}

/** The differences between the findings of a run and the expected ones. */
export interface Difference {
  /** Findings that are not expected. */
  readonly alarms: readonly Finding[];
  /** Expected findings that are missing. */
  readonly missing: readonly ExpectedFinding[];
}

/** Reads a list of expected findings, a JSON file in this folder. @throws Error for one without a reason */
export function readExpected(path: string): readonly ExpectedFinding[] {
  const expected = JSON.parse(readFileSync(fileOf(path), 'utf8')) as readonly ExpectedFinding[];
  const bare = expected.find(({ check, operation, reason }) =>
    [check, operation, reason].some((text) => typeof text !== 'string' || text.trim() === ''),
  );
  if (bare !== undefined)
    throw new Error(`${path}: ${JSON.stringify(bare)} lacks a member, such as its reason`);
  return expected;
}

export function differenceOf(findings: readonly Finding[], expected: readonly ExpectedFinding[]): Difference {
  return {
    alarms: findings.filter((finding) => !expected.some((one) => isExpected(finding, one))),
    missing: expected.filter((one) => !findings.some((finding) => isExpected(finding, one))),
  };
}

function isExpected(finding: Finding, { check, operation, pointer, confidence }: ExpectedFinding): boolean {
  return (
    finding.check === check &&
    finding.operationId === operation &&
    (pointer === undefined || finding.pointer === pointer) &&
    (confidence === undefined || finding.confidence === confidence)
  );
}
