import { chmod, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, vi } from 'vitest';
import { startCli, temporaryFolder } from './run-cli.ts';
import type { CliOptions } from './run-cli.ts';
import { runInProcess } from './run-in-process.ts';

const CODE = 'k7-2m-9p-xq-4d-ht';
const HAS_MODES = process.platform !== 'win32';

/** Serves a folder; returns what a request with this code is answered, and all that was printed until then. */
async function answerWith(
  code: string,
  words: readonly string[],
  options: CliOptions = {},
): Promise<{ status: number; printed: string }> {
  const folder = await temporaryFolder();
  const cli = startCli(['fifolio', 'serve', folder, '--port', '0', ...words], options);
  await vi.waitFor(() => expect(cli.stdout()).toMatch(/^An access code is needed/m), {
    timeout: 15_000,
    interval: 20,
  });
  const [, port] = /^ {2}127\.0\.0\.1:(\d+)/m.exec(cli.stdout()) ?? [];
  const authorization = `Basic ${Buffer.from(`me:${code}`).toString('base64')}`;
  const { status } = await fetch(`http://127.0.0.1:${port}/`, { headers: { authorization } });
  return { status, printed: cli.stdout() + cli.stderr() };
}

type Given = [words: string[], options: CliOptions];

async function fileWith(text: string, mode = 0o600): Promise<string> {
  const file = path.join(await temporaryFolder(), "the owner's file");
  await writeFile(file, text);
  await chmod(file, mode);
  return file;
}

describe('an access code', () => {
  it.each<[from: string, words: (code: string) => Given | Promise<Given>]>([
    ['a flag', (code) => [['--access-code', code], {}]],
    ['a variable', (code) => [[], { environment: { FIFOLIO_ACCESS_CODE: code } }]],
    ['a file', async (code) => [['--access-code-file', await fileWith(`${code}\r\nmore\n`)], {}]],
    [
      'a configuration file',
      async (code) => [['--config', await fileWith(JSON.stringify({ accessCode: code }))], {}],
    ],
  ])('comes from %s, and is printed nowhere', async (_, words) => {
    const right = await answerWith(CODE, ...(await words(CODE)));
    expect(right.status).toBe(200);
    expect(right.printed).not.toContain(CODE);
    expect(right.printed).not.toContain('Anyone on this network');
  });

  it('is asked for', async () => {
    expect((await answerWith('wrong code', ['--access-code', CODE])).status).toBe(401);
  });

  it.skipIf(process.platform !== 'linux')('is not among the words that others see', async () => {
    const words = ['serve', '.', '--port', '0', '--access-code', CODE];
    const cli = startCli(['fifolio', ...words]);
    await vi.waitFor(() => expect(cli.stdout()).toMatch(/^An access code is needed/m), {
      timeout: 15_000,
      interval: 20,
    });
    const seen = await readFile(`/proc/${cli.process.pid}/cmdline`, 'utf8');
    expect(seen).toContain('fifolio');
    expect(seen).not.toContain(CODE);
  });

  it('may not be too short; a good one is offered', async () => {
    const { code, stderr } = await runInProcess([
      ...['fifolio', 'serve', '.', '--access-code', 'secret!'],
    ]);
    expect(code).toBe(2);
    expect(stderr).toMatch(
      /An access code needs at least 8 characters\. A good one, made just now: [0-9a-z]{2}(-[0-9a-z]{2}){5}\.$/m,
    );
    expect(stderr).not.toContain('secret!');
  });

  it('may be given in one way only', async () => {
    const file = await fileWith(CODE);
    const { code, stderr } = await runInProcess(
      ['fifolio', 'serve', '.', '--access-code-file', file],
      { environment: { FIFOLIO_ACCESS_CODE: CODE } },
    );
    expect(code).toBe(2);
    expect(stderr).toContain('An access code was given, and also a file with one.');
    expect(stderr).not.toContain(CODE);
  });
});

describe('a file with an access code', () => {
  it.skipIf(!HAS_MODES)('that others can read is refused, with the way to mend it', async () => {
    for (const mode of [0o644, 0o640, 0o604]) {
      const code = await fileWith(CODE, mode);
      const config = await fileWith(JSON.stringify({ accessCode: CODE }), mode);
      for (const [file, words] of [
        [code, ['--access-code-file', code]],
        [config, ['--config', config]],
      ] as const) {
        const run = await runInProcess(['fifolio', 'serve', '.', ...words]);
        expect(run.code, `${mode}`).toBe(4);
        const quoted = `'${file.replace("'", String.raw`'\''`)}'`;
        expect(run.stderr).toBe(
          `fifolio: error: ${file} holds an access code, and other users of this computer can read it: run chmod 600 ${quoted} and try again.\n`,
        );
      }
    }
  });

  it.skipIf(!HAS_MODES)('may be read by all where there is no code in it', async () => {
    const config = await fileWith(JSON.stringify({ port: 1, directory: '/no/such folder' }), 0o644);
    const { stderr } = await runInProcess(['fifolio', 'serve', '--config', config]);
    expect(stderr).toContain('/no/such folder');
  });

  it.each(['', '\n', ' \nmore'])('must begin with it, not with %j', async (text) => {
    const file = await fileWith(text);
    const { code, stderr } = await runInProcess([
      ...['fifolio', 'serve', '.', '--access-code-file', file],
    ]);
    expect(code).toBe(4);
    expect(stderr).toContain('is empty. Write the access code there.');
  });

  it('that is not there is named', async () => {
    const { code, stderr } = await runInProcess([
      ...['fifolio', 'serve', '.', '--access-code-file', '/no/such/file'],
    ]);
    expect(code).toBe(4);
    expect(stderr).toBe(
      'fifolio: error: The file /no/such/file cannot be read: there is no such file.\n',
    );
  });
});
