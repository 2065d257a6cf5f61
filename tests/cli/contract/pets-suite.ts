import { PETS, petsServer } from '../../contract/pets.ts';
import { run } from '../command.ts';
import { folderWith } from '../../temporary-folder.ts';
import { serveHttp } from '../servers/servers.ts';

export const folder = folderWith({ 'pets.json': PETS });

export const suite = (...args: string[]) => run(['test', 'pets.json', ...args], { cwd: folder });

export async function servePets(pause = 0) {
  const { handle } = petsServer(['rex']);
  return serveHttp(async (request, response) => {
    await new Promise((resolve) => {
      setTimeout(resolve, pause);
    });
    const { method = '', url: target = '' } = request;
    const { status, headers, body } = await handle({ method, target, headers: {}, body: new Uint8Array(0) });
    response.writeHead(status, headers as Record<string, string>);
    return response.end(body);
  });
}
