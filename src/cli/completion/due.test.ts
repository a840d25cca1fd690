import type { Command } from 'commander';
import { describe, expect, it } from 'vitest';
import { openTerminal } from '../output/terminal.ts';
import { buildProgram } from '../programs/programs.ts';
import { candidatesAt } from './candidates.ts';
import { ARGUMENTS, dueAt } from './due.ts';

const PROGRAMS = ['fifolio', 'tcp_server', 'tcp_client'] as const;

const terminal = openTerminal(process.stdout, process.stderr, {});

function programNamed(program: string): Command {
  return buildProgram({ terminal, environment: {}, program }, () => undefined);
}

/** What is due at the end of a line, whose words are separated by single spaces. */
function dueAfter(line: string): ReturnType<typeof dueAt> {
  const [program = '', ...words] = line.split(' ');
  return dueAt(programNamed(program), words);
}

const RECENT = [
  { host: 'nas', port: 8080 },
  { host: 'fe80::1', port: 9 },
  { host: 'nas', port: 9090 },
];

/** The words offered at the end of a line, with three recent servers, each of which shares the same names. */
async function offered(line: string): Promise<string[]> {
  const candidates = await candidatesAt(dueAfter(line), {
    recentServers: () => RECENT,
    trustedServers: () => ['nas:1', 'other:2'],
    namesOn: (server, folder) =>
      Promise.resolve([`${folder}sub/`, `${folder}${server.endpoint.host}.txt`, 'bad\nname']),
  });
  return candidates.map(({ word }) => word);
}

it.each(PROGRAMS)('knows what every argument of %s means', (name) => {
  const program = programNamed(name);
  for (const command of [program, ...program.commands]) {
    for (const argument of command.registeredArguments) {
      if (argument.argChoices === undefined) expect(ARGUMENTS).toHaveProperty([argument.name()]);
    }
  }
});

describe('what is due', () => {
  it.each([
    ['fifolio serve ', { kind: 'folder' }],
    ['fifolio serve x ', { kind: 'folder' }],
    ['fifolio serve --panel ', { kind: 'words', words: [] }],
    ['fifolio serve --panel --json ', { kind: 'folder' }],
    ['fifolio serve -p 80 ', { kind: 'folder' }],
    ['fifolio serve --port=80 ', { kind: 'folder' }],
    ['fifolio serve --config ', { kind: 'file' }],
    ['fifolio get a:1 --to ', { kind: 'folder' }],
    ['fifolio simulate ', { kind: 'file' }],
    ['fifolio get ', { kind: 'server' }],
    ['fifolio --nonsense get --nonsense ', { kind: 'server' }],
    ['tcp_server ', { kind: 'words', words: [] }],
    ['tcp_server 80 ', { kind: 'folder' }],
    ['tcp_client ', { kind: 'host' }],
    ['tcp_client nas ', { kind: 'port', host: 'nas' }],
    ['tcp_client nas 80 file ', { kind: 'folder' }],
    ['tcp_client nas 80 file folder ', { kind: 'words', words: [] }],
  ])('%j', (line, due) => {
    expect(dueAfter(line)).toEqual({ due, lead: '', typed: '' });
  });

  it('keeps what stands before the value of an option', () => {
    const { due, lead, typed } = dueAfter('fifolio get a:1 --to=~/in');
    expect({ due, lead, typed }).toEqual({ due: { kind: 'folder' }, lead: '--to=', typed: '~/in' });
  });
});

describe('what is offered', () => {
  it.each([
    ['fifolio s', ['serve', 'stats', 'simulate']],
    ['fifolio simulate x --policy S', ['SIEVE', 'S3-FIFO']],
    ['fifolio simulate x --format o', ['oracleGeneral']],
    ['fifolio __', []],
    ['fifolio help fi', ['files']],
    ['fifolio completions ', ['bash', 'zsh', 'fish', 'powershell']],
    ['fifolio serve --panel-', ['--panel-host', '--panel-token']],
    ['fifolio get a:1 --if-exists ', ['keep-both', 'replace', 'skip', 'fail']],
    ['fifolio get a:1 --if-exists=s', ['--if-exists=skip']],
    ['fifolio list ', ['nas:8080', '[fe80::1]:9', 'nas:9090']],
    ['fifolio trust ', ['list', 'remove']],
    ['fifolio trust remove n', ['nas:1']],
    ['tcp_client ', ['nas', 'fe80::1']],
    ['tcp_client nas ', ['8080', '9090']],
    ['fifolio get nas:1 ', ['sub/', 'nas.txt']],
    ['fifolio get nas:1 one sub/', ['sub/sub/', 'sub/nas.txt']],
    ['fifolio get nas:1 -- -', []],
    ['fifolio files nas:1 ', ['sub/']],
    ['fifolio files fifolio://nas:1/#code=a%20b ', ['sub/']],
    ['tcp_client ::1 1 ', ['list', 'sub/', '::1.txt']],
  ])('%j', async (line, words) => {
    expect(await offered(line)).toEqual(words);
  });

  it('says of a server that is none why it cannot be asked', async () => {
    await expect(offered('fifolio get nowhere ')).rejects.toThrow('The port is missing');
  });
});
