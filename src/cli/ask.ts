import { connectRemote } from '../engine/index.ts';
import type { ConnectOptions, Remote } from '../engine/index.ts';
import { EXIT } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';
import type { Endpoint } from '../shared/endpoint.ts';

type Dialect = ConnectOptions['dialect'];

/** Connects, asks, and hangs up whatever the answer was. */
export async function ask(
  server: Endpoint,
  dialect: Dialect,
  question: (remote: Remote) => Promise<void>,
): Promise<ExitCode> {
  const remote = await connectRemote({ ...server, ...(dialect === undefined ? {} : { dialect }) });
  try {
    await question(remote);
    return EXIT.done;
  } finally {
    remote.close();
  }
}
