/** Everything that can be done with a store, below HTTP. `createServices` is the only way in. */
import { assignJob } from './assign-job.ts';
import { batchAssignments } from './batch-assignments.ts';
import { changeRecord } from './change-record.ts';
import { checkAssignment } from './check-assignment.ts';
import { createRecord } from './create-record.ts';
import { credentialServices } from './credentials/index.ts';
import { definitions } from './definitions/index.ts';
import { deleteRecord } from './delete-record.ts';
import { exportServices } from './exports/index.ts';
import { history } from './history.ts';
import { Freshness, hostServices, hostStore, noHosts } from './hosts/index.ts';
import { importRecords } from './import-records.ts';
import { openFeed } from './live-feed.ts';
import { moveAssignment } from './move-assignment.ts';
import { nearbyServices } from './nearby/index.ts';
import { planningServices } from './planning/index.ts';
import { getVisible, listVisible, type Readable } from './read-records.ts';
import { recordFixes } from './record-fixes.ts';
import { recordServices } from './record-services.ts';
import { relatedRecordServices } from './related-records.ts';
import { retentionServices } from './retention/index.ts';
import { seriesServices } from './series/index.ts';
import type { ServiceOptions } from './service-options.ts';
import type { Services } from './services.ts';
import { changeSettings, getSettings } from './settings.ts';
import { snapshot, snapshotText } from './snapshot.ts';
import { transitionJob } from './transition-job.ts';
import { unassign } from './unassign.ts';
import { webhookServices } from './webhooks/index.ts';

export { type ActorContext, type ActorKind, systemActor } from './actor.ts';
export type { ImportCommand, ImportedJob, ImportResult } from './import-command.ts';
export type { Feed } from './live-feed.ts';
export type * from './options.ts';
export type { ServiceOptions } from './service-options.ts';
export type { Services } from './services.ts';
export type { Topic } from './sight.ts';

const assignments: Readable = { noun: 'assignment', actions: { read: 'assignments:read' }, defaultSort: 'startsAt' };

export function createServices(given: ServiceOptions): Services {
  const { hosts = noHosts } = given;
  const freshness = new Freshness({ ...given, ...hosts });
  const options = given.hosts ? { ...given, store: hostStore(given, hosts, freshness) } : given;
  const { store } = options;
  const { jobs, technicians, customers, sites, shifts, timeOff } = definitions;
  return {
    ...recordServices(options),
    ...credentialServices(options),
    ...webhookServices(options),
    ...hostServices(given, hosts, freshness),
    ...exportServices(options),
    ...retentionServices(options),
    ...seriesServices(options),
    ...planningServices(options),
    ...nearbyServices(options),
    ...relatedRecordServices(options),

    listJobs: (actor, list) => listVisible(store.read(actor.tenant), actor, 'jobs', jobs, list),
    getJob: (actor, id) => getVisible(store.read(actor.tenant), actor, 'jobs', jobs, id),
    createJob: (actor, command) => createRecord(options, actor, 'jobs', command),
    changeJob: (actor, id, patch, version) => changeRecord(options, actor, 'jobs', id, patch, version),
    deleteJob: (actor, id, version) => deleteRecord(options, actor, 'jobs', id, version),
    transitionJob: (actor, id, command, version) => transitionJob(options, actor, id, command, version),

    listAssignments: (actor, list) => listVisible(store.read(actor.tenant), actor, 'assignments', assignments, list),
    getAssignment: (actor, id) => getVisible(store.read(actor.tenant), actor, 'assignments', assignments, id),
    assignJob: (actor, command) => assignJob(options, actor, command),
    moveAssignment: (actor, id, patch, version) => moveAssignment(options, actor, id, patch, version),
    unassign: (actor, id, version) => unassign(options, actor, id, version),
    batchAssignments: (actor, command) => batchAssignments(options, actor, command),
    checkAssignment: (actor, command) => checkAssignment(options, actor, command),

    listTechnicians: (actor, list) => listVisible(store.read(actor.tenant), actor, 'technicians', technicians, list),
    getTechnician: (actor, id) => getVisible(store.read(actor.tenant), actor, 'technicians', technicians, id),
    createTechnician: (actor, command) => createRecord(options, actor, 'technicians', command),
    changeTechnician: (actor, id, patch, version) => changeRecord(options, actor, 'technicians', id, patch, version),
    deleteTechnician: (actor, id, version) => deleteRecord(options, actor, 'technicians', id, version),

    listCustomers: (actor, list) => listVisible(store.read(actor.tenant), actor, 'customers', customers, list),
    getCustomer: (actor, id) => getVisible(store.read(actor.tenant), actor, 'customers', customers, id),
    createCustomer: (actor, command) => createRecord(options, actor, 'customers', command),
    changeCustomer: (actor, id, patch, version) => changeRecord(options, actor, 'customers', id, patch, version),
    deleteCustomer: (actor, id, version) => deleteRecord(options, actor, 'customers', id, version),

    listSites: (actor, list) => listVisible(store.read(actor.tenant), actor, 'sites', sites, list),
    getSite: (actor, id) => getVisible(store.read(actor.tenant), actor, 'sites', sites, id),
    createSite: (actor, command) => createRecord(options, actor, 'sites', command),
    changeSite: (actor, id, patch, version) => changeRecord(options, actor, 'sites', id, patch, version),
    deleteSite: (actor, id, version) => deleteRecord(options, actor, 'sites', id, version),

    listShifts: (actor, list) => listVisible(store.read(actor.tenant), actor, 'shifts', shifts, list),
    getShift: (actor, id) => getVisible(store.read(actor.tenant), actor, 'shifts', shifts, id),
    createShift: (actor, command) => createRecord(options, actor, 'shifts', command),
    changeShift: (actor, id, patch, version) => changeRecord(options, actor, 'shifts', id, patch, version),
    deleteShift: (actor, id, version) => deleteRecord(options, actor, 'shifts', id, version),

    listTimeOff: (actor, list) => listVisible(store.read(actor.tenant), actor, 'timeOff', timeOff, list),
    getTimeOff: (actor, id) => getVisible(store.read(actor.tenant), actor, 'timeOff', timeOff, id),
    createTimeOff: (actor, command) => createRecord(options, actor, 'timeOff', command),
    changeTimeOff: (actor, id, patch, version) => changeRecord(options, actor, 'timeOff', id, patch, version),
    deleteTimeOff: (actor, id, version) => deleteRecord(options, actor, 'timeOff', id, version),

    snapshot: (actor, window) => snapshot(options, actor, window),
    snapshotText: (actor, window) => snapshotText(options, actor, window),
    history: (actor, request) => history(options, actor, request),
    feed: (actor, topic) => openFeed(options, actor, topic),
    getSettings: (actor) => getSettings(options, actor),
    changeSettings: (actor, patch, version) => changeSettings(options, actor, patch, version),
    recordFixes: (actor, fixes) => recordFixes(options, actor, fixes),
    importRecords: (actor, command, progress) => importRecords(options, actor, command, progress),
  };
}
