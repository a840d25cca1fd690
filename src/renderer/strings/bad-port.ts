import { HIGHEST_PORT } from '../../shared/endpoint.ts';

/** The most of what was typed that is repeated. */
const MOST_SHOWN = 24;

export function badPort(typed: string): string {
  const shown = typed.trim();
  if (shown === '') return `Type a port: a number from 1 to ${HIGHEST_PORT}.`;
  const cut = shown.length > MOST_SHOWN ? `${shown.slice(0, MOST_SHOWN)}…` : shown;
  return `“${cut}” is not a port. A port is a number from 1 to ${HIGHEST_PORT}.`;
}
