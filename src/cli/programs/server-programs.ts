import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { SERVE_SETTING_KEYS } from '../settings/setting-groups.ts';
import { addExamples, addSettings } from './program-parts.ts';
import type { Finish } from './program-parts.ts';

/** `tcp_server PORT DIRECTORY`. */
export function addTcpServer(command: Command, context: Context, finish: Finish): Command {
  return addExamples(
    addSettings(
      command
        .description(
          'Shares the files of a folder over TCP, with a 64 MiB first-in-first-out cache.',
        )
        .argument('[port]', 'port to listen on')
        .argument('[directory]', 'folder to share'),
      SERVE_SETTING_KEYS,
    ),
    [
      'tcp_server 8080 ./files',
      'tcp_server 8080 ./files --port 8081 --host 0.0.0.0',
      'tcp_server 0 ./files --cache-size 32MiB --json',
    ],
  ).action(async (port: string | undefined, directory: string | undefined, flags: object) => {
    const { serve } = await import('../commands/serve.ts');
    const more: { port?: string[] } = flags;
    const ports = port === undefined ? more.port : [port, ...(more.port ?? [])];
    finish(await serve(context, { ...flags, port: ports, directory }));
  });
}

/** `fifolio serve DIRECTORY`. */
export function addServe(command: Command, context: Context, finish: Finish): void {
  addExamples(
    addSettings(
      command
        .command('serve')
        .description('share the files of a folder')
        .argument(
          '[directory...]',
          'folder to share; several are each a folder at the top, by their own names or as NAME=DIRECTORY',
        ),
      SERVE_SETTING_KEYS,
    ),
    [
      'fifolio serve ./files',
      'fifolio serve ./photos papers=~/Documents',
      'fifolio serve ./files --port 8080 --port 8081 --host 0.0.0.0',
      'FIFOLIO_PORT=8080,8081 fifolio serve ./files --json',
    ],
  ).action(async (directory: readonly string[], flags: object) => {
    const { serve } = await import('../commands/serve.ts');
    // None is for the other sources to say.
    finish(await serve(context, { ...flags, ...(directory.length === 0 ? {} : { directory }) }));
  });
}
