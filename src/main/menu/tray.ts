import { Menu, nativeImage, Tray } from 'electron';
import type { TrayContent } from './tray-template.ts';
import { t } from '../language.ts';

/** The icon beside the clock. */
export class StatusTray {
  readonly #tray: Tray;
  #shown = '';

  /** @throws when the system has no place for it, as some Linux desktops. */
  constructor(iconFile: string, onOpen: () => void) {
    const icon = nativeImage.createFromPath(iconFile);
    // Not on macOS: there a click shows the menu.
    this.#tray = new Tray(icon);
    if (process.platform !== 'darwin') this.#tray.on('click', onOpen);
  }

  /** Cheap to call with what it shows already. */
  show({ status, menu }: TrayContent): void {
    // Setting a menu closes the one that is open, so it is set only when it says something else.
    const content = JSON.stringify([status, menu]);
    if (content === this.#shown) return;
    this.#shown = content;
    this.#tray.setToolTip(`${t('appName')} – ${status}`);
    this.#tray.setContextMenu(Menu.buildFromTemplate(menu));
  }

  destroy(): void {
    this.#tray.destroy();
  }
}
