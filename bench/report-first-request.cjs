// Preloaded into the command: tells the CPU time (user and system, in microseconds) when the first request is sent.
const { subscribe, unsubscribe } = require('node:diagnostics_channel');

const SENT = 'undici:client:sendHeaders';
const first = () => {
  unsubscribe(SENT, first);
  const { user, system } = process.cpuUsage();
  process.send({ first: user + system });
};

subscribe(SENT, first);
process.channel.unref();
