// Loaded before a server: an exception that one request brings does not end it, and with it the run.
process.on('uncaughtException', ({ stack }) => process.stderr.write(`${stack}\n`));
