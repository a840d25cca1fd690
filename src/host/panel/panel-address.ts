import { mkdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { portNumberSchema } from '../../shared/contract-server.ts';
import { writeWholeFile } from '../settings/write-whole-file.ts';
import { isToken } from './panel-token.ts';

const addressSchema = z.object({ port: portNumberSchema, token: z.string().refine(isToken) });

/** Where a panel was served last, and the token that opened it. */
export type PanelAddress = z.infer<typeof addressSchema>;

/** The owner alone may read the token. */
const OWNER_ONLY = 0o600;

/**
 * Remembers a panel's port and token in the data folder, so that a program that is started again serves
 * the panel under the same address and a tab that was left open connects again. Deleting the file makes
 * a new token.
 */
export class PanelAddressFile {
  readonly path: string;

  constructor(dataDirectory: string) {
    this.path = join(dataDirectory, 'panel.json');
  }

  /** The address of last time. Where there is none, or none that makes sense, a new one is made. */
  read(): PanelAddress | undefined {
    try {
      return addressSchema.parse(JSON.parse(readFileSync(this.path, 'utf8')));
    } catch {
      return undefined;
    }
  }

  /** Never throws: without the file the panel only gets another address the next time. */
  write(address: PanelAddress): void {
    try {
      mkdirSync(dirname(this.path), { recursive: true });
      writeWholeFile(this.path, `${JSON.stringify(address)}\n`, OWNER_ONLY);
    } catch {
      // A full or read-only disk must keep nobody from opening the panel.
    }
  }
}
