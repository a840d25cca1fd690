import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { validate } from 'dockerfile-utils';
import { expect, test, vi } from 'vitest';
import { HAS_SIGNALS, startCli, temporaryFolder } from '../cli/run-cli.ts';

const FILE = path.resolve(import.meta.dirname, '../../deploy/container/Containerfile');

const WAIT = { timeout: 20_000, interval: 50 };

/** The words of an instruction that is written as a list. */
function wordsOf(text: string, instruction: RegExp): string[] {
  return JSON.parse(instruction.exec(text)?.[1] ?? '[]') as string[];
}

test('the container file has no faults', async () => {
  const text = await readFile(FILE, 'utf8');
  expect(validate(text)).toEqual([]);
  const [fault] = validate(text.replace('EXPOSE 8080', 'EXPOSE eighty'));
  expect(fault?.message).toContain('eighty');
});

test('its server starts, and its health check tells whether the server answers', async () => {
  const text = await readFile(FILE, 'utf8');
  const serving = wordsOf(text, /^CMD (.*)$/m);
  const [program, ...checking] = wordsOf(text, /^HEALTHCHECK[^[]*CMD (.*)$/ms);
  expect(wordsOf(text, /^ENTRYPOINT (.*)$/m)).toEqual([program]);
  expect(serving.slice(0, 2)).toEqual(['serve', '/srv']);

  const folder = await temporaryFolder();
  await writeFile(path.join(folder, 'a.txt'), 'content');
  const free = serving.map((word) => ({ '/srv': folder, '8080': '0' })[word] ?? word);
  const server = startCli(['fifolio', ...free]);
  const port = await vi.waitFor(() => {
    const found = /^ {2}127\.0\.0\.1:(\d+)/m.exec(server.stdout())?.[1];
    expect(found, server.stderr()).toBeDefined();
    return found!;
  }, WAIT);
  const check = ['fifolio', ...checking.map((word) => word.replace('8080', port))];
  expect(await startCli(check).ended).toMatchObject({ code: 0, stderr: '' });
  server.process.kill('SIGTERM');
  expect((await server.ended).code).toBe(HAS_SIGNALS ? 0 : null);
  expect((await startCli(check).ended).code).not.toBe(0);
});
