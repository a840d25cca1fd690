import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { FetchPane } from '../pages/fetch-pane.ts';
import type { ServePane } from '../pages/serve-pane.ts';
import { makeFile } from './files.ts';
import { freePort } from './free-port.ts';
import { fetchWithClient, startServerProcess } from './programs.ts';

/** Serves, with two files cached. */
export async function serveTwoFiles(serve: ServePane, folder: string): Promise<void> {
  const shared = join(folder, 'shared');
  for (const name of ['a.bin', 'b.bin']) await makeFile(shared, name, 2_000_000);
  const port = await freePort();
  await serve.chooseFolder(shared);
  await serve.setPorts(port);
  await serve.start();
  for (const name of ['a.bin', 'b.bin']) await fetchWithClient(port, name, folder);
}

/** Is connected to a server, which is to be killed, with one download done and one failed, and shows its folder. */
export async function fetchOneAndMissOne(
  fetch: FetchPane,
  folder: string,
): ReturnType<typeof startServerProcess> {
  const there = join(folder, 'there');
  const here = join(folder, 'here');
  await mkdir(here);
  await makeFile(there, 'music/song.bin', 1000);
  await makeFile(there, 'one.bin', 1000);
  const server = await startServerProcess(there);
  await fetch.connected(server.port);
  await fetch.saveTo(here);
  await fetch.getByName('one.bin');
  await fetch.expectDone('one.bin');
  await fetch.getByName('missing.bin');
  await expect(fetch.download('missing.bin')).toContainText('Failed');
  await fetch.showFolder();
  return server;
}
