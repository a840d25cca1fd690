import { formatEndpoint } from '../../shared/endpoint.ts';
import { Argument, type Command } from 'commander';
import { usageError } from '../cli-error.ts';
import type { Context } from '../context.ts';
import { parseHostAndPort, parseServer } from '../settings/host-port.ts';
import {
  ASK_SETTING_KEYS,
  GET_SETTING_KEYS,
  TRUST_SETTING_KEYS,
  WATCH_SETTING_KEYS,
} from '../settings/setting-groups.ts';
import { addExamples, addSettings } from './program-parts.ts';
import type { Finish } from './program-parts.ts';

/** The word in place of a file name that asks for the list. */
const LIST = 'list';

/** `tcp_client HOST PORT list` and `tcp_client HOST PORT FILE [DIRECTORY]`. */
export function addTcpClient(command: Command, context: Context, finish: Finish): Command {
  return addExamples(
    addGetFlags(
      command
        .description('Lists the cache of a file server, or fetches a file from it.')
        .argument('<host>', 'name or address of the server')
        .argument('<port>', 'its port')
        .argument('<file>', 'name of a file on the server, or the word "list" to list its cache')
        .argument('[directory]', 'folder to put the file into (default: the current one)'),
    ),
    [
      'tcp_client 192.168.1.5 8080 list',
      'tcp_client 192.168.1.5 8080 report.pdf ~/Downloads',
      'fifolio get 192.168.1.5:8080 list        (a file that is called "list")',
    ],
  ).action(
    async (
      host: string,
      port: string,
      file: string,
      directory: string | undefined,
      flags: Record<string, unknown>,
    ) => {
      const endpoint = parseHostAndPort(host, port);
      const server = { endpoint };
      if (file !== LIST) {
        const { get } = await import('../commands/get.ts');
        const to = directory ?? flags['to'];
        finish(await get(context, { server, names: [file], flags: { ...flags, to } }));
        return;
      }
      if (directory !== undefined) {
        throw usageError(
          `"list" takes no folder. For a file that is called "list": fifolio get ${formatEndpoint(endpoint)} list --to ${directory}`,
        );
      }
      const { list } = await import('../commands/list.ts');
      finish(await list(context, server, flags));
    },
  );
}

/** The commands of `fifolio` that talk to a server. */
export function addClientCommands(command: Command, context: Context, finish: Finish): void {
  addList(command, context, finish);
  addFiles(command, context, finish);
  addStats(command, context, finish);
  addGet(command, context, finish);
  addWatch(command, context, finish);
  addTrust(command, context, finish);
}

function addList(command: Command, context: Context, finish: Finish): void {
  addExamples(
    addSettings(
      withServer(command.command('list').description("list a server's cache, oldest first")),
      ASK_SETTING_KEYS,
    ),
    [
      'fifolio list 192.168.1.5:8080',
      'fifolio list [::1]:8080 --json',
      'fifolio list 192.168.1.5:8080 | cut -f1   (piped: name, size in bytes and date, between tabs)',
    ],
  ).action(async (server: string, flags: Record<string, unknown>) => {
    const { list } = await import('../commands/list.ts');
    finish(await list(context, parseServer(server), flags));
  });
}

function addFiles(command: Command, context: Context, finish: Finish): void {
  addExamples(
    addSettings(
      withServer(command.command('files').description('list the files that a server shares'))
        .argument('[folder]', 'only what lies below this folder')
        .option('-r, --recursive', 'also what lies in folders below')
        .option('--limit <number>', 'list this many at most'),
      ASK_SETTING_KEYS,
    ),
    [
      'fifolio files 192.168.1.5:8080',
      'fifolio files 192.168.1.5:8080 photos --recursive',
      'fifolio files 192.168.1.5:8080 | cut -f1   (piped: name, size in bytes, date and "cached" or "-", between tabs)',
    ],
  ).action(async (server: string, folder: string | undefined, flags: Record<string, unknown>) => {
    const { files } = await import('../commands/files.ts');
    finish(await files(context, parseServer(server), { ...flags, folder }));
  });
}

function addStats(command: Command, context: Context, finish: Finish): void {
  addExamples(
    addSettings(
      withServer(command.command('stats').description("show a server's counters")),
      ASK_SETTING_KEYS,
    ),
    ['fifolio stats 192.168.1.5:8080', 'fifolio stats 192.168.1.5:8080 --json'],
  ).action(async (server: string, flags: Record<string, unknown>) => {
    const { stats } = await import('../commands/stats.ts');
    finish(await stats(context, parseServer(server), flags));
  });
}

function addGet(command: Command, context: Context, finish: Finish): void {
  addExamples(
    addGetFlags(
      withServer(
        command.command('get').description('fetch files; an interrupted download is continued'),
      )
        .argument('[names...]', 'names of files on the server; with --recursive, of folders')
        .option(
          '-r, --recursive',
          'fetch whole folders; without a name, everything that is shared',
        ),
    ),
    [
      'fifolio get 192.168.1.5:8080 report.pdf',
      'fifolio get 192.168.1.5:8080 a.iso b.iso --to ~/Downloads --if-exists replace',
      'fifolio get 192.168.1.5:8080 a.iso --tls --access-code-file code.txt',
      'fifolio get 192.168.1.5:8080 photos --recursive --to ./photos-of-others',
    ],
  ).action(async (server: string, names: string[], flags: Record<string, unknown>) => {
    const { get } = await import('../commands/get.ts');
    finish(await get(context, { server: parseServer(server), names, flags }));
  });
}

function addWatch(command: Command, context: Context, finish: Finish): void {
  addExamples(
    addSettings(
      withServer(
        command
          .command('watch')
          .description("watch a server's cache and traffic; q or Ctrl-C leaves"),
      ),
      WATCH_SETTING_KEYS,
    ),
    ['fifolio watch 192.168.1.5:8080', 'fifolio watch 192.168.1.5:8080 --json'],
  ).action(async (server: string, flags: Record<string, unknown>) => {
    const { watch } = await import('../commands/watch.ts');
    finish(await watch(context, parseServer(server), flags));
  });
}

function addTrust(command: Command, context: Context, finish: Finish): void {
  addExamples(
    addSettings(
      command
        .command('trust')
        .description('show or shorten the list of servers whose keys were accepted')
        .addArgument(new Argument('<action>', 'what to do').choices(['list', 'remove']))
        .argument('[server]', 'the one to remove, as in 192.168.1.5:8080'),
      TRUST_SETTING_KEYS,
    ),
    ['fifolio trust list', 'fifolio trust remove 192.168.1.5:8080'],
  ).action(async (action: string, server: string | undefined, flags: Record<string, unknown>) => {
    const { listTrusted, removeTrusted } = await import('../commands/trust.ts');
    if (action === 'list') finish(await listTrusted(context, flags));
    else if (server === undefined) throw usageError('Which server? See: fifolio trust list');
    else finish(await removeTrusted(context, parseServer(server).endpoint, flags));
  });
}

function withServer(command: Command): Command {
  return command.argument(
    '<host:port>',
    'the server, as in 192.168.1.5:8080 or [::1]:8080, or a link to it',
  );
}

function addGetFlags(command: Command): Command {
  return addSettings(
    command
      .option('--sha256', 'print the SHA-256 of each file')
      .option('--no-verify', 'do not check the CRC-32 of what arrives')
      .option('--no-keep-times', "do not give files the server's modification times"),
    GET_SETTING_KEYS,
  );
}
