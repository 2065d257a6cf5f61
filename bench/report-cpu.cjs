// Preloaded into each server: tells the CPU time (user and system, in microseconds) when the first request has been
// answered, and whenever it is asked.
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
process.on('message', () => process.send({ cpu: cpu() }));
process.channel.unref();
