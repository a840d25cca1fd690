import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { hasDisplay } from './display.ts';
import { obtainElectron } from './electron-binary.ts';
import { readSandboxFacts, sandboxRemedy } from './sandbox.ts';

/** An app that ends in failure this soon has not been shown. */
const SHOWN_AFTER_MS = 10_000;

export interface NotShown {
  readonly shown: false;
  /** Half a sentence. */
  readonly reason: string;
  /** A command that mends it, where there is one. */
  readonly remedy?: string;
}

/** Runs the desktop app until it ends, or says why it cannot be shown. */
export async function runDesktop(
  root: string,
  dataDirectory: string | undefined,
): Promise<{ readonly shown: true; readonly exitCode: number } | NotShown> {
  if (!hasDisplay({ platform: process.platform, environment: process.env })) {
    return { shown: false, reason: 'There is no display here' };
  }
  const electron = await obtainElectron(root);
  if (electron === undefined) {
    return { shown: false, reason: 'Electron is not here and could not be fetched' };
  }
  const remedy = sandboxRemedy(readSandboxFacts(electron));
  if (remedy !== undefined) {
    return {
      shown: false,
      reason: 'This system does not let the desktop app use its sandbox yet',
      remedy,
    };
  }
  const child = spawn(
    electron,
    [
      root,
      ...(dataDirectory === undefined ? [] : [`--user-data-dir=${dataDirectory}`]),
      // Chromium refuses to run as root with its sandbox.
      ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
    ],
    // Terminals inside an Electron program have the variable set, and then this would be plain Node.
    { cwd: root, stdio: 'inherit', env: { ...process.env, ELECTRON_RUN_AS_NODE: undefined } },
  );
  // Ctrl-C reaches the app itself, being in the same terminal; this process only has to outlive it.
  const wait = (): void => undefined;
  const pass = (): void => void child.kill('SIGTERM');
  process.on('SIGINT', wait);
  process.on('SIGTERM', pass);
  const startedAtMs = performance.now();
  try {
    const [code, signal] = (await once(child, 'exit')) as [number | null, NodeJS.Signals | null];
    const failed = code !== 0 && signal !== 'SIGINT' && signal !== 'SIGTERM';
    if (failed && performance.now() - startedAtMs < SHOWN_AFTER_MS) {
      return { shown: false, reason: 'The desktop app could not be shown' };
    }
    return { shown: true, exitCode: code ?? 0 };
  } catch {
    return { shown: false, reason: 'Electron could not be started' };
  } finally {
    process.off('SIGINT', wait);
    process.off('SIGTERM', pass);
  }
}
