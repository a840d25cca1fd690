import type { Failure } from './contract-failure.ts';
import { ENGLISH_NAMES } from './locales/english-names.ts';
import type { SayRefusals } from './locales/say.ts';
import type { NameProblem } from './refusal-reason.ts';
import { MAX_NAME_BYTES, MAX_NAME_PART_LENGTH } from './server-values.ts';

type SayNames = Pick<SayRefusals, 'names'>;
type UnsafeName = Extract<Failure, { readonly code: 'unsafe-name' }>['why'];

/** Why a name is refused, to follow a colon: `it is empty`. */
export function nameProblemText(
  problem: NameProblem,
  { names }: SayNames = { names: ENGLISH_NAMES },
): string {
  return names(`rule.${problem}`, limitsOf(problem));
}

/** Why nothing is written under a name: `because the name is empty`. */
export function unsafeNameText(why: UnsafeName, { names }: SayNames): string {
  return names(`because.${why}`, limitsOf(why));
}

function limitsOf(why: UnsafeName): { readonly bytes: string; readonly characters: string } {
  const most = why === 'too-long' ? MAX_NAME_BYTES : MAX_NAME_PART_LENGTH;
  return { bytes: String(most), characters: String(most) };
}
