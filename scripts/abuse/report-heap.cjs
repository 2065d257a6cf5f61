// Is preloaded into the mock. Tells its memory, after garbage was collected, whenever the parent process asks for it.
const { setFlagsFromString } = require('node:v8');
const { runInNewContext } = require('node:vm');

setFlagsFromString('--expose-gc');
const collect = runInNewContext('gc');
process.on('message', () => {
  collect();
  const { heapUsed, external, rss } = process.memoryUsage();
  process.send({ heap: heapUsed + external, rss });
});
process.on('disconnect', () => process.exit()); // the parent has failed
process.channel.unref();
