import { EventEmitter } from 'node:events';
import { readFileSync } from 'node:fs';
import { app } from './app.ts';
import { browser } from './browser-link.ts';
import { onlyWhenReady } from './readiness.ts';

/** An event whose default can be prevented, as Electron hands them out. */
export function preventable<T extends object>(details: T) {
  const event = {
    ...details,
    defaultPrevented: false,
    preventDefault(): void {
      event.defaultPrevented = true;
    },
  };
  return event;
}

type WindowOpenHandler = (details: { url: string }) => { action: 'allow' | 'deny' };

export interface SenderFrame {
  readonly url: string;
  readonly origin: string;
  readonly parent: object | null;
}

export class WebContents extends EventEmitter {
  readonly id: number;
  readonly openRequests: string[] = [];
  readonly refusedNavigations: string[] = [];
  #destroyed = false;
  #windowOpenHandler: WindowOpenHandler = () => ({ action: 'allow' });

  constructor(id: number) {
    super();
    this.id = id;
  }

  send(channel: string, ...args: unknown[]): void {
    if (this.#destroyed) throw new TypeError('Object has been destroyed');
    // Electron clones what it sends; the channel to the browser would only do so later.
    browser().notify('deliver', this.id, channel, structuredClone(args));
  }

  setWindowOpenHandler(handler: WindowOpenHandler): void {
    this.#windowOpenHandler = handler;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  isCrashed(): boolean {
    return false;
  }

  /** Whether the page may open another. */
  askToOpen(url: string): boolean {
    const { action } = this.#windowOpenHandler({ url });
    this.openRequests.push(`${action} ${url}`);
    return action === 'allow';
  }

  /** Whether the page may go there by itself. */
  askToNavigate(url: string, isMainFrame: boolean): boolean {
    const isAllowed = this.#isNavigationAllowed(url, isMainFrame);
    if (!isAllowed) this.refusedNavigations.push(url);
    return isAllowed;
  }

  #isNavigationAllowed(url: string, isMainFrame: boolean): boolean {
    const details = { url, isMainFrame, isSameDocument: false, frame: null };
    const frameEvent = preventable(details);
    this.emit('will-frame-navigate', frameEvent);
    if (frameEvent.defaultPrevented || !isMainFrame) return !frameEvent.defaultPrevented;
    const event = preventable(details);
    this.emit('will-navigate', event, url);
    return !event.defaultPrevented;
  }

  markDestroyed(): void {
    this.#destroyed = true;
    this.emit('destroyed');
  }
}

interface WindowOptions {
  readonly width?: number;
  readonly height?: number;
  readonly x?: number;
  readonly y?: number;
  readonly webPreferences?: Record<string, unknown> & { readonly preload?: string };
}

export class BrowserWindow extends EventEmitter {
  static readonly #all = new Map<number, BrowserWindow>();
  static #lastId = 0;

  static getAllWindows(): BrowserWindow[] {
    return [...BrowserWindow.#all.values()];
  }

  static byId(id: number): BrowserWindow | undefined {
    return BrowserWindow.#all.get(id);
  }

  readonly id: number;
  readonly webContents: WebContents;
  readonly options: WindowOptions;
  #visible = true;
  #minimized = false;
  #maximized = false;
  #destroyed = false;
  #opened: Promise<unknown>;

  constructor(options: WindowOptions) {
    super();
    onlyWhenReady('BrowserWindow');
    BrowserWindow.#lastId += 1;
    this.id = BrowserWindow.#lastId;
    this.options = options;
    this.webContents = new WebContents(this.id);
    BrowserWindow.#all.set(this.id, this);
    const { preload } = options.webPreferences ?? {};
    this.#opened = browser().call('openWindow', this.id, {
      width: options.width ?? 800,
      height: options.height ?? 600,
      preload: preload === undefined ? '' : readFileSync(preload, 'utf8'),
    });
    app.emit('web-contents-created', {}, this.webContents);
    app.emit('browser-window-created', {}, this);
  }

  async loadURL(url: string): Promise<void> {
    await this.#opened;
    await browser().call('load', this.id, url);
  }

  show(): void {
    this.#visible = true;
  }

  hide(): void {
    this.#visible = false;
  }

  focus(): void {
    this.#visible = true;
  }

  minimize(): void {
    this.#minimized = true;
  }

  restore(): void {
    this.#minimized = false;
  }

  maximize(): void {
    this.#maximized = true;
  }

  isVisible(): boolean {
    return this.#visible;
  }

  isFocused(): boolean {
    return this.#visible && !this.#minimized;
  }

  isMinimized(): boolean {
    return this.#minimized;
  }

  isMaximized(): boolean {
    return this.#maximized;
  }

  isDestroyed(): boolean {
    return this.#destroyed;
  }

  getNormalBounds(): { x: number; y: number; width: number; height: number } {
    const { x = 40, y = 40, width = 800, height = 600 } = this.options;
    return { x, y, width, height };
  }

  /** As if a person closed it. */
  close(): void {
    if (this.#destroyed) return;
    const event = preventable({});
    this.emit('close', event);
    if (!event.defaultPrevented) this.destroy();
  }

  destroy(): void {
    if (this.#destroyed) return;
    this.#destroyed = true;
    BrowserWindow.#all.delete(this.id);
    this.webContents.markDestroyed();
    browser().notify('closeWindow', this.id);
    this.emit('closed');
    if (BrowserWindow.#all.size === 0) app.allWindowsClosed();
  }
}
