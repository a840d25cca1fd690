import type { Failure } from './contract-failure.ts';
import type { SayFailures } from './locales/say.ts';
import type { FailureText } from './sentence.ts';
import { visibleText } from './visible-text.ts';

/** As many names are spelled out, and as much of each. */
const MOST_NAMES = 5;
const MOST_CHARACTERS = 64;

/** Why a file of settings was not imported. */
export function settingsRefusedText(
  failure: Extract<Failure, { readonly code: 'settings-refused' }>,
  { failures: t }: Pick<SayFailures, 'failures'>,
): FailureText {
  const [unfit, unknown] = [listed(failure.unfit), listed(failure.unknown)];
  const advice = t('settings-refused.advice');
  if (unknown === '') return { what: t('settings-refused.unfit', { unfit }), advice };
  if (unfit === '') return { what: t('settings-refused.unknown', { unknown }), advice };
  return { what: t('settings-refused.both', { unfit, unknown }), advice };
}

function listed(names: readonly string[]): string {
  const shown = names
    .slice(0, MOST_NAMES)
    .map((name) => visibleText(name.slice(0, MOST_CHARACTERS)));
  return [...shown, ...(names.length > MOST_NAMES ? ['…'] : [])].join(', ');
}
