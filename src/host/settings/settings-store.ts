import { existsSync, mkdirSync, readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { ServerAddress } from '../../shared/contract-downloads.ts';
import type { Settings, SettingsPatch } from '../../shared/contract-settings.ts';
import { foldersOf } from '../../shared/served-directory.ts';
import { DEFAULT_LIMITS, DEFAULT_RETRY_FOR_MS } from '../../shared/server-values.ts';
import type { ServedDirectory } from '../../shared/server-state.ts';
import {
  parseSettingsFile,
  type JsonValue,
  type SettingsFile,
} from '../../shared/settings-file.ts';
import { MAX_CACHE_CAPACITY } from '../../shared/units.ts';
import { setAside } from './set-aside.ts';
import { writeWholeFile } from './write-whole-file.ts';

const MAX_RECENTS = 10;
const SETTINGS_FILE = 'settings.json';

/** Settings of one with none. */
export function defaultSettings(): Settings {
  const downloads = join(homedir(), 'Downloads');
  return {
    theme: 'system',
    language: 'system',
    serveDirectory: '',
    servePorts: [8080],
    reach: 'computer',
    shareHidden: false,
    announce: true,
    showNearby: false,
    askForCode: false,
    encrypt: false,
    recentFolders: [],
    recentServers: [],
    // Not every system has one.
    saveTo: existsSync(downloads) ? downloads : homedir(),
    ifExists: 'keep-both',
    keepTimes: true,
    parallelDownloads: 0,
    downloadRate: 0,
    retryForMs: DEFAULT_RETRY_FOR_MS,
    notifyWhenDone: true,
    serveRate: 0,
    serveRatePerClient: 0,
    cacheSize: MAX_CACHE_CAPACITY,
    maxConnections: 0,
    maxConnectionsPerAddress: DEFAULT_LIMITS.maxConnectionsPerAddress,
    requestTimeoutMs: DEFAULT_LIMITS.requestTimeoutMs,
    idleTimeoutMs: DEFAULT_LIMITS.idleTimeoutMs,
    whenClosing: 'ask',
    autostart: 'off',
    serveAtStart: false,
    firstSteps: 'new',
    servePanePercent: 60,
    cachedFilesPercent: 55,
    filesTherePercent: 64,
  };
}

/**
 * The settings file. Written whole or not at all. What does not fit the schema when it is read is
 * replaced by its default, setting by setting, and the file as it was is kept beside.
 */
export class SettingsStore {
  /** Where a damaged file was moved to. */
  readonly damagedFile: string | undefined;
  readonly path: string;
  #file: SettingsFile;
  readonly #onError: (where: string, error: unknown) => void;

  /** `directory` is created if missing. If it cannot be written, settings last as long as the program. */
  constructor(directory: string, onError: (where: string, error: unknown) => void) {
    this.#onError = onError;
    this.path = join(directory, SETTINGS_FILE);
    const { file, damaged } = readFile(this.path);
    this.#file = file;
    this.damagedFile = damaged ? setAside(this.path, Date.now()) : undefined;
    try {
      mkdirSync(directory, { recursive: true });
    } catch (error) {
      onError('settings', error);
    }
    if (damaged) this.#write(file);
  }

  get settings(): Settings {
    return this.#file.settings;
  }

  /** Returns all settings as they are now. The patch was checked by the contract. */
  set(patch: SettingsPatch): Settings {
    const defined = Object.entries(patch).filter(([, value]) => value !== undefined);
    const settings = { ...this.#file.settings, ...Object.fromEntries(defined) };
    this.#write({ ...this.#file, settings });
    return settings;
  }

  rememberFolders(serveDirectory: ServedDirectory): Settings {
    let { recentFolders } = this.settings;
    // Backwards, so that the first of them comes first.
    for (const { path } of foldersOf(serveDirectory).toReversed()) {
      recentFolders = recent(path, recentFolders, (a, b) => a === b);
    }
    return this.set({ recentFolders, serveDirectory });
  }

  rememberServer(endpoint: ServerAddress): Settings {
    const same = (a: ServerAddress, b: ServerAddress): boolean =>
      a.host === b.host && a.port === b.port;
    return this.set({ recentServers: recent(endpoint, this.settings.recentServers, same) });
  }

  /** What the shell around the panel keeps under a name of its own; not part of the contract. */
  getShell(name: string): JsonValue | undefined {
    return Object.hasOwn(this.#file.shell, name) ? this.#file.shell[name] : undefined;
  }

  setShell(name: string, value: JsonValue): void {
    this.#write({ ...this.#file, shell: { ...this.#file.shell, [name]: value } });
  }

  #write(file: SettingsFile): void {
    this.#file = file;
    try {
      writeWholeFile(this.path, `${JSON.stringify(file, undefined, 2)}\n`);
    } catch (error) {
      // A full or read-only disk must not stop anybody from serving.
      this.#onError('settings', error);
    }
  }
}

function recent<T>(item: T, items: readonly T[], same: (a: T, b: T) => boolean): T[] {
  return [item, ...items.filter((other) => !same(item, other))].slice(0, MAX_RECENTS);
}

/** The settings that a data folder holds, defaults for those that it does not; nothing is changed there. */
export function readSettings(directory: string): Settings {
  return readFile(join(directory, SETTINGS_FILE)).file.settings;
}

function readFile(path: string): { readonly file: SettingsFile; readonly damaged: boolean } {
  try {
    return parseSettingsFile(JSON.parse(readFileSync(path, 'utf8')), defaultSettings());
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { file: { settings: defaultSettings(), shell: {} }, damaged: !missing };
  }
}
