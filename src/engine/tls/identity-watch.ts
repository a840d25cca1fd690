import type { Milliseconds } from '../../shared/units.ts';
import { FailureError } from '../../shared/failure.ts';
import type { TlsIdentity } from './tls-key-pair.ts';

export interface IdentityWatchParts {
  /** The identity that is in use. */
  readonly current: TlsIdentity;
  /** Reads it again; throws where what is there now is unusable. */
  readonly load: () => TlsIdentity | Promise<TlsIdentity>;
  /** Puts another one to use. */
  readonly use: (identity: TlsIdentity) => Promise<void>;
  readonly onChanged: (identity: TlsIdentity) => void;
  /** What was in use stays so. Told once for the same problem in a row. */
  readonly onProblem: (error: unknown) => void;
  readonly intervalMs: Milliseconds;
}

/**
 * Looks again and again whether an identity was renewed or replaced. By reading the files: what changes
 * them may replace them, or a link above them. Keeps no program running; returns what ends it.
 */
export function watchIdentity(parts: IdentityWatchParts): () => void {
  let { current } = parts;
  let lastProblem = '';
  const look = async (): Promise<void> => {
    try {
      const found = await parts.load();
      if (found.key !== current.key || found.certificate !== current.certificate) {
        await parts.use(found);
        current = found;
        parts.onChanged(found);
      }
      lastProblem = '';
    } catch (error) {
      const problem = error instanceof FailureError ? JSON.stringify(error.failure) : String(error);
      if (problem !== lastProblem) parts.onProblem(error);
      lastProblem = problem;
    }
  };
  let looking: Promise<void> | undefined;
  const timer = setInterval(() => {
    looking ??= look().finally(() => {
      looking = undefined;
    });
  }, parts.intervalMs).unref();
  return () => clearInterval(timer);
}
