/** The calls of the operator's page. */
import { BASE, get, send, sendFile } from './http';
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

export type Backup = Schemas['Backup'];
export type BackupJob = Schemas['BackupJob'];
export type Backups = Schemas['Backups'];

export const getBackups = (signal: AbortSignal) => get<Backups>('/admin/backups', {}, signal);

export const makeBackup = () => send<BackupJob>('POST', '/admin/backups');

export const uploadBackup = (file: File) => sendFile<Backup>('/admin/backup-uploads', file);

const pathOf = (name: string) => `/admin/backups/${encodeURIComponent(name)}`;

/** Where a backup is downloaded, for a link: the browser writes it to the disk as it comes. */
export const backupAddress = (name: string) => `${BASE}${pathOf(name)}`;

export const deleteBackup = (name: string) => send('DELETE', pathOf(name));

export const checkBackup = (name: string) => send<BackupJob>('POST', `${pathOf(name)}/check`);

export const restoreBackup = (name: string, password: string | null) =>
  send<BackupJob>('POST', `${pathOf(name)}/restore`, { password });
