import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import type { IncomingMessage } from 'node:http';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { connect } from 'node:tls';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { WebSocket } from 'ws';
import { openIdentity, type TlsIdentity } from '../../src/engine/index.ts';
import { type PanelServer, startPanelServer } from '../../src/host/panel/panel-server.ts';
import { filesInDirectory } from '../../src/host/panel/static-files.ts';
import { PANEL_SOCKET_PATH } from '../../src/shared/panel-socket.ts';

let folder: string;
let identity: TlsIdentity;
let panel: PanelServer;
let attached: number;

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'fifolio-panel-tls-'));
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Fifolio');
  identity = await openIdentity(folder, Date.now());
  attached = 0;
  panel = await startPanelServer({
    ...{ files: filesInDirectory(folder), identity, token: 'a-token-of-my-own' },
    attach: () => {
      attached++;
    },
  });
});
afterEach(async () => {
  await panel.close();
  await rm(folder, { recursive: true });
});

function get(path: string): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    request(`https://127.0.0.1:${panel.port}${path}`, { rejectUnauthorized: false, agent: false })
      .on('response', (response) => resolve(response.resume()))
      .on('error', reject)
      .end();
  });
}

/** What is shown to whoever connects now. */
function certificate(): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host: '127.0.0.1', port: panel.port, rejectUnauthorized: false });
    socket.on('error', reject).on('secureConnect', () => {
      resolve(socket.getPeerCertificate().raw);
      socket.destroy();
    });
  });
}

it('is encrypted, and so are its cookie and its conversation', async () => {
  expect(panel.url).toBe(`https://127.0.0.1:${panel.port}/?token=a-token-of-my-own`);
  const response = await get('/?token=a-token-of-my-own');
  expect(response.statusCode).toBe(303);
  const [cookie = ''] = response.headers['set-cookie'] ?? [];
  expect(cookie).toContain('; Secure');

  const opened = (origin: string): Promise<boolean> =>
    new Promise((resolve) => {
      const socket = new WebSocket(`wss://127.0.0.1:${panel.port}${PANEL_SOCKET_PATH}`, {
        rejectUnauthorized: false,
        headers: { Cookie: cookie.split(';')[0]!, Origin: origin },
      });
      socket.on('open', () => resolve(true)).on('error', () => resolve(false));
    });
  expect(await opened(`http://127.0.0.1:${panel.port}`)).toBe(false);
  expect(await opened(`https://127.0.0.1:${panel.port}`)).toBe(true);
  expect(attached).toBe(1);
});

it('offers ciphers with forward secrecy and authenticated encryption only, as the server does', async () => {
  const agreed = (ciphers: string): Promise<string> =>
    new Promise((resolve, reject) => {
      const socket = connect({
        ...{ host: '127.0.0.1', port: panel.port, rejectUnauthorized: false },
        ...{ maxVersion: 'TLSv1.2', ciphers },
      });
      socket.on('error', reject).on('secureConnect', () => {
        resolve(socket.getCipher().name);
        socket.destroy();
      });
    });
  expect(await agreed('ECDHE-ECDSA-AES128-SHA:ECDHE-ECDSA-AES256-GCM-SHA384')).toBe(
    'ECDHE-ECDSA-AES256-GCM-SHA384',
  );
  await expect(agreed('ECDHE-ECDSA-AES128-SHA:ECDHE-ECDSA-AES128-SHA256')).rejects.toThrow(
    /handshake failure/,
  );
});

it('shows another certificate once it is renewed', async () => {
  const before = await certificate();
  const other = await mkdtemp(join(folder, 'other-'));
  panel.setIdentity(await openIdentity(other, Date.now()));
  expect((await certificate()).equals(before)).toBe(false);
});
