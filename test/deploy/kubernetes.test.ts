import { readFileSync } from 'node:fs';
import path from 'node:path';
import { validate as validateStatefulSet } from 'kubernetes-models/_schemas/IoK8sApiAppsV1StatefulSet';
import { validate as validateService } from 'kubernetes-models/_schemas/IoK8sApiCoreV1Service';
import { validate as validateNetworkPolicy } from 'kubernetes-models/_schemas/IoK8sApiNetworkingV1NetworkPolicy';
import { validate as validateDisruptionBudget } from 'kubernetes-models/_schemas/IoK8sApiPolicyV1PodDisruptionBudget';
import type { IStatefulSet } from 'kubernetes-models/apps/v1/StatefulSet';
import { describe, expect, it } from 'vitest';
import { parseAllDocuments } from 'yaml';
import { SERVE_SETTING_KEYS } from '../../src/cli/settings/setting-groups.ts';
import { SETTINGS } from '../../src/cli/settings/settings.ts';
import { resolveSettings } from '../../src/cli/settings/resolve-settings.ts';

const FILE = path.resolve(import.meta.dirname, '../../deploy/kubernetes/fifolio.yaml');

/** Its types leave out where it puts what it finds. */
interface Validator {
  (data: unknown): boolean;
  readonly errors?: readonly { readonly instancePath: string; readonly keyword: string }[] | null;
}

/** The published schemas, without a cluster. */
const VALIDATORS: Readonly<Record<string, Validator>> = {
  'apps/v1 StatefulSet': validateStatefulSet,
  'v1 Service': validateService,
  'policy/v1 PodDisruptionBudget': validateDisruptionBudget,
  'networking.k8s.io/v1 NetworkPolicy': validateNetworkPolicy,
};

interface Manifest {
  readonly apiVersion: string;
  readonly kind: string;
}

function readManifests(): Manifest[] {
  return parseAllDocuments(readFileSync(FILE, 'utf8')).map((document) => {
    expect(document.errors).toEqual([]);
    return document.toJS() as Manifest;
  });
}

/** What is wrong with a manifest: what the schema forbids, and fields that it does not know. */
function problemsOf(manifest: Manifest): string[] {
  const validate = VALIDATORS[`${manifest.apiVersion} ${manifest.kind}`];
  if (validate === undefined) return ['there is no schema'];
  const unread = new Set<string>();
  validate(observed(manifest, '', unread));
  const errors = validate.errors ?? [];
  return [
    ...errors.map(({ instancePath, keyword }) => `${instancePath} has a wrong ${keyword}`),
    ...[...unread].map((field) => `${field} is unknown`),
  ];
}

/** The schema allows unknown fields, as servers do that ignore them: its validator never reads them. */
function observed<Value>(value: Value, at: string, unread: Set<string>): Value {
  if (typeof value !== 'object' || value === null) return value;
  for (const key of Object.keys(value)) unread.add(`${at}/${key}`);
  return new Proxy(value, {
    get(target, key) {
      unread.delete(`${at}/${String(key)}`);
      const part: unknown = Reflect.get(target, key);
      return observed(part, `${at}/${String(key)}`, unread);
    },
  });
}

describe('the manifests for Kubernetes', () => {
  const manifests = readManifests();
  const statefulSet = manifests.find(({ kind }) => kind === 'StatefulSet') as IStatefulSet;
  const pod = statefulSet.spec!.template.spec!;
  const container = pod.containers[0]!;
  const environment = Object.fromEntries(
    container.env!.map(({ name, value }) => [name, value ?? undefined]),
  );

  it('are what the published schema allows, without unknown fields', () => {
    expect(manifests.map(({ kind }) => kind)).toEqual([
      'StatefulSet',
      'Service',
      'Service',
      'PodDisruptionBudget',
      'NetworkPolicy',
    ]);
    for (const manifest of manifests) expect(problemsOf(manifest)).toEqual([]);
  });

  it('would not pass with a misspelt field, or a value of the wrong type', () => {
    const misspelt = structuredClone(statefulSet);
    Object.assign(misspelt.spec!.template.spec!.containers[0]!, { readinesProbe: {} });
    expect(problemsOf(misspelt)).toEqual([
      '/spec/template/spec/containers/0/readinesProbe is unknown',
    ]);
    const wrong = structuredClone(statefulSet);
    Object.assign(wrong.spec!, { replicas: 'three' });
    expect(problemsOf(wrong)).toEqual(['/spec/replicas has a wrong type']);
  });

  it('set only variables that the program knows, to values that it takes', () => {
    const known = SERVE_SETTING_KEYS.map((key) => SETTINGS[key].environment);
    expect(Object.keys(environment).filter((name) => !known.includes(name))).toEqual([]);
    const settings = resolveSettings(SERVE_SETTING_KEYS, { flags: {}, environment, config: {} });
    expect(settings).toMatchObject({ host: '0.0.0.0', port: [8080], metrics: true });
  });

  it('give a server the time to drain and to end', () => {
    const { drain = 0, grace = 0 } = resolveSettings(['drain', 'grace'], {
      flags: {},
      environment,
      config: {},
    });
    const secondsOf = (probe: typeof container.livenessProbe): number =>
      probe!.periodSeconds! * probe!.failureThreshold!;
    expect(pod.terminationGracePeriodSeconds! * 1000).toBeGreaterThan(drain + grace);
    // Found out while it still serves; and not restarted for it.
    expect(secondsOf(container.readinessProbe) * 1000).toBeLessThan(drain);
    expect(secondsOf(container.livenessProbe) * 1000).toBeGreaterThan(drain);
  });
});
