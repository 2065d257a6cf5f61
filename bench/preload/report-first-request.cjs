// Is preloaded into the command. Reports the CPU time (user and system, in microseconds) when it sends the first request.
const { subscribe, unsubscribe } = require('node:diagnostics_channel');

const SENT = 'undici:client:sendHeaders';
const first = () => {
  unsubscribe(SENT, first);
  const { user, system } = process.cpuUsage();
  process.send({ first: user + system });
};

subscribe(SENT, first);
process.channel.unref();
