// Sends requests over kept connections, a few at a time: `node load.mjs '{"url":…,"count":…,"method":…}'`.
import { Pool } from 'undici';

const { url, path, method, headers, body, count } = JSON.parse(process.argv[2]);
const pool = new Pool(url, { connections: 8, pipelining: 1 });
let started = 0;

async function sendSome() {
  while (started < count) {
    started += 1;
    const answer = await pool.request({ path, method, headers, body });
    if (answer.statusCode !== 200) throw new Error(`${method} ${path}: ${answer.statusCode}`);
    await answer.body.dump();
  }
}

await Promise.all(Array.from({ length: 8 }, sendSome));
await pool.close();
