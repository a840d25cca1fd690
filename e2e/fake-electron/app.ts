import { EventEmitter } from 'node:events';
import { resolve } from 'node:path';
import { becomeReady, isReady, onlyBeforeReady } from './readiness.ts';

/** What `app.quit()` closes; handed in, because windows know the app and not the other way round. */
interface ClosableWindow {
  close(): void;
}

class App extends EventEmitter {
  readonly isPackaged = process.argv.includes('--fake-packaged');
  readonly name = 'fifolio';
  readonly calls: string[] = [];
  readonly commandLine = {
    hasSwitch: (name: string): boolean => process.argv.includes(`--${name}`),
  };
  #quitting = false;
  #windows: () => ClosableWindow[] = () => [];
  readonly #whenReady: Promise<void>;
  #makeReady: () => void = () => undefined;

  constructor() {
    super();
    this.#whenReady = new Promise((ready) => {
      this.#makeReady = ready;
    });
  }

  whenReady(): Promise<void> {
    return this.#whenReady;
  }

  isReady(): boolean {
    return isReady();
  }

  enableSandbox(): void {
    onlyBeforeReady('app.enableSandbox');
    this.calls.push('enableSandbox');
  }

  /** Of macOS and Windows. */
  setLoginItemSettings(settings: object): void {
    this.calls.push(`setLoginItemSettings ${JSON.stringify(settings)}`);
  }

  getLoginItemSettings(): { wasOpenedAtLogin: boolean } {
    return { wasOpenedAtLogin: process.argv.includes('--at-login') };
  }

  setAppUserModelId(id: string): void {
    this.calls.push(`setAppUserModelId ${id}`);
  }

  requestSingleInstanceLock(sent: object): boolean {
    this.calls.push(`requestSingleInstanceLock ${JSON.stringify(sent)}`);
    return true;
  }

  getPath(name: string): string {
    const prefix = '--user-data-dir=';
    const given = process.argv.find((argument) => argument.startsWith(prefix));
    if (name !== 'userData' || given === undefined) throw new Error(`no path for ${name}`);
    return resolve(given.slice(prefix.length));
  }

  getPreferredSystemLanguages(): string[] {
    return ['en-US'];
  }

  quit(): void {
    const event = {
      defaultPrevented: false,
      preventDefault(): void {
        event.defaultPrevented = true;
      },
    };
    this.emit('before-quit', event);
    if (event.defaultPrevented) return;
    this.#quitting = true;
    for (const window of this.#windows()) window.close();
    // A window that stays open calls quitting off.
    if (this.#windows().length > 0) {
      this.#quitting = false;
      return;
    }
    this.emit('will-quit', {});
    this.exit(0);
  }

  exit(code: number): void {
    this.emit('quit', {}, code);
    process.exit(code);
  }

  setWindows(windows: () => ClosableWindow[]): void {
    this.#windows = windows;
  }

  start(): void {
    becomeReady();
    this.#makeReady();
    this.emit('ready', {});
  }

  allWindowsClosed(): void {
    if (this.#quitting) return;
    if (!this.emit('window-all-closed')) this.quit();
  }
}

export const app = new App();
