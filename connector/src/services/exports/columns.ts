import type { CustomField, Settings, Skill } from '@dispatchkit/contract';
import type { Cell } from '../../export/csv.ts';
import { didYouMean } from '../../internal/did-you-mean.ts';
import type { Records } from '../../ports/store.ts';
import { malformedQuery } from '../errors.ts';
import type { Related, RelatedKind } from './related.ts';

/** Kinds that can be written as a table. */
const exportedKinds = [
  'jobs',
  'assignments',
  'technicians',
  'customers',
  'sites',
  'shifts',
  'timeOff',
  'crews',
  'equipment',
  'certifications',
] as const;
export type ExportedKind = (typeof exportedKinds)[number];

export interface Column<K extends ExportedKind> {
  /** As in `columns=` and, unless labels are asked for, in the first row. */
  readonly key: string;
  readonly label: string;
  /** Which other records have to be at hand. */
  readonly needs: readonly RelatedKind[];
  value(record: Records[K], related: Related): Cell;
}

/**
 * The columns asked for, in that order; without a wish all of them, with the tenant's own fields at the end.
 * @throws ProblemError `malformed_request` for a column that does not exist
 */
export function columnsFor<K extends ExportedKind>(kind: K, settings: Settings, wished?: readonly string[]): Column<K>[] {
  const all = [...columnsOf[kind], ...customColumns(kind, settings.customFields)];
  if (wished === undefined) return all;
  return wished.map((key) => {
    const column = all.find((candidate) => candidate.key === key);
    if (column) return column;
    const keys = all.map((candidate) => candidate.key);
    const meant = didYouMean(key, keys);
    throw malformedQuery(
      'columns',
      'One of the columns is not one of this export.',
      meant ? `Did you mean "${meant}"?` : `There are ${keys.join(', ')}.`,
    );
  });
}

const entityOf: Partial<Record<ExportedKind, CustomField['entity']>> = {
  jobs: 'job',
  customers: 'customer',
  technicians: 'technician',
  equipment: 'equipment',
};

function customColumns<K extends ExportedKind>(kind: K, fields: readonly CustomField[]): Column<K>[] {
  return fields
    .filter(({ entity }) => entity === entityOf[kind])
    .map(({ key, label }) => ({ key: `custom.${key}`, label, needs: [], value: ({ custom }) => custom[key] }));
}

type Value<K extends ExportedKind> = Column<K>['value'];
const column = <K extends ExportedKind>(
  key: string,
  label: string,
  value: Value<K>,
  ...needs: readonly RelatedKind[]
): Column<K> => ({ key, label, value, needs });

function first<K extends ExportedKind>(): Column<K>[] {
  return [column('id', 'Id', (record) => record.id), column('externalRef', 'External reference', (record) => record.externalRef)];
}
function last<K extends ExportedKind>(): Column<K>[] {
  return [
    column('version', 'Version', (record) => record.version),
    column('createdAt', 'Created', (record) => record.createdAt),
    column('updatedAt', 'Changed', (record) => record.updatedAt),
  ];
}

const list = (values: readonly string[]) => values.join('; ');
const skills = (values: readonly Skill[]) =>
  list(values.map(({ key, level }) => (level === undefined ? key : `${key}:${level}`)));

/** Columns of one technician's stretch of time. */
function ofStretch<K extends 'shifts' | 'timeOff'>(): Column<K>[] {
  return [
    column('technicianId', 'Technician id', (record) => record.technicianId),
    column('technician', 'Technician', (record, { technician }) => technician(record.technicianId)?.name, 'technicians'),
    column('startsAt', 'Starts', (record) => record.startsAt),
    column('endsAt', 'Ends', (record) => record.endsAt),
  ];
}

const columnsOf: { readonly [K in ExportedKind]: readonly Column<K>[] } = {
  jobs: [
    ...first<'jobs'>(),
    column('number', 'Number', (job) => job.number),
    column('title', 'Title', (job) => job.title),
    column('description', 'Description', (job) => job.description),
    column('type', 'Type', (job) => job.type),
    column('priority', 'Priority', (job) => job.priority),
    column('status', 'Status', (job) => job.status),
    column('statusReason', 'Reason', (job) => job.statusReason),
    column('customerId', 'Customer id', (job) => job.customerId),
    column('customer', 'Customer', (job, { customer }) => customer(job.customerId)?.name, 'customers'),
    column('siteId', 'Site id', (job) => job.siteId),
    column('site', 'Site', (job, { site }) => site(job.siteId)?.name, 'sites'),
    column('address', 'Address', (job, { site }) => site(job.siteId)?.address, 'sites'),
    column('district', 'District', (job, { site }) => site(job.siteId)?.district, 'sites'),
    column('latitude', 'Latitude', (job, { site }) => site(job.siteId)?.position?.latitude, 'sites'),
    column('longitude', 'Longitude', (job, { site }) => site(job.siteId)?.position?.longitude, 'sites'),
    column('territory', 'Territory', (job) => job.territory),
    column('durationMinutes', 'Minutes of work', (job) => job.durationMinutes),
    column('skills', 'Skills', (job) => skills(job.skills)),
    column('certifications', 'Certifications', (job) => list(job.certifications)),
    column('equipmentIds', 'Equipment ids', (job) => list(job.equipmentIds)),
    column('requestedAt', 'Requested', (job) => job.requestedAt),
    column('windowStartsAt', 'Window opens', (job) => job.windowStartsAt),
    column('windowEndsAt', 'Window closes', (job) => job.windowEndsAt),
    column('dueAt', 'Due', (job) => job.dueAt),
    column('startsAt', 'Starts', (job, { assignmentsOf }) => assignmentsOf(job.id)[0]?.startsAt, 'assignments'),
    column(
      'technicians',
      'Technicians',
      (job, { assignmentsOf, technician }) => {
        const ids = new Set(assignmentsOf(job.id).map(({ technicianId }) => technicianId));
        return list([...ids].map((id) => technician(id)?.name ?? id));
      },
      'assignments',
      'technicians',
    ),
    column('completedAt', 'Completed', (job) => job.completedAt),
    column('source', 'Source', (job) => job.source),
    column('quotedAmount', 'Quoted amount (minor units)', (job) => job.quotedPrice?.amount),
    column('quotedCurrency', 'Quoted currency', (job) => job.quotedPrice?.currency),
    ...last<'jobs'>(),
  ],
  assignments: [
    ...first<'assignments'>(),
    column('jobId', 'Job id', ({ jobId }) => jobId),
    column('number', 'Number', ({ jobId }, { job }) => job(jobId)?.number, 'jobs'),
    column('title', 'Title', ({ jobId }, { job }) => job(jobId)?.title, 'jobs'),
    column('customer', 'Customer', ({ jobId }, { job, customer }) => customer(job(jobId)?.customerId)?.name, 'jobs', 'customers'),
    column('address', 'Address', ({ jobId }, { job, site }) => site(job(jobId)?.siteId)?.address, 'jobs', 'sites'),
    column('technicianId', 'Technician id', ({ technicianId }) => technicianId),
    column('technician', 'Technician', ({ technicianId }, { technician }) => technician(technicianId)?.name, 'technicians'),
    column('startsAt', 'Starts', ({ startsAt }) => startsAt),
    column('endsAt', 'Ends', ({ endsAt }) => endsAt),
    column('status', 'Status', ({ status }) => status),
    column('lock', 'Lock', ({ lock }) => lock),
    column('releasedAt', 'Released', ({ releasedAt }) => releasedAt),
    column('enRouteAt', 'En route', ({ enRouteAt }) => enRouteAt),
    column('arrivedAt', 'Arrived', ({ arrivedAt }) => arrivedAt),
    column('startedAt', 'Started', ({ startedAt }) => startedAt),
    column('completedAt', 'Completed', ({ completedAt }) => completedAt),
    column('overridden', 'Rules overridden', ({ overridden }) => list(overridden)),
    column('notes', 'Notes', ({ notes }) => notes),
    ...last<'assignments'>(),
  ],
  technicians: [
    ...first<'technicians'>(),
    column('name', 'Name', ({ name }) => name),
    column('status', 'Status', ({ status }) => status),
    column('active', 'Active', ({ active }) => active),
    column('phone', 'Phone', ({ phone }) => phone),
    column('email', 'E-mail', ({ email }) => email),
    column('skills', 'Skills', (technician) => skills(technician.skills)),
    column('certifications', 'Certifications', ({ certifications }) =>
      list(certifications.map(({ key, expiresOn }) => (expiresOn === null ? key : `${key}:${expiresOn}`))),
    ),
    column('territories', 'Territories', ({ territories }) => list(territories)),
    column('crewId', 'Crew id', ({ crewId }) => crewId),
    column('crew', 'Crew', ({ crewId }, { crew }) => crew(crewId)?.name, 'crews'),
    column('homeLatitude', 'Home latitude', ({ home }) => home?.latitude),
    column('homeLongitude', 'Home longitude', ({ home }) => home?.longitude),
    column('timeZone', 'Time zone', ({ timeZone }) => timeZone),
    column('color', 'Colour', ({ color }) => color),
    ...last<'technicians'>(),
  ],
  customers: [
    ...first<'customers'>(),
    column('name', 'Name', ({ name }) => name),
    column('phone', 'Phone', ({ phone }) => phone),
    column('email', 'E-mail', ({ email }) => email),
    column('notes', 'Notes', ({ notes }) => notes),
    ...last<'customers'>(),
  ],
  sites: [
    ...first<'sites'>(),
    column('customerId', 'Customer id', ({ customerId }) => customerId),
    column('customer', 'Customer', ({ customerId }, { customer }) => customer(customerId)?.name, 'customers'),
    column('name', 'Name', ({ name }) => name),
    column('address', 'Address', ({ address }) => address),
    column('district', 'District', ({ district }) => district),
    column('latitude', 'Latitude', ({ position }) => position?.latitude),
    column('longitude', 'Longitude', ({ position }) => position?.longitude),
    column('geocodeQuality', 'Quality of the position', ({ geocodeQuality }) => geocodeQuality),
    column('timeZone', 'Time zone', ({ timeZone }) => timeZone),
    column('accessNotes', 'Access', ({ accessNotes }) => accessNotes),
    ...last<'sites'>(),
  ],
  shifts: [
    ...first<'shifts'>(),
    ...ofStretch<'shifts'>(),
    column('breaks', 'Breaks', ({ breaks }) => list(breaks.map(({ startsAt, endsAt }) => `${startsAt}/${endsAt}`))),
    ...last<'shifts'>(),
  ],
  timeOff: [
    ...first<'timeOff'>(),
    ...ofStretch<'timeOff'>(),
    column('reason', 'Reason', ({ reason }) => reason),
    ...last<'timeOff'>(),
  ],
  crews: [
    ...first<'crews'>(),
    column('name', 'Name', ({ name }) => name),
    column('color', 'Colour', ({ color }) => color),
    column('leadId', 'Lead id', ({ leadId }) => leadId),
    column('technicianIds', 'Technician ids', ({ technicianIds }) => list(technicianIds)),
    ...last<'crews'>(),
  ],
  equipment: [
    ...first<'equipment'>(),
    column('name', 'Name', ({ name }) => name),
    column('type', 'Type', ({ type }) => type),
    column('notes', 'Notes', ({ notes }) => notes),
    ...last<'equipment'>(),
  ],
  certifications: [
    ...first<'certifications'>(),
    column('technicianId', 'Technician id', ({ technicianId }) => technicianId),
    column('technician', 'Technician', ({ technicianId }, { technician }) => technician(technicianId)?.name, 'technicians'),
    column('key', 'Certification', ({ key }) => key),
    column('number', 'Number', ({ number }) => number),
    column('issuedOn', 'Issued', ({ issuedOn }) => issuedOn),
    column('expiresOn', 'Expires', ({ expiresOn }) => expiresOn),
    column('notes', 'Notes', ({ notes }) => notes),
    ...last<'certifications'>(),
  ],
};
