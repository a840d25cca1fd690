import { HIGHEST_PORT } from '../../shared/endpoint.ts';
import { t } from '../language/language.ts';

/** The most of what was typed that is repeated. */
const MOST_SHOWN = 24;

/** Why what was typed is not a port. */
export function badPort(typed: string): string {
  const shown = typed.trim();
  const highest = String(HIGHEST_PORT);
  if (shown === '') return t('port.missing', { highest });
  const cut = shown.length > MOST_SHOWN ? `${shown.slice(0, MOST_SHOWN)}…` : shown;
  return t('port.bad', { typed: cut, highest });
}
