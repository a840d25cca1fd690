/** What is read of the manifest that Vite writes beside a build; see its documentation. */
export type BuildManifest = Readonly<
  Record<
    string,
    {
      readonly file: string;
      readonly isEntry?: boolean;
      readonly imports?: readonly string[];
      readonly dynamicImports?: readonly string[];
    }
  >
>;

/** The entry that the desktop app has no use for: packages of the command line are others. */
const CLI_ENTRY = 'src/cli/main.ts';

/**
 * The files of a build that the desktop app can load: its entries, its threads, and all that these import.
 *
 * @returns paths relative to the build's folder, sorted
 * @throws Error where the manifest names a chunk that it does not describe
 */
export function desktopFiles(manifest: BuildManifest): string[] {
  const found = new Set<string>();
  const waiting = Object.keys(manifest).filter(
    (key) => manifest[key]?.isEntry === true && key !== CLI_ENTRY,
  );
  for (let key = waiting.pop(); key !== undefined; key = waiting.pop()) {
    if (found.has(key)) continue;
    found.add(key);
    const chunk = manifest[key];
    if (chunk === undefined) throw new Error(`The build's manifest does not describe ${key}.`);
    waiting.push(...(chunk.imports ?? []), ...(chunk.dynamicImports ?? []));
  }
  return [...found].map((key) => manifest[key]!.file).sort();
}
