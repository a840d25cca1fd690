export interface Surroundings {
  readonly platform: NodeJS.Platform;
  readonly environment: Readonly<Record<string, string | undefined>>;
}

/** Whether a window would be seen by who started the program. An empty variable is as good as none. */
export function hasDisplay({ platform, environment }: Surroundings): boolean {
  if (platform === 'darwin' || platform === 'win32') {
    // Over ssh a window would open on the screen of the other computer, if anywhere.
    return !environment['SSH_CONNECTION'];
  }
  return Boolean(environment['DISPLAY'] || environment['WAYLAND_DISPLAY']);
}
