/** What most people write first: a file server of Node's `http` and a stream. Run with a port and a folder. */
import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { createServer } from 'node:http';
import path from 'node:path';

const [port, folder = ''] = process.argv.slice(2);

createServer((request, response) => {
  const file = path.join(folder, path.basename(request.url ?? ''));
  const refuse = (): void => {
    response.writeHead(404).end();
  };
  stat(file).then((found) => {
    if (!found.isFile()) {
      refuse();
      return;
    }
    response.writeHead(200, { 'content-length': found.size });
    createReadStream(file).pipe(response);
  }, refuse);
}).listen(Number(port), '127.0.0.1');
