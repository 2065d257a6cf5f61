// Is preloaded into each server. Reports the CPU time (user and system, in microseconds) after the first response, and
// whenever the parent process asks for it.
const { subscribe, unsubscribe } = require('node:diagnostics_channel');

const FINISH = 'http.server.response.finish';
const cpu = () => {
  const { user, system } = process.cpuUsage();
  return user + system;
};
const first = () => {
  unsubscribe(FINISH, first);
  process.send({ first: cpu() });
};

subscribe(FINISH, first);
process.on('message', (asked) =>
  process.send(asked === 'memory' ? { memory: process.memoryUsage.rss() } : { cpu: cpu() }),
);
process.on('disconnect', () => process.exit()); // the parent has failed
process.channel.unref();
