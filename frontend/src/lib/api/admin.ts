/** The calls of the operator's page. */
import { get, send } from './http';
import type { components } from './types';

type Schemas = components['schemas'];
export type ReleaseRecord = Schemas['ReleaseRecord'];
export type Coverage = Schemas['Coverage'];
export type PersonCount = Schemas['PersonCount'];
export type ImportCounts = Schemas['ImportCounts'];
export type Job = Schemas['Job'];

export const getReleases = (signal: AbortSignal) =>
  get<Schemas['Releases']>('/admin/releases', {}, signal);

export const rollBack = (release: number) =>
  send<Schemas['RolledBack']>('POST', '/admin/releases/rollback', { release_id: release });

export const getCoverage = (signal: AbortSignal) => get<Coverage>('/admin/coverage', {}, signal);

export const getAccounts = (after: number, signal: AbortSignal) =>
  get<Schemas['PeopleCounts']>('/admin/people', { after }, signal);

export const getStatements = (signal: AbortSignal) =>
  get<Schemas['Statements']>('/admin/statements', {}, signal);

export const getImportCounts = (signal: AbortSignal) =>
  get<ImportCounts>('/admin/imports', {}, signal);

export const getJobs = (signal: AbortSignal) => get<Schemas['Jobs']>('/admin/jobs', {}, signal);
