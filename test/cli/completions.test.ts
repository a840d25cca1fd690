import { mkdir, readdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { expect, it } from 'vitest';
import { COMPLETION_SCRIPTS } from '../../src/cli/completion/scripts.ts';
import { SHELLS } from '../../src/cli/completion/shells.ts';
import { runInProcess } from './run-in-process.ts';
import { startCli, temporaryFolder } from './run-cli.ts';

/** What the program answers a shell that completes these words, in a home of its own. */
async function answerTo(words: readonly string[], home: string) {
  const cli = startCli(['fifolio', '__complete', 'zsh'], {
    environment: { HOME: home, XDG_CONFIG_HOME: home, APPDATA: home },
  });
  cli.process.stdin.end(words.map((word) => `${word}\n`).join(''));
  const { code, stdout, stderr } = await cli.ended;
  return { code, stderr, lines: stdout.split('\n').slice(0, -1) };
}

it.each(SHELLS)('completions %s prints the script', async (shell) => {
  const { code, stdout } = await runInProcess(['fifolio', 'completions', shell]);
  expect(stdout).toBe(COMPLETION_SCRIPTS[shell]);
  expect(code).toBe(0);
});

it('names the shells that there are', async () => {
  const { code, stderr } = await runInProcess(['fifolio', 'completions', 'tcsh']);
  expect(stderr).toContain('Allowed choices are bash, zsh, fish, powershell.');
  expect(code).toBe(2);
});

it('keeps the command that shells call out of the help', async () => {
  const { stdout } = await runInProcess(['fifolio', '--help']);
  expect(stdout).toContain('completions');
  expect(stdout).not.toContain('__complete');
});

it.runIf(process.platform === 'linux')(
  'offers the servers that app and panel remember, and changes nothing (run where their folders follow XDG)',
  async () => {
    const home = await temporaryFolder();
    const headless = path.join(home, 'fifolio', 'headless');
    await mkdir(headless, { recursive: true });
    const settings = (...ports: number[]): string =>
      JSON.stringify({
        settings: { recentServers: ports.map((port) => ({ host: 'nas', port })) },
      });
    await writeFile(path.join(home, 'fifolio', 'settings.json'), settings(1, 2));
    await writeFile(path.join(headless, 'settings.json'), settings(2, 3));
    const answer = { code: 0, stderr: '' };
    const asked = ['fifolio', 'list', ''];
    expect(await answerTo(asked, home)).toEqual({
      ...answer,
      lines: ['words', 'nas:1', 'nas:2', 'nas:3'],
    });
    await writeFile(path.join(headless, 'settings.json'), 'damaged');
    expect(await answerTo(asked, home)).toEqual({ ...answer, lines: ['words', 'nas:1', 'nas:2'] });
    expect(await readdir(headless)).toEqual(['settings.json']);
  },
);

it('says nothing of a server that cannot be asked, or of words that make no sense', async () => {
  const home = await temporaryFolder();
  const silence = { code: 0, stderr: '', lines: ['words'] };
  expect(await answerTo(['fifolio', 'get', '127.0.0.1:1', ''], home)).toEqual(silence);
  expect(await answerTo(['fifolio', 'get', 'nowhere', ''], home)).toEqual(silence);
  expect(await answerTo(['/somewhere/tcp_client', '127.0.0.1', 'x', 'a'], home)).toEqual(silence);
});
