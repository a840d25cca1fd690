import './zod-settings.ts';
import { z } from 'zod';
import { failureSchema } from './contract-failure.ts';
import { addressSchema } from './contract-server.ts';

/** The host itself: what it can do, the folders of its machine, its health. */

const count = z.int().nonnegative();

/** On what the panel listens. */
export const panelAccessSchema = z.object({
  /** An address, or a wildcard. */
  host: z.string(),
  port: count,
  isEncrypted: z.boolean(),
});
export type PanelAccess = z.infer<typeof panelAccessSchema>;

/** What this host offers, so that a panel shows only what works. Does not change while it lives. */
export const capabilitiesSchema = z.object({
  /** `desktop`: the window of the app. `browser`: a page served by a program without a window. */
  host: z.enum(['desktop', 'browser']),
  platform: z.enum(['linux', 'darwin', 'win32', 'other']),
  /** Of Fifolio. */
  version: z.string(),
  /** The computer's name, for "folders of …". */
  computerName: z.string(),
  /** Which of `folders.choose` (the system's dialog) and `folders.browse` to use. */
  folderDialog: z.enum(['native', 'browse']),
  /** Whether `reveal` works. */
  reveal: z.boolean(),
  /** Whether `open` works. */
  open: z.boolean(),
  /** Whether closing the window can leave the program in a tray. */
  tray: z.boolean(),
  /** Whether the system can start the program when the user signs in. */
  autostart: z.boolean(),
  /** Whether codes can outlive the program, sealed by the system. */
  keepsCodes: z.boolean(),
  /** Whether the system can show notifications. */
  notifications: z.boolean(),
  /** Where a browser reaches the panel; absent in the app. */
  panelAccess: panelAccessSchema.optional(),
});
export type Capabilities = z.infer<typeof capabilitiesSchema>;

export const folderListingSchema = z.object({
  /** Absolute, in the host's own notation. */
  path: z.string(),
  /** Absent at the top. */
  parent: z.string().optional(),
  /** Sub-folders by name, hidden ones left out; at most {@link MAX_BROWSED_FOLDERS}. */
  folders: z.array(z.object({ name: z.string(), path: z.string() })),
  truncated: z.boolean(),
  /** Where to start from: home, its usual folders, drives. */
  places: z.array(
    z.object({
      kind: z.enum(['home', 'desktop', 'documents', 'downloads', 'drive', 'root']),
      path: z.string(),
    }),
  ),
});
export type FolderListing = z.infer<typeof folderListingSchema>;

/** Folders that one listing holds at most. */
export const MAX_BROWSED_FOLDERS = 2000;

/** What to show in the system's file manager. A panel names things that it knows from the host, never paths. */
export const revealTargetSchema = z.discriminatedUnion('target', [
  z.strictObject({ target: z.literal('cached-file'), name: z.string().min(1).max(4096) }),
  z.strictObject({ target: z.literal('download'), id: z.int().positive() }),
  /** `name`: which of several. */
  z.strictObject({ target: z.literal('served-folder'), name: z.string().max(255).optional() }),
]);
export type RevealTarget = z.infer<typeof revealTargetSchema>;

/** What to open, as {@link revealTargetSchema} names it. */
export const openTargetSchema = z.strictObject({
  target: z.literal('download'),
  id: z.int().positive(),
});

/** The state of the program, to read and to pass on when something is wrong. No names of shared files, no peers. */
export const diagnosticsSchema = z.object({
  version: z.string(),
  /** Versions of what it runs on: `node`, `v8`, and `electron`, `chrome` in the app. */
  runtime: z.record(z.string(), z.string()),
  platform: z.string(),
  osRelease: z.string(),
  architecture: z.string(),
  processors: count,
  uptimeMs: z.number().nonnegative(),
  memory: z.object({ residentBytes: count, heapUsedBytes: count, sharedBytes: count }),
  /** Of one processor, all threads together, since diagnostics were asked for last. */
  cpuPercent: z.number().nonnegative(),
  panels: count,
  settingsFile: z.string(),
  /** A settings file that could not be read was kept under this name. */
  damagedSettingsFile: z.string().optional(),
  downloadsFile: z.string(),
  addresses: z.array(addressSchema),
  /** Failures that were not shown, newest last; at most fifty. */
  problems: z.array(
    z.object({
      atMs: z.number(),
      where: z.string(),
      /** Of one that was foreseen. */
      failure: failureSchema.optional(),
      /** Of any other: what it says itself. */
      message: z.string().optional(),
    }),
  ),
});
export type Diagnostics = z.infer<typeof diagnosticsSchema>;

/** What the native menu and the tray ask of the panel. */
export const commandSchema = z.enum([
  'toggle-server',
  'choose-folder',
  'show-serve',
  'show-fetch',
  'focus-address',
  'clear-cache',
  'open-settings',
  'open-diagnostics',
]);
export type Command = z.infer<typeof commandSchema>;
