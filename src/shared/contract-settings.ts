import './zod-settings.ts';
import { z } from 'zod';
import { endpointSchema, ifExistsSchema } from './contract-downloads.ts';
import { portListSchema, protectionChoiceSchema, reachSchema } from './contract-server.ts';

const path = z.string().max(4096);

/** What the program remembers between runs, as far as a panel is concerned. */
export const settingsSchema = z.object({
  theme: z.enum(['system', 'light', 'dark']),
  /** The folder to serve; empty until one was chosen. */
  serveDirectory: path,
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
  /** On closing the window while serving: ask, stay in the tray, or stop and quit. */
  whenClosing: z.enum(['ask', 'stay', 'stop']),
  /** When the user signs in: do nothing, open the window, or serve as last time without one. */
  autostart: z.enum(['off', 'open', 'serve']),
  /** Width of the Serve pane in a wide window, in percent. */
  servePanePercent: z.number().min(20).max(80),
  /** Height of the cached files, of what they share with the activity, in percent. */
  cachedFilesPercent: z.number().min(20).max(80),
});
export type Settings = z.infer<typeof settingsSchema>;

/** Any of the settings; those left out stay. */
export const settingsPatchSchema = z.strictObject(settingsSchema.partial().shape);
export type SettingsPatch = z.infer<typeof settingsPatchSchema>;
