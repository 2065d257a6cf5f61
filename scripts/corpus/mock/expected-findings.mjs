// The findings that the suite rightly has on our own mock, since a description lacks what it would have to say.

/** Each class with its reason: every finding of it is counted, and printed by no line of its own. */
const CLASSES = [
  {
    check: 'status',
    confidence: 'advice',
    found: /^4\d\d$/,
    reason:
      'wrong requests are refused as HTTP has it (400, 401, 406, 415 …), and the operation documents no such refusal',
  },
];

/** Returns the findings that no class expects, and the number of the others. */
export function sortFindings(findings) {
  const unexpected = findings.filter((finding) => !CLASSES.some((one) => isOf(finding, one)));
  return { unexpected, expected: findings.length - unexpected.length };
}

/** Returns a line that says how many findings are expected, and why. */
export function expectedLine(count) {
  return `${count} expected findings: ${CLASSES.map(({ reason }) => reason).join('; ')}`;
}

function isOf({ check, confidence, found }, one) {
  return check === one.check && confidence === one.confidence && one.found.test(found);
}
