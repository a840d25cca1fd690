import { EventEmitter } from 'node:events';
import { existsSync } from 'node:fs';
import { browser } from './browser-link.ts';
import { isReady, onlyBeforeReady, onlyWhenReady } from './readiness.ts';

/** What a person would have seen or heard of, for a test to look at. */
export const seen = {
  openedExternally: [] as string[],
  revealed: [] as string[],
  openedPaths: [] as string[],
  notifications: [] as Notification[],
  questions: [] as object[],
  errors: [] as string[],
  sleepBlockers: new Set<number>(),
  trays: new Set<Tray>(),
  schemes: [] as { scheme: string; privileges: object }[],
};

/** Answers to dialogs, set by a test ahead of them. */
export const answers = {
  folders: [] as string[],
  messageBoxes: [] as { response: number; checkboxChecked: boolean }[],
};

const withoutWindow = (args: unknown[]): object => (args.length > 1 ? args[1] : args[0]) as object;

export const dialog = {
  showOpenDialog(...args: unknown[]) {
    onlyWhenReady('dialog');
    seen.questions.push(withoutWindow(args));
    const folder = answers.folders.shift();
    return Promise.resolve(
      folder === undefined
        ? { canceled: true, filePaths: [] }
        : { canceled: false, filePaths: [folder] },
    );
  },
  showMessageBox(...args: unknown[]) {
    onlyWhenReady('dialog');
    const options = withoutWindow(args) as { cancelId?: number };
    seen.questions.push(options);
    return Promise.resolve(
      answers.messageBoxes.shift() ?? { response: options.cancelId ?? 0, checkboxChecked: false },
    );
  },
  showErrorBox(title: string, content: string): void {
    seen.errors.push(`${title}: ${content}`);
    process.stderr.write(`${title}: ${content}\n`);
  },
};

export const shell = {
  openExternal(url: string): Promise<void> {
    seen.openedExternally.push(url);
    return Promise.resolve();
  },
  openPath(path: string): Promise<string> {
    seen.openedPaths.push(path);
    return Promise.resolve('');
  },
  showItemInFolder(path: string): void {
    seen.revealed.push(path);
  },
};

/** A key store that hides, which is enough to see what is in the clear. */
export const safeStorage = {
  isAsyncEncryptionAvailable(): Promise<boolean> {
    onlyWhenReady('safeStorage');
    return Promise.resolve(true);
  },
  getSelectedStorageBackend: () => 'gnome_libsecret' as const,
  encryptStringAsync: (text: string) => Promise.resolve(flipped(Buffer.from(text))),
  decryptStringAsync: (sealed: Buffer) =>
    Promise.resolve({ shouldReEncrypt: false, result: flipped(sealed).toString() }),
};

function flipped(bytes: Buffer): Buffer {
  return Buffer.from(bytes.map((byte) => byte ^ 0xff));
}

interface MenuItem {
  readonly label?: string;
  readonly id?: string;
  readonly role?: string;
  readonly enabled?: boolean;
  readonly submenu?: MenuItem[];
  readonly click?: () => void;
}

export class Menu {
  static application: Menu | undefined;

  static buildFromTemplate(template: MenuItem[]): Menu {
    return new Menu(template);
  }

  static setApplicationMenu(menu: Menu): void {
    Menu.application = menu;
  }

  readonly items: MenuItem[];

  constructor(items: MenuItem[]) {
    this.items = items;
  }

  /** Chooses the item of this label or id, wherever it is. */
  choose(name: string): void {
    const item = flat(this.items).find(({ label, id }) => label === name || id === name);
    if (item?.click === undefined) throw new Error(`nothing to choose is called ${name}`);
    if (item.enabled === false) throw new Error(`${name} is disabled`);
    item.click();
  }
}

function flat(items: readonly MenuItem[]): MenuItem[] {
  return items.flatMap((item) => [item, ...flat(item.submenu ?? [])]);
}

export const nativeImage = {
  createFromPath(path: string): { path: string } {
    // Electron makes an empty image of a missing file, which a person would see as no icon.
    if (!existsSync(path)) throw new Error(`there is no image ${path}`);
    return { path };
  },
};

export class Tray extends EventEmitter {
  readonly iconFile: string;
  toolTip = '';
  menu: Menu | undefined;

  constructor(image: { path: string }) {
    super();
    onlyWhenReady('Tray');
    this.iconFile = image.path;
    seen.trays.add(this);
  }

  setToolTip(text: string): void {
    this.toolTip = text;
  }

  setContextMenu(menu: Menu): void {
    this.menu = menu;
  }

  destroy(): void {
    seen.trays.delete(this);
  }
}

export class Notification extends EventEmitter {
  static isSupported(): boolean {
    return true;
  }

  readonly title: string;
  readonly body: string;

  constructor({ title, body }: { title: string; body: string }) {
    super();
    this.title = title;
    this.body = body;
  }

  show(): void {
    seen.notifications.push(this);
  }
}

export const nativeTheme = {
  source: 'system',
  get themeSource(): string {
    return this.source;
  },
  set themeSource(source: string) {
    this.source = source;
    browser().notify('setTheme', source);
  },
  get shouldUseDarkColors(): boolean {
    return this.source === 'dark';
  },
};

let lastBlocker = 0;
export const powerSaveBlocker = {
  start(type: string): number {
    if (type !== 'prevent-app-suspension') throw new Error(`${type} keeps the display on`);
    lastBlocker += 1;
    seen.sleepBlockers.add(lastBlocker);
    return lastBlocker;
  },
  stop(id: number): boolean {
    return seen.sleepBlockers.delete(id);
  },
};

class PowerMonitor extends EventEmitter {}
export const powerMonitor = new PowerMonitor();

export const screen = {
  getAllDisplays(): object[] {
    onlyWhenReady('screen');
    return [{ id: 1, workArea: { x: 0, y: 0, width: 1920, height: 1040 } }];
  },
};

type ProtocolHandler = (request: Request) => Response | Promise<Response>;
export const protocolHandlers = new Map<string, ProtocolHandler>();
export const protocol = {
  registerSchemesAsPrivileged(schemes: { scheme: string; privileges: object }[]): void {
    onlyBeforeReady('protocol.registerSchemesAsPrivileged');
    seen.schemes.push(...schemes);
  },
  handle(scheme: string, handler: ProtocolHandler): void {
    onlyWhenReady('protocol.handle');
    protocolHandlers.set(scheme, handler);
  },
};

type RequestHandler = (
  contents: object,
  permission: string,
  decide: (granted: boolean) => void,
  details: object,
) => void;
type CheckHandler = (
  contents: object,
  permission: string,
  origin: string,
  details: object,
) => boolean;

class DefaultSession {
  requestHandler: RequestHandler | undefined;
  checkHandler: CheckHandler | undefined;
  deviceHandler: (() => boolean) | undefined;

  setPermissionRequestHandler(handler: RequestHandler): void {
    this.requestHandler = handler;
  }

  setPermissionCheckHandler(handler: CheckHandler): void {
    this.checkHandler = handler;
  }

  setDevicePermissionHandler(handler: () => boolean): void {
    this.deviceHandler = handler;
  }
}

export const session = {
  get defaultSession(): DefaultSession {
    if (!isReady()) throw new Error('session cannot be used before the app is ready');
    return defaultSession;
  },
};
const defaultSession = new DefaultSession();

class IpcMain extends EventEmitter {}
export const ipcMain = new IpcMain();
