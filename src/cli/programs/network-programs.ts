import type { Command } from 'commander';
import type { Context } from '../context.ts';
import { parseServer } from '../settings/host-port.ts';
import { DOCTOR_SETTING_KEYS } from '../settings/setting-groups.ts';
import { addExamples, addSettings } from './program-parts.ts';
import type { Finish } from './program-parts.ts';

/** The commands of `fifolio` that look at the network. */
export function addNetworkCommands(command: Command, context: Context, finish: Finish): void {
  addDoctor(command, context, finish);
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
