import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { hasProgram, type Computer } from './joined-networks.ts';
import { Resources, type StartedProcess } from './resources.ts';

const PROGRAMS = ['dbus-daemon', 'avahi-daemon', 'avahi-browse', 'avahi-publish'] as const;

/** Which of Avahi's programs is missing; `undefined` where all are there. */
export function whyNoAvahi(): string | undefined {
  const missing = PROGRAMS.filter((program) => !hasProgram(program));
  return missing.length === 0 ? undefined : `needs ${missing.join(', ')}`;
}

/** Avahi on one computer of a test, with a message bus of its own. */
export interface Avahi {
  /** Starts one of its programs there; it is ended with the rest. */
  start(
    program: 'avahi-browse' | 'avahi-publish',
    ...args: readonly string[]
  ): Promise<StartedProcess>;
  stop(): Promise<void>;
}

/** @throws Error with what it said, if it does not start */
export async function startAvahi(
  computer: Computer,
  { hostName, ipv4 }: { readonly hostName: string; readonly ipv4: boolean },
): Promise<Avahi> {
  const resources = new Resources();
  const folder = mkdtempSync(path.join(tmpdir(), 'fifolio-avahi-'));
  const bus = `unix:path=${folder}/bus`;
  writeFileSync(
    path.join(folder, 'bus.conf'),
    `<busconfig><type>custom</type><listen>${bus}</listen><auth>EXTERNAL</auth>
    <policy context="default"><allow send_destination="*" eavesdrop="true"/><allow eavesdrop="true"/>
    <allow own="*"/></policy></busconfig>`,
  );
  writeFileSync(
    path.join(folder, 'avahi.conf'),
    `[server]\nhost-name=${hostName}\nuse-ipv4=${ipv4 ? 'yes' : 'no'}\nuse-ipv6=yes\n[publish]\npublish-workstation=no\n`,
  );
  const environment = { DBUS_SYSTEM_BUS_ADDRESS: bus };
  const run = (...words: readonly string[]): Promise<StartedProcess> => {
    const [program, ...args] = [...computer.before, ...words];
    return resources.start(program!, args, environment);
  };
  const stop = async (): Promise<void> => {
    await resources.dispose();
    rmSync(folder, { recursive: true, force: true });
  };
  try {
    computer.run('mkdir', '-p', '/run/avahi-daemon');
    await run('dbus-daemon', `--config-file=${folder}/bus.conf`, '--nofork', '--nopidfile');
    await until(() => computer.run('ls', folder).includes('bus\n'));
    const conf = `--file=${folder}/avahi.conf`;
    const daemon = await run('avahi-daemon', conf, '--no-drop-root', '--no-chroot', '--no-rlimits');
    await until(() => daemon.errors().includes('Server startup complete'));
  } catch (error) {
    await stop();
    throw error;
  }
  return { start: run, stop };
}

async function until(isSo: () => boolean): Promise<void> {
  for (let tries = 0; !isSo(); tries += 1) {
    if (tries === 600) throw new Error('Avahi did not start within a minute.');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
