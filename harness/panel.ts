import { randomBytes } from 'node:crypto';
import { startProgram, untilGreeting } from './fifolio.ts';
import { freePorts, untilAnswering } from './ports.ts';
import type { Resources, StartedProcess } from './resources.ts';

/** Any answer will do, also that a panel is not for everybody. */
const PAGE = 'GET / HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n';

/** `fifolio serve --panel`: a server that can be told what to do while it runs. */
export interface PanelledServer extends StartedProcess {
  /** Of the file server. */
  readonly ports: readonly number[];
  /** With the secret that lets a browser in. */
  readonly panelUrl: string;
}

/**
 * Starts it on loopback with all settings as they are by default, except that it prints no line for
 * each request (`--quiet`) and keeps what it remembers in a folder of its own; resolves when all
 * ports answer.
 */
export async function serveWithPanel(
  resources: Resources,
  folder: string,
  { ports: portCount }: { ports: number },
): Promise<PanelledServer> {
  const [panelPort, ...ports] = (await freePorts(portCount + 1)) as [number, ...number[]];
  const panelToken = randomBytes(24).toString('base64url');
  const args = ['serve', folder, ...ports.flatMap((port) => ['--port', String(port)])];
  args.push('--quiet', '--panel', String(panelPort), '--panel-token', panelToken);
  const home = resources.folder();
  const environment = { XDG_CONFIG_HOME: home, APPDATA: home, HOME: home };
  const started = await startProgram(resources, 'fifolio', args, environment);
  const program = { name: 'fifolio serve', process: started };
  await Promise.all([
    ...ports.map((port) => untilGreeting(program, port)),
    untilAnswering(program, panelPort, PAGE),
  ]);
  const panelUrl = `http://127.0.0.1:${panelPort}/?token=${panelToken}`;
  return { ...started, ports, panelUrl };
}
