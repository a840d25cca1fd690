import type { Failure } from './contract-failure.ts';
import type { FailureText } from './sentence.ts';
import { visibleText } from './visible-text.ts';

/** As many names are spelled out, and as much of each. */
const MOST_NAMES = 5;
const MOST_CHARACTERS = 64;

/** Why a file of settings was not imported. */
export function settingsRefusedText({
  unfit,
  unknown,
}: Extract<Failure, { readonly code: 'settings-refused' }>): FailureText {
  const reasons = [
    ...(unfit.length === 0 ? [] : [`what it says of ${listed(unfit)} does not fit`]),
    ...(unknown.length === 0 ? [] : [`this version does not import ${listed(unknown)}`]),
  ];
  return {
    what: `Nothing was imported from the file: ${reasons.join(', and ')}.`,
    advice: 'Correct the file, or take this out of it, and import it again.',
  };
}

function listed(names: readonly string[]): string {
  const more = names.length - MOST_NAMES;
  return [
    ...names.slice(0, MOST_NAMES).map((name) => visibleText(name.slice(0, MOST_CHARACTERS))),
    ...(more > 0 ? [`${more} more`] : []),
  ].join(', ');
}
