import type { Channel } from './channel.ts';

/** The channel to the process that has the browser; set before the app's code runs. */
let channel: Channel | undefined;

export function setBrowser(opened: Channel): void {
  channel = opened;
}

export function browser(): Channel {
  if (channel === undefined) throw new Error('There is no browser yet.');
  return channel;
}
