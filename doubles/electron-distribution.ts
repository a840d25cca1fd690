import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

/** What Electron's binary has before its fuses, for tools to find them; see @electron/fuses. */
export const FUSE_SENTINEL = 'dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX';

/** The fuses of the stand-in: as Electron comes, 1 is on and 0 is off. */
const FUSES_AS_DELIVERED = '10110011';

/**
 * Writes an unpacked Electron for Linux that runs nothing: the files that electron-builder looks for, with
 * fuses in the binary that can be turned.
 */
export function writeElectronDistribution(folder: string): void {
  const { length } = FUSES_AS_DELIVERED;
  const binary = `stand-in ${FUSE_SENTINEL}\u0001${String.fromCharCode(length)}${FUSES_AS_DELIVERED} end`;
  mkdirSync(join(folder, 'resources'), { recursive: true });
  writeFileSync(join(folder, 'electron'), binary, { mode: 0o755 });
  writeFileSync(join(folder, 'chrome-sandbox'), '', { mode: 0o755 });
  for (const file of ['LICENSE', 'LICENSES.chromium.html', 'version', 'icudtl.dat']) {
    writeFileSync(join(folder, file), file);
  }
}
