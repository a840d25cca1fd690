import './zod-settings.ts';
import { z } from 'zod';
import type { IpcFrame } from './ipc-channels.ts';

const session = z.string().min(1).max(64);

/** What a page may send over its channel; anything else is not from our preload. */
export const ipcFrameSchema: z.ZodType<IpcFrame> = z.discriminatedUnion('kind', [
  z.strictObject({ session, kind: z.literal('message'), message: z.unknown() }),
  z.strictObject({ session, kind: z.literal('closed') }),
]);
