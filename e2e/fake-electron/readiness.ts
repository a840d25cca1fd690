/** Whether the app is ready: some of Electron may be used only before, most of it only after. */
let ready = false;

export function becomeReady(): void {
  ready = true;
}

export function isReady(): boolean {
  return ready;
}

export function onlyWhenReady(what: string): void {
  if (!ready) throw new Error(`${what} cannot be used before the app is ready`);
}

export function onlyBeforeReady(what: string): void {
  if (ready) throw new Error(`${what} must be used before the app is ready`);
}
