import './zod-settings.ts';
import { z } from 'zod';
import { servedDirectorySchema } from './server-state.ts';
import { endpointSchema, ifExistsSchema } from './contract-downloads.ts';
import { LANGUAGES } from './locales/languages.ts';
import { HIGHEST_RATE, LOWEST_RATE, MOST_PARALLEL } from './server-values.ts';
import { portListSchema, protectionChoiceSchema, reachSchema } from './contract-server.ts';

/** Bytes a second; 0 for no limit. */
const rate = z.union([z.literal(0), z.int().min(LOWEST_RATE).max(HIGHEST_RATE)]);

const path = z.string().max(4096);

/** What the program remembers between runs, as far as a panel is concerned. */
export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  /** Of panel and desktop menus; `system`: what the browser or the system asks for. */
  language: z.enum(['system', ...LANGUAGES]),
  /** What to serve; empty until a folder was chosen. */
  serveDirectory: servedDirectorySchema,
  servePorts: portListSchema,
  reach: reachSchema,
  /** Files and folders whose names begin with a dot are served, too. */
  shareHidden: z.boolean(),
  /** A server that is open to the network tells it so. */
  announce: z.boolean(),
  /** The panel shows who is there. */
  showNearby: z.boolean(),
  ...protectionChoiceSchema.shape,
  /** Most recent first. The host adds each folder whose serving started. */
  recentFolders: z.array(path).max(10),
  /** Most recent first. The host adds each server that answered. */
  recentServers: z.array(endpointSchema).max(10),
  /** The folder downloads are saved into. */
  saveTo: path,
  /** What was chosen last when a name existed; the choice that the question offers first. */
  ifExists: ifExistsSchema,
  /** Downloaded files get the server's modification time; else that of the download. */
  keepTimes: z.boolean(),
  /** Files of a batch that are received at once; 0 leaves it to what the server is. */
  parallelDownloads: z.int().min(0).max(MOST_PARALLEL),
  /** Most bytes a second of all downloads together; 0 for no limit. */
  downloadRate: rate,
  /** Most bytes a second that the server sends to all clients together, from its next start; 0 for no limit. */
  serveRate: rate,
  /** The same to each client's address. */
  serveRatePerClient: rate,
  /** On closing the window while serving: ask, stay in the tray, or stop and quit. */
  whenClosing: z.enum(['ask', 'stay', 'stop']),
  /** When the user signs in: do nothing, open the window, or serve as last time without one. */
  autostart: z.enum(['off', 'open', 'serve']),
  /** When the window opens at the start of the app, the server is started as it was last. */
  serveAtStart: z.boolean(),
  /** The path of first steps: not shown yet, on it, done or dismissed. */
  firstSteps: z.enum(['new', 'begun', 'done']),
  /** Width of the Serve pane in a wide window, in percent. */
  servePanePercent: z.number().min(20).max(80),
  /** Height of the cached files, of what they share with the activity, in percent. */
  cachedFilesPercent: z.number().min(20).max(80),
  /** Height of a server's files, of what they share with the downloads, in percent. */
  filesTherePercent: z.number().min(20).max(80),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Any of the settings; those left out stay. */
export const settingsPatchSchema = z.strictObject(settingsSchema.partial().shape);
export type SettingsPatch = z.infer<typeof settingsPatchSchema>;
