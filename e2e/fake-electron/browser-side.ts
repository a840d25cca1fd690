import type { BrowserContext, Frame, Page, Request, Route } from '@playwright/test';
import { Channel, type Port } from './channel.ts';

/** Chromium does not know `app:`, so its pages see the app's origin under this secure one. */
const BROWSER_ORIGIN = 'https://fifolio.fake-electron';
const APP_ORIGIN = 'app://fifolio';

const toBrowser = (url: string): string => url.replace(APP_ORIGIN, BROWSER_ORIGIN);
const toApp = (url: string): string => url.replace(BROWSER_ORIGIN, APP_ORIGIN);

interface Answer {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: Uint8Array;
}

/** The side of the fake Electron that has the browser: a page for every window of the app. */
export class BrowserSide {
  readonly #context: BrowserContext;
  readonly #channel: Channel;
  readonly #pages = new Map<number, Page>();
  readonly #windows = new Map<Page, number>();
  /** URLs that the main process itself has asked to load: those are not the page's own navigation. */
  readonly #loading = new Map<Page, string>();
  readonly #deliveries = new Map<Page, Promise<void>>();
  readonly #waiting: ((page: Page) => void)[] = [];
  #theme: 'light' | 'dark' | null = null;

  constructor(context: BrowserContext, port: Port) {
    this.#context = context;
    this.#channel = new Channel(port, {
      openWindow: (id: number, options: WindowOptions) => this.#openWindow(id, options),
      load: (id: number, url: string) => this.#load(id, url),
      deliver: (id: number, channel: string, args: unknown[]) => this.#deliver(id, channel, args),
      closeWindow: (id: number) => this.#closeWindow(id),
      setTheme: (theme: string) => this.#setTheme(theme),
    });
  }

  async start(): Promise<void> {
    await this.#context.route('**/*', (route, request) => this.#answer(route, request));
    this.#context.on('page', (page) => void this.#closeForeignPage(page));
    await this.#channel.call('start');
  }

  /** The app's window, once its page has loaded. */
  async page(): Promise<Page> {
    const open = [...this.#pages.values()].at(-1);
    return (
      open ??
      new Promise((resolve) => {
        this.#waiting.push(resolve);
      })
    );
  }

  /** What a test does to, or asks of, the app's desktop. */
  desktop<T = unknown>(name: string, ...args: unknown[]): Promise<T> {
    return this.#channel.call(name, ...args);
  }

  async #openWindow(id: number, { width, height, preload }: WindowOptions): Promise<void> {
    const page = await this.#context.newPage();
    this.#windows.set(page, id);
    await page.setViewportSize({ width, height });
    await page.emulateMedia({ colorScheme: this.#theme });
    await page.exposeBinding('fakeElectronSend', (source, channel: string, args: unknown[]) => {
      this.#channel.notify('ipc', id, frameOf(source.frame), channel, args);
    });
    await page.addInitScript(preloadScript(preload));
    this.#pages.set(id, page);
  }

  async #load(id: number, url: string): Promise<void> {
    const page = this.#pages.get(id);
    if (page === undefined) throw new Error(`there is no window ${id}`);
    this.#loading.set(page, toBrowser(url));
    await page.goto(toBrowser(url));
    for (const resolve of this.#waiting.splice(0)) resolve(page);
  }

  #deliver(id: number, channel: string, args: unknown[]): void {
    const page = this.#pages.get(id);
    if (page === undefined) return;
    const before = this.#deliveries.get(page) ?? Promise.resolve();
    const delivered = before.then(() =>
      page
        .evaluate(
          ([name, values]) => {
            (globalThis as unknown as PageHooks).fakeElectronDeliver?.(name, values);
          },
          [channel, args] as const,
        )
        // The page went away, or to another document: as in Electron, nobody gets it.
        .catch(() => undefined),
    );
    this.#deliveries.set(page, delivered);
  }

  async #closeWindow(id: number): Promise<void> {
    const page = this.#pages.get(id);
    this.#pages.delete(id);
    await page?.close().catch(() => undefined);
  }

  async #setTheme(theme: string): Promise<void> {
    this.#theme = theme === 'light' || theme === 'dark' ? theme : null;
    for (const page of this.#pages.values()) {
      await page.emulateMedia({ colorScheme: this.#theme }).catch(() => undefined);
    }
  }

  async #answer(route: Route, request: Request): Promise<void> {
    const url = request.url();
    if (request.isNavigationRequest() && !(await this.#mayNavigate(request))) {
      await route.abort('aborted');
      return;
    }
    if (!url.startsWith(`${BROWSER_ORIGIN}/`)) {
      await route.abort('blockedbyclient');
      return;
    }
    try {
      const answer = await this.#channel.call<Answer>('request', request.method(), toApp(url));
      await route.fulfill({ ...answer, body: Buffer.from(answer.body) });
    } catch {
      await route.abort('failed').catch(() => undefined);
    }
  }

  async #mayNavigate(request: Request): Promise<boolean> {
    const page = pageOf(request);
    if (page === undefined) {
      // A window that the app's page wants to open. The app opens none of its own but the first.
      const [opener] = this.#pages.keys();
      if (opener !== undefined) await this.#channel.call('mayOpen', opener, toApp(request.url()));
      return false;
    }
    const frame = request.frame();
    const id = this.#windows.get(page);
    if (id === undefined) return false;
    const isMainFrame = frame === page.mainFrame();
    if (isMainFrame && this.#loading.get(page) === request.url()) {
      this.#loading.delete(page);
      return true;
    }
    return this.#channel.call<boolean>('mayNavigate', id, toApp(request.url()), isMainFrame);
  }

  /** A page that the app did not open was opened by its page, which was refused when it wanted to load. */
  async #closeForeignPage(page: Page): Promise<void> {
    if ((await page.opener()) !== null) await page.close().catch(() => undefined);
  }
}

function pageOf(request: Request): Page | undefined {
  try {
    return request.frame().page();
  } catch {
    // The request is made before its page is.
    return undefined;
  }
}

interface WindowOptions {
  readonly width: number;
  readonly height: number;
  readonly preload: string;
}

interface PageHooks {
  fakeElectronDeliver?: (channel: string, args: unknown[]) => void;
}

function frameOf(frame: Frame): { url: string; origin: string; parent: object | null } {
  const url = toApp(frame.url());
  const parsed = URL.parse(frame.url());
  return {
    url,
    origin: toApp(parsed?.origin ?? 'null'),
    parent: frame.parentFrame() === null ? null : {},
  };
}

/**
 * Runs the app's preload before the page's own scripts, with the parts of `electron` that a
 * sandboxed preload may use. Worlds are not isolated as in Electron; what crosses the bridge is cloned
 * as there, so that a page cannot come to rely on sharing objects.
 */
function preloadScript(preload: string): string {
  return `(() => {
    if (location.origin !== ${JSON.stringify(BROWSER_ORIGIN)} || window !== window.top) return;
    const sendToMain = window.fakeElectronSend;
    const listeners = new Map();
    Object.defineProperty(window, 'fakeElectronDeliver', {
      value: (channel, args) => {
        for (const listener of listeners.get(channel) ?? []) listener({}, ...args);
      },
    });
    const cross = (value) => {
      if (typeof value === 'function') return (...args) => cross(value(...args.map(cross)));
      if (value === null || typeof value !== 'object') return value;
      const entries = Object.entries(value);
      if (entries.some(([, entry]) => typeof entry === 'function')) {
        return Object.freeze(Object.fromEntries(entries.map(([key, entry]) => [key, cross(entry)])));
      }
      return structuredClone(value);
    };
    const electron = {
      contextBridge: {
        exposeInMainWorld: (key, api) => {
          Object.defineProperty(window, key, { value: cross(api), enumerable: true });
        },
      },
      // A test says where the files are that it drops, by their names.
      webUtils: { getPathForFile: (file) => window.fakeElectronPaths?.[file.name] ?? '' },
      ipcRenderer: {
        on: (channel, listener) => {
          listeners.set(channel, [...(listeners.get(channel) ?? []), listener]);
        },
        send: (channel, ...args) => void sendToMain(channel, structuredClone(args)),
      },
    };
    const require = (name) => {
      if (name === 'electron' || name === 'electron/renderer') return electron;
      throw new Error('module not found: ' + name);
    };
    const module = { exports: {} };
    (function (require, module, exports) {
      ${preload}
    })(require, module, module.exports);
  })();`;
}
