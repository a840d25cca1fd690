import { stat, statfs } from 'node:fs/promises';
import type { SaveSpace } from '../../shared/contract-downloads.ts';
import type { Milliseconds } from '../../shared/units.ts';

/** How often the disks are looked at while somebody looks at the panel. */
const LOOK_MS: Milliseconds = 3000;
/** Of more folders nobody is told. */
const MOST_FOLDERS = 8;

/** Follows how much room there is where files are saved, while anybody looks. */
export class SaveSpaceWatch {
  readonly #folders: () => Iterable<string>;
  readonly #onChange: (space: SaveSpace) => void;
  #known: SaveSpace = { folders: [] };
  /** A disk of another computer may take for ever to answer: nobody waits for it, and it is not asked again. */
  #isLooking = false;
  #timer: NodeJS.Timeout | undefined;

  /** @param folders - those to look at, the most important first */
  constructor(folders: () => Iterable<string>, onChange: (space: SaveSpace) => void) {
    this.#folders = folders;
    this.#onChange = onChange;
  }

  /** As it was when it was last looked. */
  get known(): SaveSpace {
    return this.#known;
  }

  setWatching(isWatched: boolean): void {
    clearInterval(this.#timer);
    this.#timer = undefined;
    if (!isWatched) return;
    this.#timer = setInterval(() => void this.look(), LOOK_MS);
    this.#timer.unref();
    void this.look();
  }

  /** Looks now, if anybody does and it is not under way, and tells what has changed. Never rejects. */
  async look(): Promise<void> {
    if (this.#isLooking || this.#timer === undefined) return;
    this.#isLooking = true;
    const chosen = [...new Set(this.#folders())].filter((path) => path !== '');
    const looked = await Promise.all(chosen.slice(0, MOST_FOLDERS).map(spaceOf));
    this.#isLooking = false;
    const space = { folders: looked.filter((one) => one !== undefined) };
    if (JSON.stringify(space) === JSON.stringify(this.#known)) return;
    this.#known = space;
    this.#onChange(space);
  }
}

/** `undefined` where it cannot be known, as of a folder that is gone. */
async function spaceOf(directory: string): Promise<SaveSpace['folders'][number] | undefined> {
  try {
    const [{ bavail, bsize }, { dev }] = await Promise.all([statfs(directory), stat(directory)]);
    return { directory, volume: String(dev), freeBytes: bavail * bsize };
  } catch {
    return undefined;
  }
}
