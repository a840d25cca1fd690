import type { SecretBox } from './settings/secret-store.ts';
import type { Capabilities, PanelAccess } from '../shared/contract-host.ts';

/** What only the program around the host can do. */
export interface Shell {
  readonly kind: Capabilities['host'];
  /** Whether closing the window can leave the program in a tray. */
  readonly tray: boolean;
  /** Whether the setting `autostart` is followed. */
  readonly autostart: boolean;
  /** Whether the setting `notifyWhenDone` is followed. */
  readonly notifications: boolean;
  /** Where the panel is reached, once it is; absent where it has no address. */
  readonly panelAccess?: () => PanelAccess | undefined;
  /** The system's folder dialog; absent where there is none. Resolves to `undefined` when dismissed. */
  readonly chooseFolder?: (request: {
    readonly purpose: 'serve' | 'save';
    readonly startAt: string;
  }) => Promise<string | undefined>;
  /** Shows an absolute path in the system's file manager; absent where there is none. */
  readonly reveal?: (path: string) => void | Promise<void>;
  /** Opens a file with the system's program for it. @throws FailureError `file-system` where there is none */
  readonly open?: (path: string) => Promise<void>;
  /** What secrets are kept with beyond the program; absent: they are not. */
  readonly secretBox?: SecretBox;
}
