// Loaded before a server that cannot be told which address to listen on: it listens on loopback.
import { Server } from 'node:net';

const original = Object.getOwnPropertyDescriptor(Server.prototype, 'listen').value;

Server.prototype.listen = function listenOnLoopback(port, ...others) {
  const isPort = /^\d+$/.test(String(port));
  const args = isPort ? [{ port: Number(port), host: '127.0.0.1' }, others.at(-1)] : [port, ...others];
  return Reflect.apply(original, this, args);
};
