import type { Transport } from '../../shared/transport.ts';

declare global {
  interface Window {
    /** What the preload of the desktop app puts there. */
    readonly fifolio?: {
      readonly openTransport: () => Transport;
      /** Where a dropped file or folder is; empty for one that is on no disk. */
      readonly pathOf: (file: File) => string;
    };
  }
}
