import { writeFileSync } from 'node:fs';
import path from 'node:path';
import type { Resources } from '../../harness/resources.ts';
import { succeeded } from '../../harness/resources.ts';
import { versionOf } from './commands.ts';

const COMMAND = 'curl';
const QUIETLY = ['--silent', '--show-error', '--fail', '--noproxy', '*'];

export async function curlVersion(): Promise<string | undefined> {
  return (await versionOf(COMMAND, ['--version']))?.split(' ').slice(0, 2).join(' ');
}

/** Fetches one file with curl. @throws Error with what curl said, if it fails */
export async function fetchWithCurl(
  resources: Resources,
  url: string,
  target: string,
): Promise<void> {
  const curl = await resources.start(COMMAND, [...QUIETLY, '--output', target, url]);
  await succeeded(COMMAND, curl);
}

/** Writes the configuration that makes curl fetch all these files into a folder. */
export function writeCurlConfiguration(
  file: string,
  from: { readonly baseUrl: string; readonly names: readonly string[]; readonly to: string },
): void {
  const lines = from.names.map(
    (name) => `url = "${from.baseUrl}/${name}"\noutput = "${path.join(from.to, name)}"\n`,
  );
  writeFileSync(file, lines.join(''));
}

/** Fetches what a configuration names, over one connection after the other's file or over many. */
export async function fetchAllWithCurl(
  resources: Resources,
  configuration: string,
  { inParallel }: { inParallel: boolean },
): Promise<void> {
  const parallel = inParallel ? ['--parallel'] : [];
  const args = [...QUIETLY, ...parallel, '--config', configuration];
  await succeeded(COMMAND, await resources.start(COMMAND, args));
}
