// Is preloaded into the command. Writes, when it ends, its CPU time (user and system, in microseconds) and the most memory
// that it had (in kilobytes) to the file that the environment names.
const { writeFileSync } = require('node:fs');

process.on('exit', () => {
  const { user, system } = process.cpuUsage();
  const { maxRSS } = process.resourceUsage();
  writeFileSync(
    process.env['STUNTDOUBLE_BENCH_USAGE'],
    JSON.stringify({ cpu: user + system, memory: maxRSS }),
  );
});
