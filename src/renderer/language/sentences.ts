import type { Failure } from '../../shared/contract-failure.ts';
import type { Finding } from '../../shared/contract-doctor.ts';
import * as doctor from '../../shared/doctor-sentences.ts';
import * as failures from '../../shared/failure-sentences.ts';
import * as omissions from '../../shared/omissions.ts';
import * as ports from '../../shared/port-sentences.ts';
import type { PortProblem } from '../../shared/port-status.ts';
import type { RefusalReason } from '../../shared/refusal-reason.ts';
import * as refusals from '../../shared/refusal-sentences.ts';
import { say } from './language.ts';

/** The sentences of `src/shared`, in the language that the panel is shown in. */

export const failureSentence = (failure: Failure): string =>
  failures.failureSentence(failure, say());

export const failureReason = (failure: Failure): string => failures.failureReason(failure, say());

export const findingText = (finding: Finding): doctor.FindingText =>
  doctor.findingText(finding, say());

export const portProblemSentence = (problem: PortProblem): string =>
  ports.portProblemSentence(problem, say());

export const refusalSentence = (why: RefusalReason): string => refusals.refusalSentence(why, say());

export const describeOmissions = (omitted: readonly omissions.Omission[]): string =>
  omissions.describeOmissions(omitted, say().omissions);
