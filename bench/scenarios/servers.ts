import { serveWithFifolio } from '../../harness/fifolio.ts';
import type { Resources } from '../../harness/resources.ts';
import type { Serving } from '../../harness/serving.ts';
import { nginxVersion, serveWithNginx } from '../peers/nginx.ts';
import { serveWithNodeHttp } from '../peers/node-http.ts';
import { pythonKeepsConnections, pythonVersion, serveWithPython } from '../peers/python.ts';
import type { AbsentCell, Contender } from '../report/row.ts';

export interface Server extends Contender {
  readonly serving: Serving;
  readonly speaks: 'fifolio' | 'http';
  readonly keepsConnections: boolean;
}

/** Who shares a folder, and who could not because it is not installed. */
export interface Servers {
  readonly present: readonly Server[];
  readonly absent: readonly AbsentCell[];
  stop(): Promise<void>;
}

const NGINX = [1, 2].map((workers) => ({
  name: workers === 1 ? 'nginx, 1 worker' : `nginx, ${workers} workers`,
  role: 'rival' as const,
  workers,
}));
const NODE = { name: 'Node http', role: 'peer' } as const;
const PYTHON = { name: 'Python http.server', role: 'peer' } as const;
export const NO_NGINX = 'nginx is not installed';

/** Starts ours, once for each variant, and those that it is compared with. */
export async function startServers(
  resources: Resources,
  folder: string,
  {
    hasStreaming,
    variants = [{ name: 'Fifolio', args: [] }],
  }: {
    /** Whether the plain servers of Node and Python take part, which stream files. */
    readonly hasStreaming: boolean;
    readonly variants?: readonly { readonly name: string; readonly args: readonly string[] }[];
  },
): Promise<Servers> {
  const present: Server[] = [];
  const absent: AbsentCell[] = [];
  for (const { name, args } of variants) {
    const serving = await serveWithFifolio(resources, folder, { args });
    present.push({ name, role: 'ours', serving, speaks: 'fifolio', keepsConnections: true });
  }
  const http = { speaks: 'http', keepsConnections: true } as const;
  const hasNginx = (await nginxVersion()) !== undefined;
  for (const { workers, ...contender } of NGINX) {
    if (hasNginx) {
      const serving = await serveWithNginx(resources, folder, workers);
      present.push({ ...contender, ...http, serving });
    } else absent.push({ kind: 'absent', ...contender, reason: NO_NGINX });
  }
  if (hasStreaming) {
    present.push({ ...NODE, ...http, serving: await serveWithNodeHttp(resources, folder) });
    if ((await pythonVersion()) === undefined) {
      absent.push({ kind: 'absent', ...PYTHON, reason: 'python3 is not installed' });
    } else {
      const keepsConnections = await pythonKeepsConnections();
      const serving = await serveWithPython(resources, folder);
      present.push({ ...PYTHON, ...http, keepsConnections, serving });
    }
  }
  return {
    present,
    absent,
    async stop() {
      await Promise.all(present.map(({ serving }) => serving.stop()));
    },
  };
}
