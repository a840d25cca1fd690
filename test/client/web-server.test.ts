import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { connectRemote } from '../../src/engine/client/remote/remote.ts';
import { reportedBy } from './download-setup.ts';

async function webServer(): Promise<number> {
  const server = createServer((_, answer) => answer.end('<html></html>'));
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as AddressInfo).port;
}

it.each(['auto', 'native', 'plain'] as const)(
  'a web server is called one, spoken to in the dialect %s',
  async (dialect) => {
    const port = await webServer();
    const asked = connectRemote({ host: '127.0.0.1', port, dialect }).then((remote) =>
      remote.list(),
    );
    await expect(reportedBy(asked)).resolves.toMatchObject({
      code: 'protocol',
      message: `127.0.0.1:${port} is a web server, not a Fifolio server. Check the port, or open the address in a browser.`,
    });
  },
);
