// What the mocks did with and without state, as lines to print and as faults.

/** Returns the number of descriptions that started, and for both kinds of mocks the successes and the bodies that fit. */
export function stateLines(all) {
  const loaded = all.filter(({ kind }) => kind === 'loaded');
  const sum = (pick) => loaded.reduce((total, one) => total + pick(one), 0);
  const operations = sum((one) => one.operations);
  const lineOf = (name, of) =>
    `${name}: ${sum((one) => of(one).answered)} of ${operations} operations answer a documented success, ` +
    `${sum((one) => of(one).bodies.fitting)} of ${sum((one) => of(one).bodies.all)} bodies fit`;
  return [
    `started: ${loaded.length} of ${all.length} descriptions`,
    lineOf('with state', ({ mock }) => mock),
    lineOf('without state', ({ mock }) => mock.stateless),
  ];
}

/** Returns the operations that fail without state, the bodies that do not fit there, and undocumented failures of both. */
export function stateFaults(all) {
  const loaded = all.filter(({ kind }) => kind === 'loaded');
  return loaded.flatMap(({ file, mock: { failures, stateless }, exceptions }) => [
    ...stateless.unanswered
      .filter((id) => !exceptions.some(({ operation }) => operation === id))
      .map((id) => `${file}: without state, ${id} got no success`),
    ...(stateless.bodies.fitting < stateless.bodies.all
      ? [`${file}: without state, a body breaks the description`]
      : []),
    ...[...failures, ...stateless.failures].map(
      (failure) => `${file}: a failure that is not documented: ${failure}`,
    ),
  ]);
}
