import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type Finding, findingSchema } from '../contract-doctor.ts';
import { type Failure, failureSchema } from '../contract-failure.ts';
import { findingText } from '../doctor-sentences.ts';
import { failureReason, failureSentence } from '../failure-sentences.ts';
import { type RefusalReason, refusalReasonSchema } from '../refusal-reason.ts';
import { refusalSentence } from '../refusal-sentences.ts';
import * as english from './en/for-panel.ts';
import { ENGLISH_FAILURES } from './english-failures.ts';
import { ENGLISH_FINDINGS } from './english-findings.ts';
import { ENGLISH_REFUSALS } from './english-refusals.ts';
import { LANGUAGES, type Language } from './languages.ts';
import type { Say } from './say.ts';
import { createTranslator } from './translator.ts';

type Json = z.core.JSONSchema.JSONSchema;

/** Values of a schema: of each choice in it one, with all that is optional and with nothing of it. */
function* examplesOf(schema: Json): Generator {
  const choices = schema.anyOf ?? schema.oneOf;
  if (choices !== undefined) for (const choice of choices) yield* examplesOf(choice);
  else if (schema.const !== undefined) yield schema.const;
  else if (schema.enum !== undefined) yield* schema.enum;
  else if (schema.type === 'object') yield* objectsOf(schema);
  else if (schema.type === 'array') yield [...examplesOf(schema.items as Json)];
  else if (schema.type === 'boolean') yield* [false, true];
  else yield schema.type === 'string' ? '‹text›' : 3;
}

function* objectsOf({ properties = {}, required = [] }: Json): Generator<object> {
  let objects: object[] = [{}];
  for (const [key, schema] of Object.entries(properties)) {
    const values = [...examplesOf(schema as Json)];
    objects = objects.flatMap((object) => [
      ...(required.includes(key) ? [] : [object]),
      ...values.map((value) => ({ ...object, [key]: value })),
    ]);
  }
  yield* objects;
}

function everyExample<Value>(schema: z.ZodType<Value>): Value[] {
  return [...examplesOf(z.toJSONSchema(schema))].map((example) => schema.parse(example));
}

function* keysOf(texts: object, path = ''): Generator<string> {
  for (const [key, text] of Object.entries(texts)) {
    if (typeof text === 'object') yield* keysOf(text as object, `${path}${key}.`);
    else yield `${path}${key}`.replace(/_(one|other)$/, '');
  }
}

const KEYS = [...new Set(Object.values(english).flatMap((texts) => [...keysOf(texts)]))];

const SYSTEM_CODES = [
  'ECONNREFUSED',
  'EAI_AGAIN',
  'EACCES',
  'EMFILE',
  'ENOSPC',
  'EINVAL',
  'EISDIR',
];

const failures = everyExample(failureSchema).flatMap((failure): Failure[] =>
  'systemCode' in failure
    ? [failure, ...SYSTEM_CODES.map((systemCode): Failure => ({ ...failure, systemCode }))]
    : [failure],
);
const refusals: RefusalReason[] = everyExample(refusalReasonSchema);
const findings: Finding[] = everyExample(findingSchema);

/** Everything that can be said, each with what it is about. */
function* saidBy(say: Say): Generator<readonly [subject: object, text: string]> {
  for (const failure of failures) {
    yield [failure, failureSentence(failure, say)];
    yield [failure, failureReason(failure, say)];
  }
  for (const refusal of refusals) yield [refusal, refusalSentence(refusal, say)];
  for (const finding of findings) {
    const { what, advice } = findingText(finding, say);
    yield [finding, what];
    if (advice !== '') yield [finding, advice];
  }
}

async function translated(language: Language): Promise<Say> {
  const texts = (await import(`./${language}/for-panel.ts`)) as object;
  const t = createTranslator(language, { ...texts });
  return {
    failures: t.getFixedT(language, 'failures'),
    entry: t.getFixedT(language, 'entry'),
    serving: t.getFixedT(language, 'serving'),
    system: t.getFixedT(language, 'system'),
    names: t.getFixedT(language, 'names'),
    refusals: t.getFixedT(language, 'refusals'),
    doctor: t.getFixedT(language, 'doctor'),
  };
}

function expectSaid(say: Say): void {
  let count = 0;
  for (const [subject, text] of saidBy(say)) {
    const unsaid = KEYS.filter((key) => (key.includes('.') ? text.includes(key) : text === key));
    const what = `${JSON.stringify(subject)}: ${text}`;
    expect(unsaid, what).toEqual([]);
    expect(text, what).not.toMatch(/^\s*$|\{\{|\}\}|undefined|NaN/);
    count++;
  }
  expect(count).toBeGreaterThan(300);
}

describe('every failure, refusal and finding', () => {
  it('has sentences in the English of the command line', () => {
    expectSaid({ ...ENGLISH_FAILURES, ...ENGLISH_REFUSALS, ...ENGLISH_FINDINGS });
  });

  it.each(LANGUAGES)('has sentences in %s', async (language) => {
    expectSaid(await translated(language));
  });
});
