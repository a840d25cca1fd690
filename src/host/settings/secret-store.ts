import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { writeWholeFile } from './write-whole-file.ts';

/** Seals secrets so that only this user of this computer opens them again, as the system's key store does. */
export interface SecretBox {
  /** Whether what is sealed is safe. Where it is not, nothing is sealed. */
  readonly isSafe: () => Promise<boolean>;
  /** Text that is fit for a file. */
  readonly seal: (secret: string) => Promise<string>;
  /** Rejects for what was sealed elsewhere, or by another user. */
  readonly open: (sealed: string) => Promise<string>;
}

const fileSchema = z.record(z.string(), z.string());

/** The owner alone may read even what is sealed. */
const OWNER_ONLY = 0o600;

/**
 * Secrets by name. All are held as long as the program runs; those that are to outlive it are in a file of
 * their own, sealed, and nowhere where there is nothing to seal them with.
 */
export class SecretStore {
  /** Resolves when those of last time can be had; never rejects. */
  readonly opened: Promise<void>;
  readonly #path: string;
  readonly #box: SecretBox | undefined;
  readonly #onError: (where: string, error: unknown) => void;
  #lasts = false;
  readonly #held = new Map<string, string>();
  #sealed: Readonly<Record<string, string>>;
  /** Changes of the file follow each other. */
  #changing: Promise<void> = Promise.resolve();

  /** @param onError - gets no secret; what fails is held only */
  constructor(
    directory: string,
    box: SecretBox | undefined,
    onError: (where: string, error: unknown) => void,
  ) {
    this.#path = join(directory, 'secrets.json');
    this.#box = box;
    this.#onError = onError;
    this.#sealed = box === undefined ? {} : read(this.#path);
    this.opened = this.#open();
    void this.isLasting();
  }

  /** Whether secrets can outlive the program, as far as is known: a key store may wait for its owner. */
  get lasts(): boolean {
    return this.#lasts;
  }

  /** Whether secrets can outlive the program. */
  async isLasting(): Promise<boolean> {
    try {
      this.#lasts = (await this.#box?.isSafe()) ?? false;
    } catch (error) {
      this.#lasts = false;
      this.#onError('secrets', error);
    }
    return this.#lasts;
  }

  get(name: string): string | undefined {
    return this.#held.get(name);
  }

  /** `lasts`: beyond the program, where that is possible; else an older one that did is forgotten. */
  async set(name: string, secret: string, { lasts }: { readonly lasts: boolean }): Promise<void> {
    this.#held.set(name, secret);
    await this.#change(async (sealed) => {
      const others = without(sealed, name);
      if (!lasts || this.#box === undefined || !(await this.isLasting())) return others;
      return { ...others, [name]: await this.#box.seal(secret) };
    });
  }

  async delete(name: string): Promise<void> {
    this.#held.delete(name);
    await this.#change((sealed) => Promise.resolve(without(sealed, name)));
  }

  async #open(): Promise<void> {
    for (const [name, sealed] of Object.entries(this.#sealed)) {
      try {
        const secret = await this.#box?.open(sealed);
        if (secret !== undefined && !this.#held.has(name)) this.#held.set(name, secret);
      } catch (error) {
        // The key store was reset, or the file is from another computer: a person is asked again.
        this.#onError('secrets', error);
      }
    }
  }

  #change(
    change: (sealed: Readonly<Record<string, string>>) => Promise<Record<string, string>>,
  ): Promise<void> {
    this.#changing = this.#changing
      .then(async () => {
        const next = await change(this.#sealed);
        if (JSON.stringify(next) === JSON.stringify(this.#sealed)) return;
        this.#sealed = next;
        writeWholeFile(this.#path, `${JSON.stringify(next, undefined, 2)}\n`, OWNER_ONLY);
      })
      .catch((error: unknown) => {
        this.#onError('secrets', error);
      });
    return this.#changing;
  }
}

function without(sealed: Readonly<Record<string, string>>, name: string): Record<string, string> {
  return Object.fromEntries(Object.entries(sealed).filter(([other]) => other !== name));
}

/** What cannot be read or understood is of no use to anybody, and is written over. */
function read(path: string): Record<string, string> {
  try {
    return fileSchema.parse(JSON.parse(readFileSync(path, 'utf8')));
  } catch {
    return {};
  }
}
