import { spawn, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { chmod, mkdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, it, onTestFinished } from 'vitest';
import { COMPLETION_SCRIPTS } from '../../src/cli/completion/scripts.ts';
import { TestFolder, TestServer } from '../server/test-server.ts';
import { MAIN, temporaryFolder } from './run-cli.ts';

/** How a shell is started with nothing of the user's, and told to read the file `completions`. */
const SHELLS = {
  bash: {
    words: ['bash', '--noprofile', '--rcfile', '.startup', '-i'],
    // Without a history, which bash would write when its terminal goes, and so when the folder does.
    startup: "unset HISTFILE; PS1='ready> '; source ./completions",
  },
  zsh: {
    words: ['zsh', '-i'],
    startup: "PS1='ready> '; autoload -Uz compinit; compinit -u -D; source ./completions",
  },
  fish: {
    words: ['fish', '--no-config', '-i', '-C', "'source .startup'"],
    startup: "source ./completions; function fish_prompt; echo 'ready> '; end",
  },
} as const;

/** Why a shell cannot be typed into here; nothing if it can. */
function missingFor(shell: string): string | undefined {
  if (process.platform === 'win32') return 'these shells are not those of Windows';
  const lacking = [shell, 'script'].find(
    (program) => spawnSync('/bin/sh', ['-c', `command -v ${program}`]).status !== 0,
  );
  if (lacking !== undefined) return `there is no ${lacking} here`;
  const isUtilLinux = spawnSync('script', ['--version']).stdout.toString().includes('util-linux');
  return isUtilLinux ? undefined : 'script is not that of util-linux';
}

interface TypedShell {
  /** Types a line, Tab for `⇥`, and then Enter; resolves to the words that the program was called with. */
  type(line: string): Promise<readonly string[]>;
}

/** A shell in a terminal of its own, in a folder with a folder `shared files` and a file `settings.json`. */
async function openShell(shell: keyof typeof SHELLS): Promise<TypedShell> {
  const folder = await temporaryFolder();
  const called = path.join(folder, 'called');
  const cli = `'${process.execPath}' '${MAIN}' fifolio`;
  for (const program of ['fifolio', 'tcp_client']) {
    const file = path.join(folder, 'bin', program);
    await mkdir(path.dirname(file), { recursive: true });
    await writeFile(
      file,
      `#!/bin/sh\nif [ "$1" = __complete ]; then exec ${cli} "$@"; fi\n` +
        `printf '%s\\0' ${program} "$@" > '${called}.part'; mv '${called}.part' '${called}'\n`,
    );
    await chmod(file, 0o755);
  }
  await mkdir(path.join(folder, 'shared files'));
  await writeFile(path.join(folder, 'settings.json'), '{}');
  await writeFile(path.join(folder, 'completions'), COMPLETION_SCRIPTS[shell]);
  const { words, startup } = SHELLS[shell];
  for (const name of ['.startup', '.zshrc']) await writeFile(path.join(folder, name), startup);

  const child = spawn('script', ['-qfec', words.join(' '), '/dev/null'], {
    cwd: folder,
    env: {
      PATH: `${path.join(folder, 'bin')}:${process.env['PATH'] ?? ''}`,
      HOME: folder,
      ZDOTDIR: folder,
      TERM: 'xterm',
      fish_history: '',
      LC_ALL: 'C.UTF-8',
    },
  });
  onTestFinished(async () => {
    child.kill('SIGKILL');
    if (child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  });
  let shown = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => (shown += text));
  await expect.poll(() => shown, { timeout: 20_000 }).toContain('ready> ');
  return {
    async type(line) {
      await rm(called, { force: true });
      child.stdin.write(`${line.replaceAll('⇥', '\t')}\r`);
      let text = '';
      await expect
        .poll(async () => (text = await readFile(called, 'utf8').catch(() => '')), {
          timeout: 20_000,
        })
        .not.toBe('');
      return text.split('\0').slice(0, -1);
    },
  };
}

describe.each(['bash', 'zsh', 'fish'] as const)('Tab in %s', (shell) => {
  const missing = missingFor(shell);
  it.skipIf(missing !== undefined)(
    `completes what the program knows${missing === undefined ? '' : `: skipped, ${missing}`}`,
    async () => {
      const shared = new TestFolder();
      for (const name of [
        'two words.txt',
        'it\'s "quoted" $x.txt',
        'ärger: ü.txt',
        'photos/2024/p q.jpg',
      ]) {
        shared.write(name, 'content');
      }
      const server = await TestServer.start(shared);
      const at = `127.0.0.1:${server.port}`;
      const { type } = await openShell(shell);
      const cases: readonly (readonly [typed: string, words: readonly string[]])[] = [
        ['fifolio comp⇥fi⇥', ['completions', 'fish']],
        ['fifolio help wa⇥', ['help', 'watch']],
        [
          'fifolio get a:1 --if-exists rep⇥--no-v⇥',
          ['get', 'a:1', '--if-exists', 'replace', '--no-verify'],
        ],
        ['fifolio get a:1 --dialect=na⇥', ['get', 'a:1', '--dialect=native']],
        [`fifolio get ${at} tw⇥`, ['get', at, 'two words.txt']],
        [`fifolio get ${at} it⇥`, ['get', at, 'it\'s "quoted" $x.txt']],
        [`fifolio get ${at} "it⇥`, ['get', at, 'it\'s "quoted" $x.txt']],
        [`fifolio get ${at} 'it⇥`, ['get', at, 'it\'s "quoted" $x.txt']],
        [`fifolio get ${at} ä⇥`, ['get', at, 'ärger: ü.txt']],
        [`fifolio get ${at} ärger:⇥`, ['get', at, 'ärger: ü.txt']],
        [`fifolio get ${at} ph⇥2⇥p⇥`, ['get', at, 'photos/2024/p q.jpg']],
        [`fifolio files ${at} ph⇥`, ['files', at, 'photos/']],
      ];
      for (const [typed, words] of cases) {
        expect(await type(typed), typed).toEqual(['fifolio', ...words]);
      }
      expect(await type(`tcp_client 127.0.0.1 ${server.port} li⇥`)).toEqual([
        'tcp_client',
        '127.0.0.1',
        String(server.port),
        'list',
      ]);
      // The shell's own completion, where a folder or a file is due. Not every shell ends a folder with /.
      const [, , folder] = await type('fifolio serve sha⇥');
      expect(folder).toMatch(/^shared files\/?$/);
      const [, , , option] = await type('fifolio get a:1 --to=sha⇥');
      expect(option).toMatch(/^--to=shared files\/?$/);
      expect(await type('fifolio serve --config sett⇥')).toEqual([
        'fifolio',
        'serve',
        '--config',
        'settings.json',
      ]);
      // A server that cannot be asked is passed over in silence.
      expect(await type('fifolio get 127.0.0.1:1 no⇥')).toEqual([
        'fifolio',
        'get',
        '127.0.0.1:1',
        'no',
      ]);
    },
    180_000,
  );
});

describe('the script for PowerShell, which is not run here', () => {
  const script = COMPLETION_SCRIPTS.powershell;

  it('registers every program, and asks the hidden command', () => {
    expect(script).toContain('-CommandName fifolio, tcp_server, tcp_client -ScriptBlock {');
    expect(script).toContain('& $cli __complete powershell');
  });

  it('closes every bracket and quotation mark that it opens', () => {
    const CLOSING: Readonly<Record<string, string>> = { '{': '}', '(': ')', '[': ']' };
    const open: string[] = [];
    const code = script
      .replaceAll(/^\s*#.*$/gm, '')
      .replaceAll(/'[^'\n]*'/g, '')
      .replaceAll(/"[^"\n]*"/g, '');
    expect(code).not.toMatch(/['"`]/);
    for (const character of code) {
      if (Object.hasOwn(CLOSING, character)) open.push(CLOSING[character]!);
      else if ('})]'.includes(character)) expect(open.pop()).toBe(character);
    }
    expect(open).toEqual([]);
  });
});
