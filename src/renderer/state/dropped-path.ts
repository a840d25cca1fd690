import './preload-bridge.ts';

/** The path of a file or folder that was dropped on the window; a browser does not tell it. */
export const pathOfDropped: ((file: File) => string) | undefined =
  window.fifolio === undefined ? undefined : (file) => window.fifolio?.pathOf(file) ?? '';
