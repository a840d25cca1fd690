import { connectRemote } from '../engine/index.ts';
import type { ConnectOptions, Remote } from '../engine/index.ts';
import type { Admission } from './admission/admission.ts';
import { EXIT } from './exit-codes.ts';
import type { ExitCode } from './exit-codes.ts';

type Dialect = ConnectOptions['dialect'];

/** Connects, asks, and hangs up whatever the answer was. */
export function ask(
  admission: Admission,
  dialect: Dialect,
  question: (remote: Remote) => Promise<void>,
): Promise<ExitCode> {
  return admission.attempt(async (server) => {
    const remote = await connectRemote({
      ...server,
      ...(dialect === undefined ? {} : { dialect }),
    });
    try {
      await question(remote);
      return EXIT.done;
    } finally {
      remote.close();
    }
  });
}
