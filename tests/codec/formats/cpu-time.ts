/** Returns the CPU time that this process spends on `work`, in milliseconds: other processes do not count in it. */
function cpuTimeOf(work: () => void): number {
  const start = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(start);
  return (user + system) / 1000;
}

/**
 * Returns how many times as much CPU time `work` takes for the large size as for the small one. Both are measured in
 * the same process, so that the ratio holds on a slow machine too; the small one runs several times, and its least
 * counts.
 */
export function growthInCpuTime(
  work: (size: number) => void,
  { small, large }: { readonly small: number; readonly large: number },
): number {
  work(small); // from then on the code is compiled
  const least = Math.min(...[1, 2, 3].map(() => cpuTimeOf(() => work(small))));
  return cpuTimeOf(() => work(large)) / least;
}
