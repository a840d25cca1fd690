import type { Resources } from '../../harness/resources.ts';
import { succeeded } from '../../harness/resources.ts';
import { versionOf } from './commands.ts';

/** Why there is no curl to compare with; `undefined` if there is one. */
export async function curlMissing(): Promise<string | undefined> {
  return (await versionOf('curl', '--version')) === undefined ? 'curl is not installed' : undefined;
}

export async function curlVersion(): Promise<string | undefined> {
  return (await versionOf('curl', '--version'))?.split(' ').slice(0, 2).join(' ');
}

/** Fetches one file with curl. @throws Error with what curl said, if it fails */
export async function fetchWithCurl(
  resources: Resources,
  url: string,
  target: string,
): Promise<void> {
  const curl = await resources.start('curl', [
    '--silent',
    '--show-error',
    '--fail',
    '--noproxy',
    '*',
    '--output',
    target,
    url,
  ]);
  await succeeded('curl', curl);
}
