/**
 * Has files whose path contains `.asar` treated as what they are. Electron's file functions take such
 * a path for an archive, also when it is a user's own file; plain Node ignores this.
 *
 * For the threads that serve and save files, once their own code is loaded (perhaps from an archive).
 */
export function treatArchivesAsFiles(): void {
  Object.assign(process, { noAsar: true });
}
