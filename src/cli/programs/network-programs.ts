import type { Command } from 'commander';
import type { Milliseconds } from '../../shared/units.ts';
import type { Context } from '../context.ts';
import { parseServer } from '../settings/host-port.ts';
import { DISCOVER_SETTING_KEYS, DOCTOR_SETTING_KEYS } from '../settings/setting-groups.ts';
import { duration, readValue } from '../settings/values.ts';
import { addExamples, addSettings } from './program-parts.ts';
import type { Finish } from './program-parts.ts';

/** The commands of `fifolio` that look at the network. */
export function addNetworkCommands(command: Command, context: Context, finish: Finish): void {
  addDiscover(command, context, finish);
  addDoctor(command, context, finish);
}

/** Long enough for two questions, should the first be lost. */
const DISCOVER_MS: Milliseconds = 3_000;

function addDiscover(command: Command, context: Context, finish: Finish): void {
  addExamples(
    addSettings(
      command
        .command('discover')
        .description('list the servers that announce themselves in this network')
        .option('--timeout <time>', 'how long to listen (default: 3s)'),
      DISCOVER_SETTING_KEYS,
    ),
    [
      'fifolio discover',
      'fifolio discover --timeout 10s --json',
      'fifolio discover | cut -f2   (piped: name, address, TLS and code, between tabs)',
    ],
  ).action(async ({ timeout, ...flags }: Record<string, unknown>) => {
    const { discover } = await import('../commands/discover.ts');
    const listened =
      typeof timeout === 'string'
        ? readValue('--timeout', () => duration(1)(timeout))
        : DISCOVER_MS;
    finish(await discover(context, listened, flags));
  });
}

function addDoctor(command: Command, context: Context, finish: Finish): void {
  addExamples(
    addSettings(
      command
        .command('doctor')
        .description('find out why a server cannot be reached')
        .argument(
          '[host:port]',
          'the server, as in 192.168.1.5:8080 (default: the one on this computer, at --port)',
        ),
      DOCTOR_SETTING_KEYS,
    ),
    [
      'fifolio doctor 192.168.1.5:8080   (at the computer that cannot reach it)',
      'fifolio doctor                    (at the computer that serves)',
      'sudo fifolio doctor --port 8081   (some firewalls show their rules to root alone)',
    ],
  ).action(async (server: string | undefined, flags: Record<string, unknown>) => {
    const { doctor } = await import('../commands/doctor.ts');
    const endpoint = server === undefined ? undefined : parseServer(server).endpoint;
    finish(await doctor(context, endpoint, flags));
  });
}
