import { type Fields, isRecord } from './flatten-resource.ts';
import { findPoolColumn } from './forms/collect-resource-graph-row.ts';
import { FRAGMENT } from './refusals.ts';

/** The forms an object of an import can have. */
export type ResourceForm =
  | 'cluster'
  | 'cluster-row'
  | 'pool-row'
  | 'agent-pool'
  | 'upgrade-profile'
  | 'node'
  | 'unknown';

/** Tells the form of an object (keys flat and in lower case) by its keys, its type and its ID. */
export function detectForm(fields: Fields): ResourceForm {
  const type = `${fields['type'] ?? ''} ${fields['id'] ?? ''}`.toLowerCase();
  if (fields['kind'] === 'Node') return 'node';
  if (/agentpools\/([^/]+\/)?upgradeprofiles(\s|\/|$)/.test(type)) return 'upgrade-profile';
  if (/managedclusters\/([^/]+\/)?agentpools(\s|\/|$)/.test(type)) return 'agent-pool';
  if (findPoolColumn(fields)) return 'pool-row';
  if ('agentpoolprofiles' in fields) return 'cluster';
  if (Array.isArray(fields['pools'])) return 'cluster-row';
  return /managedclusters(\s|\/[^/]*$|$)/.test(type) ? 'cluster' : 'unknown';
}

/** What an object of an unknown form is, for the person who gave it. */
export function describeStranger(fields: Fields): string {
  const error = fields['error'];
  if (isRecord(error)) {
    return `is Azure's error answer ${String(error['code'])}: ${String(error['message']).slice(0, 200)}`;
  }
  if ('terraformversion' in fields) return 'is the state of Terraform: import what "az aks list -o json" prints';
  if (/deploymentTemplate/i.test(String(fields['$schema'])))
    return 'is an ARM template, which tells what was asked for: import what "az aks list -o json" prints';
  const what = [fields['type'], fields['kind']].find((word) => typeof word === 'string' && word !== '');
  if (!String(what ?? '').includes('/') && isFragment(fields)) return FRAGMENT;
  return `is ${what ? `"${String(what).slice(0, 100)}"` : 'something else'}, not an AKS cluster, node pool or node`;
}

/** A cluster or pool of which the ID was left out, or most of the rest. */
function isFragment(fields: Fields): boolean {
  const words = [
    'name',
    'ostype',
    'ossku',
    'nodeimageversion',
    'count',
    'kubernetesversion',
    'resourcegroup',
    'location',
  ];
  return !('kind' in fields) && words.some((word) => word in fields);
}
