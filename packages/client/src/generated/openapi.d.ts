/** Types of the wire. Generated from docs/reference/openapi.json; change the connector's operations instead. */
export type paths = {
    readonly "/v1/assignments": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List assignments
         * @description `from` and `to` find those that overlap the interval.
         */
        readonly get: operations["listAssignments"];
        readonly put?: never;
        /**
         * Assign a job to a technician
         * @description Broken rules answer 409 `assignment_conflict` with the violations and their numbers. Send `override: true` to place it anyway; the violations are then recorded.
         */
        readonly post: operations["assignJob"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/assignments/{assignmentId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read an assignment */
        readonly get: operations["getAssignment"];
        readonly put?: never;
        readonly post?: never;
        /**
         * Take an assignment back
         * @description It can be brought back by creating one with the same id for the same job.
         */
        readonly delete: operations["unassign"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Move or change an assignment
         * @description JSON Merge Patch. A new `startsAt` without `endsAt` keeps the length.
         */
        readonly patch: operations["moveAssignment"];
        readonly trace?: never;
    };
    readonly "/v1/assignments/batch": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Change several assignments, all or nothing
         * @description Operations run in order, in one transaction, with one event. Versions take the place of `If-Match`.
         */
        readonly post: operations["batchAssignments"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/assignments/check": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Ask what the rules say of a placement
         * @description Nothing is written.
         */
        readonly post: operations["checkAssignment"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/customers": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List customers */
        readonly get: operations["listCustomers"];
        readonly put?: never;
        /** Create a customer */
        readonly post: operations["createCustomer"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/customers/{customerId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read a customer */
        readonly get: operations["getCustomer"];
        readonly put?: never;
        readonly post?: never;
        /** Delete a customer */
        readonly delete: operations["deleteCustomer"];
        readonly options?: never;
        readonly head?: never;
        /** Change a customer */
        readonly patch: operations["changeCustomer"];
        readonly trace?: never;
    };
    readonly "/v1/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Live events, or their history
         * @description With `Accept: text/event-stream` a stream: `event: event` with `id:` = seq and an Event as data; `event: position` with a PositionMessage and no id; `event: reset` when the place to go on from is more than 5,000 events back or unknown (read the snapshot again; the stream then ends); a comment at least every 15 seconds. Continues after `Last-Event-ID` or `after`, else from now. The stream ends when the token expires, or when the reader is too slow: connect again with the last id. Otherwise the history as a list.
         */
        readonly get: operations["readEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/fixes": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Report positions
         * @description A technician reports own positions only. Older fixes than the last known one are passed over, so repeating is harmless.
         */
        readonly post: operations["recordFixes"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/jobs": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List jobs
         * @description Filters narrow the list together. A technician sees own jobs, unless the tenant shows the whole day.
         */
        readonly get: operations["listJobs"];
        readonly put?: never;
        /** Create a job */
        readonly post: operations["createJob"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/jobs/{jobId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read a job */
        readonly get: operations["getJob"];
        readonly put?: never;
        readonly post?: never;
        /** Delete a job */
        readonly delete: operations["deleteJob"];
        readonly options?: never;
        readonly head?: never;
        /**
         * Change a job
         * @description JSON Merge Patch. The status is moved by transitions, not here.
         */
        readonly patch: operations["changeJob"];
        readonly trace?: never;
    };
    readonly "/v1/jobs/{jobId}/events": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** History of a job, newest first */
        readonly get: operations["listJobEvents"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/jobs/{jobId}/transitions": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly get?: never;
        readonly put?: never;
        /**
         * Move a job along its statuses
         * @description Moves the job, or one technician’s part of it. Hold and cancel need a `reason`. With `If-Match` the move is made only if the job is still at that version.
         */
        readonly post: operations["transitionJob"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/settings": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read the settings of the tenant */
        readonly get: operations["readSettings"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        /** Change the settings of the tenant */
        readonly patch: operations["changeSettings"];
        readonly trace?: never;
    };
    readonly "/v1/shifts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List shifts
         * @description `from` and `to` find those that overlap the interval.
         */
        readonly get: operations["listShifts"];
        readonly put?: never;
        /** Create a shift */
        readonly post: operations["createShift"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/shifts/{shiftId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read a shift */
        readonly get: operations["getShift"];
        readonly put?: never;
        readonly post?: never;
        /** Delete a shift */
        readonly delete: operations["deleteShift"];
        readonly options?: never;
        readonly head?: never;
        /** Change a shift */
        readonly patch: operations["changeShift"];
        readonly trace?: never;
    };
    readonly "/v1/sites": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List sites */
        readonly get: operations["listSites"];
        readonly put?: never;
        /** Create a site */
        readonly post: operations["createSite"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/sites/{siteId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read a site */
        readonly get: operations["getSite"];
        readonly put?: never;
        readonly post?: never;
        /** Delete a site */
        readonly delete: operations["deleteSite"];
        readonly options?: never;
        readonly head?: never;
        /** Change a site */
        readonly patch: operations["changeSite"];
        readonly trace?: never;
    };
    readonly "/v1/snapshot": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * All a board needs for a window of time
         * @description Continue with the stream of events after its `seq`. At most 20,000 jobs: open ones first, then the newest.
         */
        readonly get: operations["readSnapshot"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/technicians": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** List technicians */
        readonly get: operations["listTechnicians"];
        readonly put?: never;
        /** Create a technician */
        readonly post: operations["createTechnician"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/technicians/{technicianId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * Read a technician
         * @description The live position changes without a new version.
         */
        readonly get: operations["getTechnician"];
        readonly put?: never;
        readonly post?: never;
        /** Delete a technician */
        readonly delete: operations["deleteTechnician"];
        readonly options?: never;
        readonly head?: never;
        /** Change a technician */
        readonly patch: operations["changeTechnician"];
        readonly trace?: never;
    };
    readonly "/v1/technicians/{technicianId}/shifts": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List shifts of a technician
         * @description `from` and `to` find those that overlap the interval.
         */
        readonly get: operations["listTechnicianShifts"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/technicians/{technicianId}/time-off": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List time off of a technician
         * @description `from` and `to` find those that overlap the interval.
         */
        readonly get: operations["listTechnicianTimeOff"];
        readonly put?: never;
        readonly post?: never;
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/time-off": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /**
         * List time off
         * @description `from` and `to` find those that overlap the interval.
         */
        readonly get: operations["listTimeOff"];
        readonly put?: never;
        /** Create time off */
        readonly post: operations["createTimeOff"];
        readonly delete?: never;
        readonly options?: never;
        readonly head?: never;
        readonly patch?: never;
        readonly trace?: never;
    };
    readonly "/v1/time-off/{timeOffId}": {
        readonly parameters: {
            readonly query?: never;
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        /** Read time off */
        readonly get: operations["getTimeOff"];
        readonly put?: never;
        readonly post?: never;
        /** Delete time off */
        readonly delete: operations["deleteTimeOff"];
        readonly options?: never;
        readonly head?: never;
        /** Change time off */
        readonly patch: operations["changeTimeOff"];
        readonly trace?: never;
    };
};
export type webhooks = Record<string, never>;
export type components = {
    schemas: {
        /** @description Who made a change. */
        readonly Actor: {
            readonly id: string;
            readonly name: string | null;
            readonly role: ("viewer" | "technician" | "dispatcher" | "supervisor" | "admin" | "customer") | "system";
        };
        /** @description One technician, one job, one interval. */
        readonly Assignment: {
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly arrivedAt: string | null;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly completedAt: string | null;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly createdAt: string;
            readonly custom: components["schemas"]["Custom"];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly endsAt: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly enRouteAt: string | null;
            /** @description The host system's own id; unique per tenant and kind. */
            readonly externalRef: string | null;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly id: string;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly jobId: string;
            /** @enum {string} */
            readonly lock: "planned" | "committed" | "pinned";
            readonly notes: string;
            readonly overridden: readonly string[];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly releasedAt: string | null;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly startedAt: string | null;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly startsAt: string;
            readonly status: components["schemas"]["AssignmentStatus"];
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly technicianId: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly updatedAt: string;
            /** @description Counts changes from 1; also the ETag. */
            readonly version: number;
        } | null;
        /** @description Several changes to assignments, all or nothing. */
        readonly AssignmentBatch: {
            readonly operations: readonly ({
                readonly assignment: components["schemas"]["AssignmentCreate"];
                /** @enum {string} */
                readonly op: "create";
            } | {
                /**
                 * @description Opaque id. Ours are UUIDv7; compare, never parse.
                 * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
                 */
                readonly id: string;
                /** @enum {string} */
                readonly op: "update";
                readonly patch: components["schemas"]["AssignmentPatch"];
                readonly version: number;
            } | {
                /**
                 * @description Opaque id. Ours are UUIDv7; compare, never parse.
                 * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
                 */
                readonly id: string;
                /** @enum {string} */
                readonly op: "delete";
                readonly version: number;
            })[];
        };
        readonly AssignmentBatchResult: {
            readonly results: readonly {
                readonly assignment: components["schemas"]["Assignment"];
                /**
                 * @description Opaque id. Ours are UUIDv7; compare, never parse.
                 * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
                 */
                readonly id: string;
                readonly version: number;
            }[];
            readonly seq: number;
        };
        readonly AssignmentCheck: {
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly assignmentId?: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly endsAt?: string;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly jobId: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly startsAt: string;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly technicianId: string;
        };
        readonly AssignmentCheckResult: {
            readonly travel: {
                readonly distanceMeters: number | null;
                readonly minutes: number | null;
                /** @enum {string} */
                readonly quality: "network" | "estimate" | "unknown";
            };
            readonly violations: readonly components["schemas"]["Violation"][];
        };
        /** @description Places a job with a technician. */
        readonly AssignmentCreate: {
            readonly custom?: components["schemas"]["Custom"];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly endsAt?: string;
            /** @description The host system's own id; unique per tenant and kind. */
            readonly externalRef?: string | null;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly id?: string;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly jobId: string;
            /** @enum {string} */
            readonly lock?: "planned" | "committed" | "pinned";
            readonly notes?: string;
            /**
             * @description Place it although warnings are found; they are recorded. Needs the right assignments:override.
             * @default false
             */
            readonly override: boolean;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly startsAt: string;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly technicianId: string;
        };
        /** @description One page of a list. */
        readonly AssignmentPage: {
            /** @description With `updatedSince`: what was deleted since. */
            readonly deleted?: readonly components["schemas"]["Tombstone"][];
            readonly items: readonly components["schemas"]["Assignment"][];
            /** @description Give it as `cursor` for the next page; `null` on the last one. */
            readonly nextCursor: string | null;
            /** @description How many there are on all pages. Counted on the first page. */
            readonly total?: number;
        };
        /** @description Moves or changes an assignment. */
        readonly AssignmentPatch: {
            readonly custom?: components["schemas"]["Custom"];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly endsAt?: string;
            /** @enum {string} */
            readonly lock?: "planned" | "committed" | "pinned";
            readonly notes?: string;
            /**
             * @description Place it although warnings are found; they are recorded. Needs the right assignments:override.
             * @default false
             */
            readonly override: boolean;
            readonly released?: boolean;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly startsAt?: string;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly technicianId?: string;
        };
        /** @enum {string} */
        readonly AssignmentStatus: "scheduled" | "dispatched" | "en_route" | "on_site" | "in_progress" | "completed";
        /** @description A proof held by a technician; `expiresOn` is its last valid day. */
        readonly Certification: {
            /**
             * Format: date
             * @description Calendar day, YYYY-MM-DD.
             * @example 2026-11-20
             */
            readonly expiresOn: string | null;
            readonly key: string;
        };
        /** @description One record touched by an event, before and after. */
        readonly Change: {
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly id: string;
            readonly kind: ("jobs" | "assignments" | "technicians" | "customers" | "sites" | "shifts" | "timeOff") | "settings";
            readonly previous?: {
                readonly [key: string]: unknown;
            };
            readonly record: {
                readonly [key: string]: unknown;
            } | null;
            readonly version: number;
        };
        /** @description Where and how a technician said "I am here". */
        readonly CheckIn: {
            readonly accuracyMeters: number | null;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly deviceAt: string;
            readonly distanceMeters: number | null;
            /** @enum {string} */
            readonly outcome: "ok" | "outside_geofence" | "skipped" | "offline_ok" | "offline_outside" | "no_permission" | "low_accuracy";
            readonly position: components["schemas"]["Position"];
        };
        /** @description Values of the tenant's custom fields, by key. */
        readonly Custom: {
            readonly [key: string]: string | number | boolean | null;
        };
        /** @description Who the work is for. */
        readonly Customer: {
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly createdAt: string;
            readonly custom: components["schemas"]["Custom"];
            readonly email: string | null;
            /** @description The host system's own id; unique per tenant and kind. */
            readonly externalRef: string | null;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly id: string;
            readonly name: string;
            readonly notes: string;
            readonly phone: string | null;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly updatedAt: string;
            /** @description Counts changes from 1; also the ETag. */
            readonly version: number;
        };
        readonly CustomerCreate: {
            readonly custom?: components["schemas"]["Custom"];
            readonly email?: string | null;
            /** @description The host system's own id; unique per tenant and kind. */
            readonly externalRef?: string | null;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly id?: string;
            readonly name: string;
            readonly notes?: string;
            readonly phone?: string | null;
        };
        /** @description One page of a list. */
        readonly CustomerPage: {
            /** @description With `updatedSince`: what was deleted since. */
            readonly deleted?: readonly components["schemas"]["Tombstone"][];
            readonly items: readonly components["schemas"]["Customer"][];
            /** @description Give it as `cursor` for the next page; `null` on the last one. */
            readonly nextCursor: string | null;
            /** @description How many there are on all pages. Counted on the first page. */
            readonly total?: number;
        };
        readonly CustomerPatch: {
            readonly custom?: components["schemas"]["Custom"];
            readonly email?: string | null;
            /** @description The host system's own id; unique per tenant and kind. */
            readonly externalRef?: string | null;
            readonly name?: string;
            readonly notes?: string;
            readonly phone?: string | null;
        };
        /** @description A field of the tenant's own; columns, filters and forms follow it. */
        readonly CustomField: {
            /** @enum {string} */
            readonly entity: "job" | "customer" | "technician" | "equipment";
            readonly key: string;
            /** @enum {string} */
            readonly kind: "text" | "number" | "date" | "boolean" | "select";
            readonly label: string;
            readonly options?: readonly string[];
        };
        /** @description Immutable audit entry and live feed item. */
        readonly Event: {
            readonly actor: components["schemas"]["Actor"];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly at: string;
            readonly changes: readonly components["schemas"]["Change"][];
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly jobId: string | null;
            /** @enum {string} */
            readonly method: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
            readonly overridden?: readonly components["schemas"]["Violation"][];
            readonly reason?: string;
            readonly reload?: boolean;
            readonly requestId: string | null;
            readonly seq: number;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly technicianId: string | null;
            /** @enum {string} */
            readonly type: "job.created" | "job.changed" | "job.deleted" | "job.transitioned" | "jobs.imported" | "assignment.created" | "assignment.changed" | "assignment.deleted" | "assignments.changed" | "technician.created" | "technician.changed" | "technician.deleted" | "technicians.imported" | "customer.created" | "customer.changed" | "customer.deleted" | "customers.imported" | "site.created" | "site.changed" | "site.deleted" | "shift.created" | "shift.changed" | "shift.deleted" | "time_off.created" | "time_off.changed" | "time_off.deleted" | "settings.changed";
        };
        /** @description One page of a list. */
        readonly EventPage: {
            /** @description With `updatedSince`: what was deleted since. */
            readonly deleted?: readonly components["schemas"]["Tombstone"][];
            readonly items: readonly components["schemas"]["Event"][];
            /** @description Give it as `cursor` for the next page; `null` on the last one. */
            readonly nextCursor: string | null;
            /** @description How many there are on all pages. Counted on the first page. */
            readonly total?: number;
        };
        /** @description One GPS point. */
        readonly Fix: {
            readonly accuracyMeters: number | null;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly at: string;
            readonly headingDegrees: number | null;
            readonly latitude: number;
            readonly longitude: number;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly technicianId: string;
        };
        readonly FixBatch: {
            readonly fixes: readonly components["schemas"]["Fix"][];
        };
        /** @description How many fixes were newer than what was known. */
        readonly FixResult: {
            readonly accepted: number;
        };
        /**
         * @description How good a position is: `exact` rooftop or device, `interpolated` along the street, `area` centre of a district, `none` no position.
         * @enum {string}
         */
        readonly GeocodeQuality: "exact" | "interpolated" | "area" | "none";
        /** @description Work wanted. When and by whom is said by its assignments. */
        readonly Job: {
            readonly certifications: readonly string[];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly completedAt: string | null;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly createdAt: string;
            readonly custom: components["schemas"]["Custom"];
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly customerId: string | null;
            readonly description: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly dueAt: string | null;
            /** @description Expected work on site in minutes, without travel. */
            readonly durationMinutes: number;
            readonly equipmentIds: readonly string[];
            /** @enum {string|null} */
            readonly explicitStatus: "on_hold" | "cancelled" | "completed" | null;
            /** @description The host system's own id; unique per tenant and kind. */
            readonly externalRef: string | null;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly id: string;
            readonly number: string;
            readonly priority: components["schemas"]["Priority"];
            readonly quotedPrice: components["schemas"]["Money"];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly requestedAt: string | null;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly siteId: string | null;
            readonly skills: readonly components["schemas"]["Skill"][];
            readonly source: string | null;
            readonly status: components["schemas"]["JobStatus"];
            readonly statusReason: string | null;
            readonly territory: string | null;
            readonly title: string;
            readonly type: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly updatedAt: string;
            /** @description Counts changes from 1; also the ETag. */
            readonly version: number;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly windowEndsAt: string | null;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly windowStartsAt: string | null;
        };
        readonly JobCreate: {
            readonly certifications?: readonly string[];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly completedAt?: string | null;
            readonly custom?: components["schemas"]["Custom"];
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly customerId?: string | null;
            readonly description?: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly dueAt?: string | null;
            /** @description Expected work on site in minutes, without travel. */
            readonly durationMinutes?: number;
            readonly equipmentIds?: readonly string[];
            /** @enum {string|null} */
            readonly explicitStatus?: "on_hold" | "cancelled" | "completed" | null;
            /** @description The host system's own id; unique per tenant and kind. */
            readonly externalRef?: string | null;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly id?: string;
            readonly number?: string;
            readonly priority?: components["schemas"]["Priority"];
            readonly quotedPrice?: components["schemas"]["Money"];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly requestedAt?: string | null;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly siteId?: string | null;
            readonly skills?: readonly components["schemas"]["Skill"][];
            readonly source?: string | null;
            readonly statusReason?: string | null;
            readonly territory?: string | null;
            readonly title: string;
            readonly type?: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly windowEndsAt?: string | null;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly windowStartsAt?: string | null;
        };
        /** @description One page of a list. */
        readonly JobPage: {
            /** @description With `updatedSince`: what was deleted since. */
            readonly deleted?: readonly components["schemas"]["Tombstone"][];
            readonly items: readonly components["schemas"]["Job"][];
            /** @description Give it as `cursor` for the next page; `null` on the last one. */
            readonly nextCursor: string | null;
            /** @description How many there are on all pages. Counted on the first page. */
            readonly total?: number;
        };
        readonly JobPatch: {
            readonly certifications?: readonly string[];
            readonly custom?: components["schemas"]["Custom"];
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly customerId?: string | null;
            readonly description?: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly dueAt?: string | null;
            /** @description Expected work on site in minutes, without travel. */
            readonly durationMinutes?: number;
            readonly equipmentIds?: readonly string[];
            /** @description The host system's own id; unique per tenant and kind. */
            readonly externalRef?: string | null;
            readonly number?: string;
            readonly priority?: components["schemas"]["Priority"];
            readonly quotedPrice?: components["schemas"]["Money"];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly requestedAt?: string | null;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly siteId?: string | null;
            readonly skills?: readonly components["schemas"]["Skill"][];
            readonly source?: string | null;
            readonly territory?: string | null;
            readonly title?: string;
            readonly type?: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly windowEndsAt?: string | null;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly windowStartsAt?: string | null;
        };
        /** @enum {string} */
        readonly JobStatus: "unscheduled" | "scheduled" | "dispatched" | "en_route" | "on_site" | "in_progress" | "completed" | "cancelled" | "on_hold";
        /** @description Last known position, with the time of the fix. */
        readonly LivePosition: {
            readonly accuracyMeters: number | null;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly at: string;
            readonly headingDegrees: number | null;
            readonly latitude: number;
            readonly longitude: number;
        } | null;
        /** @description Minor units of an ISO 4217 currency. */
        readonly Money: {
            readonly amount: number;
            readonly currency: string;
        } | null;
        /**
         * @description WGS 84 position in degrees.
         * @example {
         *       "latitude": 37.7793,
         *       "longitude": -122.4193
         *     }
         */
        readonly Position: {
            /** @description Degrees north, WGS 84. */
            readonly latitude: number;
            /** @description Degrees east, WGS 84. */
            readonly longitude: number;
        } | null;
        /** @description A technician has moved. Not kept as history. */
        readonly PositionMessage: {
            readonly position: components["schemas"]["LivePosition"];
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly technicianId: string;
        };
        /** @enum {string} */
        readonly Priority: "low" | "normal" | "high" | "urgent";
        /** @description RFC 9457 problem details. */
        readonly Problem: {
            readonly allowed?: readonly components["schemas"]["JobStatus"][];
            readonly code: string;
            readonly currentVersion?: number;
            readonly detail: string;
            readonly errors?: readonly {
                readonly detail: string;
                readonly pointer: string;
            }[];
            readonly hint?: string;
            readonly requestId: string;
            readonly status: number;
            readonly title: string;
            readonly type: string;
            readonly violations?: readonly components["schemas"]["Violation"][];
        };
        /** @description How a tenant wants things to be. */
        readonly Settings: {
            readonly customFields: readonly components["schemas"]["CustomField"][];
            readonly detourFactor: number;
            readonly geofenceMeters: number;
            readonly labels: {
                readonly [key: string]: string;
            };
            readonly mapCenter: components["schemas"]["Position"];
            readonly mapZoom: number | null;
            readonly name: string;
            readonly snapMinutes: number;
            readonly statusColors: {
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                readonly cancelled?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                readonly completed?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                readonly dispatched?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                readonly en_route?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                readonly in_progress?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                readonly on_hold?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                readonly on_site?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                readonly scheduled?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                readonly unscheduled?: string;
            };
            readonly techniciansSeeAll: boolean;
            /**
             * @description IANA time zone.
             * @example America/Los_Angeles
             */
            readonly timeZone: string;
            /** @description Average driving speed for estimates, km/h. */
            readonly travelSpeedKmh: number;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly updatedAt: string;
            readonly version: number;
            readonly weekStartsOn: number;
        };
        readonly SettingsPatch: {
            readonly customFields?: readonly components["schemas"]["CustomField"][];
            readonly detourFactor?: number;
            readonly geofenceMeters?: number;
            readonly labels?: {
                readonly [key: string]: string;
            };
            readonly mapCenter?: components["schemas"]["Position"];
            readonly mapZoom?: number | null;
            readonly name?: string;
            readonly snapMinutes?: number;
            readonly statusColors?: {
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                readonly cancelled?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                readonly completed?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                readonly dispatched?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                readonly en_route?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                readonly in_progress?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                readonly on_hold?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                readonly on_site?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                readonly scheduled?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                readonly unscheduled?: string;
            };
            readonly techniciansSeeAll?: boolean;
            /**
             * @description IANA time zone.
             * @example America/Los_Angeles
             */
            readonly timeZone?: string;
            /** @description Average driving speed for estimates, km/h. */
            readonly travelSpeedKmh?: number;
            readonly weekStartsOn?: number;
        };
        /** @description When a technician works, with breaks. */
        readonly Shift: {
            readonly breaks: readonly {
                /**
                 * Format: date-time
                 * @description Instant, UTC ISO 8601.
                 * @example 2026-11-20T17:30:00Z
                 */
                readonly endsAt: string;
                /**
                 * Format: date-time
                 * @description Instant, UTC ISO 8601.
                 * @example 2026-11-20T17:30:00Z
                 */
                readonly startsAt: string;
            }[];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly createdAt: string;
            readonly custom: components["schemas"]["Custom"];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly endsAt: string;
            /** @description The host system's own id; unique per tenant and kind. */
            readonly externalRef: string | null;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly id: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly startsAt: string;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly technicianId: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly updatedAt: string;
            /** @description Counts changes from 1; also the ETag. */
            readonly version: number;
        };
        readonly ShiftCreate: {
            readonly breaks?: readonly {
                /**
                 * Format: date-time
                 * @description Instant, UTC ISO 8601.
                 * @example 2026-11-20T17:30:00Z
                 */
                readonly endsAt: string;
                /**
                 * Format: date-time
                 * @description Instant, UTC ISO 8601.
                 * @example 2026-11-20T17:30:00Z
                 */
                readonly startsAt: string;
            }[];
            readonly custom?: components["schemas"]["Custom"];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly endsAt: string;
            /** @description The host system's own id; unique per tenant and kind. */
            readonly externalRef?: string | null;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly id?: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly startsAt: string;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly technicianId: string;
        };
        /** @description One page of a list. */
        readonly ShiftPage: {
            /** @description With `updatedSince`: what was deleted since. */
            readonly deleted?: readonly components["schemas"]["Tombstone"][];
            readonly items: readonly components["schemas"]["Shift"][];
            /** @description Give it as `cursor` for the next page; `null` on the last one. */
            readonly nextCursor: string | null;
            /** @description How many there are on all pages. Counted on the first page. */
            readonly total?: number;
        };
        readonly ShiftPatch: {
            readonly breaks?: readonly {
                /**
                 * Format: date-time
                 * @description Instant, UTC ISO 8601.
                 * @example 2026-11-20T17:30:00Z
                 */
                readonly endsAt: string;
                /**
                 * Format: date-time
                 * @description Instant, UTC ISO 8601.
                 * @example 2026-11-20T17:30:00Z
                 */
                readonly startsAt: string;
            }[];
            readonly custom?: components["schemas"]["Custom"];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly endsAt?: string;
            /** @description The host system's own id; unique per tenant and kind. */
            readonly externalRef?: string | null;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly startsAt?: string;
        };
        /** @description A place of work: address, position and how good it is. */
        readonly Site: {
            readonly accessNotes: string;
            readonly address: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly createdAt: string;
            readonly custom: components["schemas"]["Custom"];
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly customerId: string | null;
            readonly district: string | null;
            /** @description The host system's own id; unique per tenant and kind. */
            readonly externalRef: string | null;
            readonly geocodeQuality: components["schemas"]["GeocodeQuality"];
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly id: string;
            readonly name: string;
            readonly position: components["schemas"]["Position"];
            /**
             * @description IANA time zone.
             * @example America/Los_Angeles
             */
            readonly timeZone: string | null;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly updatedAt: string;
            /** @description Counts changes from 1; also the ETag. */
            readonly version: number;
        };
        readonly SiteCreate: {
            readonly accessNotes?: string;
            readonly address?: string;
            readonly custom?: components["schemas"]["Custom"];
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly customerId?: string | null;
            readonly district?: string | null;
            /** @description The host system's own id; unique per tenant and kind. */
            readonly externalRef?: string | null;
            readonly geocodeQuality?: components["schemas"]["GeocodeQuality"];
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly id?: string;
            readonly name?: string;
            readonly position?: components["schemas"]["Position"];
            /**
             * @description IANA time zone.
             * @example America/Los_Angeles
             */
            readonly timeZone?: string | null;
        };
        /** @description One page of a list. */
        readonly SitePage: {
            /** @description With `updatedSince`: what was deleted since. */
            readonly deleted?: readonly components["schemas"]["Tombstone"][];
            readonly items: readonly components["schemas"]["Site"][];
            /** @description Give it as `cursor` for the next page; `null` on the last one. */
            readonly nextCursor: string | null;
            /** @description How many there are on all pages. Counted on the first page. */
            readonly total?: number;
        };
        readonly SitePatch: {
            readonly accessNotes?: string;
            readonly address?: string;
            readonly custom?: components["schemas"]["Custom"];
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly customerId?: string | null;
            readonly district?: string | null;
            /** @description The host system's own id; unique per tenant and kind. */
            readonly externalRef?: string | null;
            readonly geocodeQuality?: components["schemas"]["GeocodeQuality"];
            readonly name?: string;
            readonly position?: components["schemas"]["Position"];
            /**
             * @description IANA time zone.
             * @example America/Los_Angeles
             */
            readonly timeZone?: string | null;
        };
        /** @description A skill, with a level from 1 to 9 when levels are used; no level means any. */
        readonly Skill: {
            readonly key: string;
            readonly level?: number;
        };
        /** @description Everything a board needs for a window of time. */
        readonly Snapshot: {
            readonly actor: {
                readonly id: string;
                readonly name: string | null;
                readonly role: string;
                /**
                 * @description Opaque id. Ours are UUIDv7; compare, never parse.
                 * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
                 */
                readonly technicianId: string | null;
                readonly tenant: string;
            };
            readonly assignments: readonly components["schemas"]["Assignment"][];
            readonly capabilities: {
                readonly [key: string]: "all" | "own";
            };
            readonly customers: readonly components["schemas"]["Customer"][];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly from: string;
            readonly jobs: readonly components["schemas"]["Job"][];
            readonly jobsTotal: number;
            readonly seq: number;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly serverAt: string;
            readonly settings: components["schemas"]["Settings"];
            readonly shifts: readonly components["schemas"]["Shift"][];
            readonly sites: readonly components["schemas"]["Site"][];
            readonly technicians: readonly components["schemas"]["Technician"][];
            readonly timeOff: readonly components["schemas"]["TimeOff"][];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly to: string;
            readonly truncated: boolean;
        };
        /** @description Data of one message of the stream, by its `event:`. */
        readonly StreamData: components["schemas"]["Event"] | components["schemas"]["PositionMessage"];
        /** @description A person (or van) who does the work. */
        readonly Technician: {
            readonly active: boolean;
            readonly certifications: readonly components["schemas"]["Certification"][];
            /**
             * @description Colour as #rrggbb.
             * @example #4263eb
             */
            readonly color: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly createdAt: string;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly crewId: string | null;
            readonly custom: components["schemas"]["Custom"];
            readonly email: string | null;
            /** @description The host system's own id; unique per tenant and kind. */
            readonly externalRef: string | null;
            readonly home: components["schemas"]["Position"];
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly id: string;
            readonly name: string;
            readonly phone: string | null;
            readonly position: components["schemas"]["LivePosition"];
            readonly skills: readonly components["schemas"]["Skill"][];
            /** @enum {string} */
            readonly status: "available" | "on_job" | "traveling" | "break" | "off_duty";
            readonly territories: readonly string[];
            /**
             * @description IANA time zone.
             * @example America/Los_Angeles
             */
            readonly timeZone: string | null;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly updatedAt: string;
            /** @description Counts changes from 1; also the ETag. */
            readonly version: number;
        };
        readonly TechnicianCreate: {
            readonly active?: boolean;
            readonly certifications?: readonly components["schemas"]["Certification"][];
            /**
             * @description Colour as #rrggbb.
             * @example #4263eb
             */
            readonly color?: string;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly crewId?: string | null;
            readonly custom?: components["schemas"]["Custom"];
            readonly email?: string | null;
            /** @description The host system's own id; unique per tenant and kind. */
            readonly externalRef?: string | null;
            readonly home?: components["schemas"]["Position"];
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly id?: string;
            readonly name: string;
            readonly phone?: string | null;
            readonly skills?: readonly components["schemas"]["Skill"][];
            /** @enum {string} */
            readonly status?: "available" | "on_job" | "traveling" | "break" | "off_duty";
            readonly territories?: readonly string[];
            /**
             * @description IANA time zone.
             * @example America/Los_Angeles
             */
            readonly timeZone?: string | null;
        };
        /** @description One page of a list. */
        readonly TechnicianPage: {
            /** @description With `updatedSince`: what was deleted since. */
            readonly deleted?: readonly components["schemas"]["Tombstone"][];
            readonly items: readonly components["schemas"]["Technician"][];
            /** @description Give it as `cursor` for the next page; `null` on the last one. */
            readonly nextCursor: string | null;
            /** @description How many there are on all pages. Counted on the first page. */
            readonly total?: number;
        };
        readonly TechnicianPatch: {
            readonly active?: boolean;
            readonly certifications?: readonly components["schemas"]["Certification"][];
            /**
             * @description Colour as #rrggbb.
             * @example #4263eb
             */
            readonly color?: string;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly crewId?: string | null;
            readonly custom?: components["schemas"]["Custom"];
            readonly email?: string | null;
            /** @description The host system's own id; unique per tenant and kind. */
            readonly externalRef?: string | null;
            readonly home?: components["schemas"]["Position"];
            readonly name?: string;
            readonly phone?: string | null;
            readonly skills?: readonly components["schemas"]["Skill"][];
            /** @enum {string} */
            readonly status?: "available" | "on_job" | "traveling" | "break" | "off_duty";
            readonly territories?: readonly string[];
            /**
             * @description IANA time zone.
             * @example America/Los_Angeles
             */
            readonly timeZone?: string | null;
        };
        /** @description When a technician is away. */
        readonly TimeOff: {
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly createdAt: string;
            readonly custom: components["schemas"]["Custom"];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly endsAt: string;
            /** @description The host system's own id; unique per tenant and kind. */
            readonly externalRef: string | null;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly id: string;
            readonly reason: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly startsAt: string;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly technicianId: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly updatedAt: string;
            /** @description Counts changes from 1; also the ETag. */
            readonly version: number;
        };
        readonly TimeOffCreate: {
            readonly custom?: components["schemas"]["Custom"];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly endsAt: string;
            /** @description The host system's own id; unique per tenant and kind. */
            readonly externalRef?: string | null;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly id?: string;
            readonly reason?: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly startsAt: string;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly technicianId: string;
        };
        /** @description One page of a list. */
        readonly TimeOffPage: {
            /** @description With `updatedSince`: what was deleted since. */
            readonly deleted?: readonly components["schemas"]["Tombstone"][];
            readonly items: readonly components["schemas"]["TimeOff"][];
            /** @description Give it as `cursor` for the next page; `null` on the last one. */
            readonly nextCursor: string | null;
            /** @description How many there are on all pages. Counted on the first page. */
            readonly total?: number;
        };
        readonly TimeOffPatch: {
            readonly custom?: components["schemas"]["Custom"];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly endsAt?: string;
            /** @description The host system's own id; unique per tenant and kind. */
            readonly externalRef?: string | null;
            readonly reason?: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly startsAt?: string;
        };
        /** @description What is left of a deleted record: its id and the version the deletion gave it. */
        readonly Tombstone: {
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly deletedAt: string;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly id: string;
            readonly version: number;
        };
        /** @description Moves a job along its statuses. */
        readonly Transition: {
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly assignmentId?: string;
            readonly checkIn?: components["schemas"]["CheckIn"];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly deviceAt?: string;
            readonly reason?: string;
            readonly to: components["schemas"]["JobStatus"];
        };
        readonly TransitionResult: {
            readonly assignment: components["schemas"]["Assignment"];
            readonly job: components["schemas"]["Job"];
            readonly seq: number;
        };
        /** @description A scheduling rule that is broken, with the numbers. */
        readonly Violation: {
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly actualAt?: string;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            readonly assignmentId?: string;
            /** @enum {string} */
            readonly code: "skill_missing" | "overlap" | "off_shift" | "time_off" | "travel_infeasible" | "window_missed" | "territory" | "over_capacity" | "equipment_busy" | "certification_expired" | "position_unknown";
            readonly detail: string;
            readonly distanceMeters?: number;
            /** Format: date */
            readonly expiredOn?: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            readonly limitAt?: string;
            readonly minutes?: number;
            readonly neededLevel?: number;
            /** @enum {string} */
            readonly severity: "note" | "warning" | "forbidden";
            readonly subject?: string;
            readonly travelMinutes?: number;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
};
export type $defs = Record<string, never>;
export interface operations {
    readonly listAssignments: {
        readonly parameters: {
            readonly query?: {
                /** @description Where to go on: `nextCursor` of the page before. Opaque, and only for the same query. */
                readonly cursor?: string;
                /** @description Only the record with this id of the host's. */
                readonly externalRef?: string;
                /** @description Start of the interval. */
                readonly from?: string;
                /** @description Only these ids. Comma-separated. */
                readonly ids?: string;
                /** @description Only those of these jobs. Comma-separated. */
                readonly jobId?: string;
                /** @description How many at most. */
                readonly limit?: number;
                /** @description Full text. Every word must be found, as the beginning of a word. */
                readonly q?: string;
                /** @description Fields to order by, comma-separated, - turns one around: startsAt, endsAt, status, createdAt, updatedAt. Standard: startsAt. */
                readonly sort?: string;
                /** @description Only these statuses. Comma-separated, of: scheduled, dispatched, en_route, on_site, in_progress, completed. */
                readonly status?: string;
                /** @description Only those of these technicians. Comma-separated. */
                readonly technicianId?: string;
                /** @description End of the interval, not included. */
                readonly to?: string;
                /** @description Count all matches. Standard: on the first page only. */
                readonly total?: boolean;
                /** @description Only what has changed at or after this instant. */
                readonly updatedSince?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description List assignments */
            readonly 200: {
                headers: {
                    /** @description `rel="next"`: the next page. */
                    readonly Link?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AssignmentPage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `invalid_cursor`: The cursor is not one of ours. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly assignJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                readonly "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description Makes repeating safe: the same key and body give the same answer for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AssignmentCreate"];
            };
        };
        readonly responses: {
            /** @description Assign a job to a technician */
            readonly 201: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    readonly ETag?: string;
                    /** @description `true` when this is the answer of an earlier request. */
                    readonly "Idempotent-Replayed"?: string;
                    /** @description Path of the new record. */
                    readonly Location?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Assignment"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_in_progress`: The same request is still running. `assignment_conflict`: The assignment breaks scheduling rules. `already_exists`: That id or reference is taken. `transition_not_allowed`: The job cannot move to that status. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. `idempotency_mismatch`: The key was used for another request. `unknown_reference`: A referenced record does not exist. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getAssignment: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Answer 304 if this is still the `ETag`. */
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                readonly assignmentId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Read an assignment */
            readonly 200: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    readonly ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Assignment"];
                };
            };
            /** @description Not changed since that `ETag`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly unassign: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                readonly "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description The `ETag` the change is based on. */
                readonly "If-Match": string;
            };
            readonly path: {
                readonly assignmentId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Take an assignment back */
            readonly 200: {
                headers: {
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Tombstone"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `transition_not_allowed`: The job cannot move to that status. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_required`: If-Match is needed. */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly moveAssignment: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                readonly "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description The `ETag` the change is based on. */
                readonly "If-Match": string;
            };
            readonly path: {
                readonly assignmentId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AssignmentPatch"];
                readonly "application/merge-patch+json": components["schemas"]["AssignmentPatch"];
            };
        };
        readonly responses: {
            /** @description Move or change an assignment */
            readonly 200: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    readonly ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Assignment"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `assignment_conflict`: The assignment breaks scheduling rules. `transition_not_allowed`: The job cannot move to that status. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. `unknown_reference`: A referenced record does not exist. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_required`: If-Match is needed. */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly batchAssignments: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                readonly "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description Makes repeating safe: the same key and body give the same answer for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AssignmentBatch"];
            };
        };
        readonly responses: {
            /** @description Change several assignments, all or nothing */
            readonly 200: {
                headers: {
                    /** @description `true` when this is the answer of an earlier request. */
                    readonly "Idempotent-Replayed"?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AssignmentBatchResult"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_in_progress`: The same request is still running. `assignment_conflict`: The assignment breaks scheduling rules. `already_exists`: That id or reference is taken. `transition_not_allowed`: The job cannot move to that status. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. `idempotency_mismatch`: The key was used for another request. `unknown_reference`: A referenced record does not exist. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly checkAssignment: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                readonly "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["AssignmentCheck"];
            };
        };
        readonly responses: {
            /** @description Ask what the rules say of a placement */
            readonly 200: {
                headers: {
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["AssignmentCheckResult"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. `unknown_reference`: A referenced record does not exist. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listCustomers: {
        readonly parameters: {
            readonly query?: {
                /** @description Where to go on: `nextCursor` of the page before. Opaque, and only for the same query. */
                readonly cursor?: string;
                /** @description Only the record with this id of the host's. */
                readonly externalRef?: string;
                /** @description Only these ids. Comma-separated. */
                readonly ids?: string;
                /** @description How many at most. */
                readonly limit?: number;
                /** @description Full text. Every word must be found, as the beginning of a word. */
                readonly q?: string;
                /** @description Fields to order by, comma-separated, - turns one around: name, createdAt, updatedAt. Standard: name. */
                readonly sort?: string;
                /** @description Count all matches. Standard: on the first page only. */
                readonly total?: boolean;
                /** @description Only what has changed at or after this instant. */
                readonly updatedSince?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description List customers */
            readonly 200: {
                headers: {
                    /** @description `rel="next"`: the next page. */
                    readonly Link?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["CustomerPage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `invalid_cursor`: The cursor is not one of ours. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly createCustomer: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                readonly "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description Makes repeating safe: the same key and body give the same answer for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CustomerCreate"];
            };
        };
        readonly responses: {
            /** @description Create a customer */
            readonly 201: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    readonly ETag?: string;
                    /** @description `true` when this is the answer of an earlier request. */
                    readonly "Idempotent-Replayed"?: string;
                    /** @description Path of the new record. */
                    readonly Location?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_in_progress`: The same request is still running. `already_exists`: That id or reference is taken. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. `idempotency_mismatch`: The key was used for another request. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getCustomer: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Answer 304 if this is still the `ETag`. */
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                readonly customerId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Read a customer */
            readonly 200: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    readonly ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description Not changed since that `ETag`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteCustomer: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                readonly "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description The `ETag` the change is based on. */
                readonly "If-Match": string;
            };
            readonly path: {
                readonly customerId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Delete a customer */
            readonly 200: {
                headers: {
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Tombstone"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_use`: Other records still refer to it. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_required`: If-Match is needed. */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly changeCustomer: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                readonly "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description The `ETag` the change is based on. */
                readonly "If-Match": string;
            };
            readonly path: {
                readonly customerId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["CustomerPatch"];
                readonly "application/merge-patch+json": components["schemas"]["CustomerPatch"];
            };
        };
        readonly responses: {
            /** @description Change a customer */
            readonly 200: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    readonly ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `already_exists`: That id or reference is taken. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_required`: If-Match is needed. */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly readEvents: {
        readonly parameters: {
            readonly query?: {
                /** @description Only events after this seq. */
                readonly after?: number;
                /** @description Where to go on: `nextCursor` of the page before. Opaque, and only for the same query. */
                readonly cursor?: string;
                /** @description History only: events of this job. */
                readonly jobId?: string;
                /** @description History only: how many at most. */
                readonly limit?: number;
                /** @description Fields to order by, comma-separated, - turns one around: seq. Standard: seq. */
                readonly sort?: string;
                /** @description History only: events of this technician. */
                readonly technicianId?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Live events, or their history */
            readonly 200: {
                headers: {
                    /** @description `rel="next"`: the next page. */
                    readonly Link?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EventPage"];
                    readonly "text/event-stream": components["schemas"]["StreamData"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `invalid_cursor`: The cursor is not one of ours. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly recordFixes: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                readonly "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["FixBatch"];
            };
        };
        readonly responses: {
            /** @description Report positions */
            readonly 202: {
                headers: {
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["FixResult"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listJobs: {
        readonly parameters: {
            readonly query?: {
                /** @description West, south, east, north in degrees. West may be greater than east across the 180th meridian. */
                readonly bbox?: string;
                /** @description Where to go on: `nextCursor` of the page before. Opaque, and only for the same query. */
                readonly cursor?: string;
                /** @description Only jobs of these customers. Comma-separated. */
                readonly customerId?: string;
                /** @description Only sites in these districts. Comma-separated. */
                readonly district?: string;
                /** @description Only the record with this id of the host's. */
                readonly externalRef?: string;
                /** @description Start of the interval. */
                readonly from?: string;
                /** @description Only these ids. Comma-separated. */
                readonly ids?: string;
                /** @description How many at most. */
                readonly limit?: number;
                /** @description Only these priorities. Comma-separated, of: low, normal, high, urgent. */
                readonly priority?: string;
                /** @description Full text. Every word must be found, as the beginning of a word. */
                readonly q?: string;
                /** @description Only jobs at these sites. Comma-separated. */
                readonly siteId?: string;
                /** @description Fields to order by, comma-separated, - turns one around: number, title, type, status, priority, durationMinutes, requestedAt, windowStartsAt, windowEndsAt, dueAt, completedAt, createdAt, updatedAt. Standard: -priority,dueAt. */
                readonly sort?: string;
                /** @description Only these statuses. Comma-separated, of: unscheduled, scheduled, dispatched, en_route, on_site, in_progress, completed, cancelled, on_hold. */
                readonly status?: string;
                /** @description Only jobs assigned to these technicians. Comma-separated. */
                readonly technicianId?: string;
                /** @description End of the interval, not included. */
                readonly to?: string;
                /** @description Count all matches. Standard: on the first page only. */
                readonly total?: boolean;
                /** @description Only these types. Comma-separated. */
                readonly type?: string;
                /** @description Only what has changed at or after this instant. */
                readonly updatedSince?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description List jobs */
            readonly 200: {
                headers: {
                    /** @description `rel="next"`: the next page. */
                    readonly Link?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["JobPage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `invalid_cursor`: The cursor is not one of ours. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly createJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                readonly "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description Makes repeating safe: the same key and body give the same answer for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["JobCreate"];
            };
        };
        readonly responses: {
            /** @description Create a job */
            readonly 201: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    readonly ETag?: string;
                    /** @description `true` when this is the answer of an earlier request. */
                    readonly "Idempotent-Replayed"?: string;
                    /** @description Path of the new record. */
                    readonly Location?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Job"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_in_progress`: The same request is still running. `already_exists`: That id or reference is taken. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. `idempotency_mismatch`: The key was used for another request. `unknown_reference`: A referenced record does not exist. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Answer 304 if this is still the `ETag`. */
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                readonly jobId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Read a job */
            readonly 200: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    readonly ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Not changed since that `ETag`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                readonly "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description The `ETag` the change is based on. */
                readonly "If-Match": string;
            };
            readonly path: {
                readonly jobId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Delete a job */
            readonly 200: {
                headers: {
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Tombstone"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_use`: Other records still refer to it. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_required`: If-Match is needed. */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly changeJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                readonly "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description The `ETag` the change is based on. */
                readonly "If-Match": string;
            };
            readonly path: {
                readonly jobId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["JobPatch"];
                readonly "application/merge-patch+json": components["schemas"]["JobPatch"];
            };
        };
        readonly responses: {
            /** @description Change a job */
            readonly 200: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    readonly ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Job"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `already_exists`: That id or reference is taken. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. `unknown_reference`: A referenced record does not exist. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_required`: If-Match is needed. */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listJobEvents: {
        readonly parameters: {
            readonly query?: {
                /** @description Where to go on: `nextCursor` of the page before. Opaque, and only for the same query. */
                readonly cursor?: string;
                /** @description How many at most. */
                readonly limit?: number;
                /** @description Fields to order by, comma-separated, - turns one around: seq. Standard: -seq. */
                readonly sort?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly jobId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description History of a job, newest first */
            readonly 200: {
                headers: {
                    /** @description `rel="next"`: the next page. */
                    readonly Link?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["EventPage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `invalid_cursor`: The cursor is not one of ours. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly transitionJob: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                readonly "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description Makes repeating safe: the same key and body give the same answer for 24 hours. */
                readonly "Idempotency-Key"?: string;
                /** @description Only if the record is still at this `ETag`. */
                readonly "If-Match"?: string;
            };
            readonly path: {
                readonly jobId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["Transition"];
            };
        };
        readonly responses: {
            /** @description Move a job along its statuses */
            readonly 200: {
                headers: {
                    /** @description `true` when this is the answer of an earlier request. */
                    readonly "Idempotent-Replayed"?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TransitionResult"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_in_progress`: The same request is still running. `transition_not_allowed`: The job cannot move to that status. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. `idempotency_mismatch`: The key was used for another request. `unknown_reference`: A referenced record does not exist. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly readSettings: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Answer 304 if this is still the `ETag`. */
                readonly "If-None-Match"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Read the settings of the tenant */
            readonly 200: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    readonly ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description Not changed since that `ETag`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly changeSettings: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                readonly "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description The `ETag` the change is based on. */
                readonly "If-Match": string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SettingsPatch"];
                readonly "application/merge-patch+json": components["schemas"]["SettingsPatch"];
            };
        };
        readonly responses: {
            /** @description Change the settings of the tenant */
            readonly 200: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    readonly ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_required`: If-Match is needed. */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listShifts: {
        readonly parameters: {
            readonly query?: {
                /** @description Where to go on: `nextCursor` of the page before. Opaque, and only for the same query. */
                readonly cursor?: string;
                /** @description Only the record with this id of the host's. */
                readonly externalRef?: string;
                /** @description Start of the interval. */
                readonly from?: string;
                /** @description Only these ids. Comma-separated. */
                readonly ids?: string;
                /** @description How many at most. */
                readonly limit?: number;
                /** @description Full text. Every word must be found, as the beginning of a word. */
                readonly q?: string;
                /** @description Fields to order by, comma-separated, - turns one around: startsAt, endsAt, createdAt, updatedAt. Standard: startsAt. */
                readonly sort?: string;
                /** @description Only those of these technicians. Comma-separated. */
                readonly technicianId?: string;
                /** @description End of the interval, not included. */
                readonly to?: string;
                /** @description Count all matches. Standard: on the first page only. */
                readonly total?: boolean;
                /** @description Only what has changed at or after this instant. */
                readonly updatedSince?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description List shifts */
            readonly 200: {
                headers: {
                    /** @description `rel="next"`: the next page. */
                    readonly Link?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ShiftPage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `invalid_cursor`: The cursor is not one of ours. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly createShift: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                readonly "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description Makes repeating safe: the same key and body give the same answer for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ShiftCreate"];
            };
        };
        readonly responses: {
            /** @description Create a shift */
            readonly 201: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    readonly ETag?: string;
                    /** @description `true` when this is the answer of an earlier request. */
                    readonly "Idempotent-Replayed"?: string;
                    /** @description Path of the new record. */
                    readonly Location?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Shift"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_in_progress`: The same request is still running. `already_exists`: That id or reference is taken. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. `idempotency_mismatch`: The key was used for another request. `unknown_reference`: A referenced record does not exist. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getShift: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Answer 304 if this is still the `ETag`. */
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                readonly shiftId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Read a shift */
            readonly 200: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    readonly ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Shift"];
                };
            };
            /** @description Not changed since that `ETag`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteShift: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                readonly "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description The `ETag` the change is based on. */
                readonly "If-Match": string;
            };
            readonly path: {
                readonly shiftId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Delete a shift */
            readonly 200: {
                headers: {
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Tombstone"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_required`: If-Match is needed. */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly changeShift: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                readonly "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description The `ETag` the change is based on. */
                readonly "If-Match": string;
            };
            readonly path: {
                readonly shiftId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["ShiftPatch"];
                readonly "application/merge-patch+json": components["schemas"]["ShiftPatch"];
            };
        };
        readonly responses: {
            /** @description Change a shift */
            readonly 200: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    readonly ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Shift"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `already_exists`: That id or reference is taken. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_required`: If-Match is needed. */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listSites: {
        readonly parameters: {
            readonly query?: {
                /** @description West, south, east, north in degrees. West may be greater than east across the 180th meridian. */
                readonly bbox?: string;
                /** @description Where to go on: `nextCursor` of the page before. Opaque, and only for the same query. */
                readonly cursor?: string;
                /** @description Only sites of these customers. Comma-separated. */
                readonly customerId?: string;
                /** @description Only sites in these districts. Comma-separated. */
                readonly district?: string;
                /** @description Only the record with this id of the host's. */
                readonly externalRef?: string;
                /** @description Only these ids. Comma-separated. */
                readonly ids?: string;
                /** @description How many at most. */
                readonly limit?: number;
                /** @description Full text. Every word must be found, as the beginning of a word. */
                readonly q?: string;
                /** @description Fields to order by, comma-separated, - turns one around: name, address, district, createdAt, updatedAt. Standard: name. */
                readonly sort?: string;
                /** @description Count all matches. Standard: on the first page only. */
                readonly total?: boolean;
                /** @description Only what has changed at or after this instant. */
                readonly updatedSince?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description List sites */
            readonly 200: {
                headers: {
                    /** @description `rel="next"`: the next page. */
                    readonly Link?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["SitePage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `invalid_cursor`: The cursor is not one of ours. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly createSite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                readonly "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description Makes repeating safe: the same key and body give the same answer for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SiteCreate"];
            };
        };
        readonly responses: {
            /** @description Create a site */
            readonly 201: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    readonly ETag?: string;
                    /** @description `true` when this is the answer of an earlier request. */
                    readonly "Idempotent-Replayed"?: string;
                    /** @description Path of the new record. */
                    readonly Location?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Site"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_in_progress`: The same request is still running. `already_exists`: That id or reference is taken. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. `idempotency_mismatch`: The key was used for another request. `unknown_reference`: A referenced record does not exist. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getSite: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Answer 304 if this is still the `ETag`. */
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                readonly siteId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Read a site */
            readonly 200: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    readonly ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Site"];
                };
            };
            /** @description Not changed since that `ETag`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteSite: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                readonly "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description The `ETag` the change is based on. */
                readonly "If-Match": string;
            };
            readonly path: {
                readonly siteId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Delete a site */
            readonly 200: {
                headers: {
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Tombstone"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_use`: Other records still refer to it. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_required`: If-Match is needed. */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly changeSite: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                readonly "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description The `ETag` the change is based on. */
                readonly "If-Match": string;
            };
            readonly path: {
                readonly siteId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["SitePatch"];
                readonly "application/merge-patch+json": components["schemas"]["SitePatch"];
            };
        };
        readonly responses: {
            /** @description Change a site */
            readonly 200: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    readonly ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Site"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `already_exists`: That id or reference is taken. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. `unknown_reference`: A referenced record does not exist. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_required`: If-Match is needed. */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly readSnapshot: {
        readonly parameters: {
            readonly query: {
                /** @description Start of the window. */
                readonly from: string;
                /** @description `window`: open jobs and those of interest in the window; `all`: every job. */
                readonly jobs?: "window" | "all";
                /** @description End of the window, not included. At most 366 days after `from`. */
                readonly to: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description All a board needs for a window of time */
            readonly 200: {
                headers: {
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Snapshot"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listTechnicians: {
        readonly parameters: {
            readonly query?: {
                /** @description Only those who are (not) active. */
                readonly active?: boolean;
                /** @description West, south, east, north in degrees. West may be greater than east across the 180th meridian. */
                readonly bbox?: string;
                /** @description Where to go on: `nextCursor` of the page before. Opaque, and only for the same query. */
                readonly cursor?: string;
                /** @description Only the record with this id of the host's. */
                readonly externalRef?: string;
                /** @description Only these ids. Comma-separated. */
                readonly ids?: string;
                /** @description How many at most. */
                readonly limit?: number;
                /** @description Full text. Every word must be found, as the beginning of a word. */
                readonly q?: string;
                /** @description Fields to order by, comma-separated, - turns one around: name, status, createdAt, updatedAt. Standard: name. */
                readonly sort?: string;
                /** @description Only these statuses. Comma-separated, of: available, on_job, traveling, break, off_duty. */
                readonly status?: string;
                /** @description Count all matches. Standard: on the first page only. */
                readonly total?: boolean;
                /** @description Only what has changed at or after this instant. */
                readonly updatedSince?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description List technicians */
            readonly 200: {
                headers: {
                    /** @description `rel="next"`: the next page. */
                    readonly Link?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TechnicianPage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `invalid_cursor`: The cursor is not one of ours. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly createTechnician: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                readonly "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description Makes repeating safe: the same key and body give the same answer for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TechnicianCreate"];
            };
        };
        readonly responses: {
            /** @description Create a technician */
            readonly 201: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    readonly ETag?: string;
                    /** @description `true` when this is the answer of an earlier request. */
                    readonly "Idempotent-Replayed"?: string;
                    /** @description Path of the new record. */
                    readonly Location?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Technician"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_in_progress`: The same request is still running. `already_exists`: That id or reference is taken. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. `idempotency_mismatch`: The key was used for another request. `unknown_reference`: A referenced record does not exist. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getTechnician: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Answer 304 if this is still the `ETag`. */
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                readonly technicianId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Read a technician */
            readonly 200: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    readonly ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Technician"];
                };
            };
            /** @description Not changed since that `ETag`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteTechnician: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                readonly "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description The `ETag` the change is based on. */
                readonly "If-Match": string;
            };
            readonly path: {
                readonly technicianId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Delete a technician */
            readonly 200: {
                headers: {
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Tombstone"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_use`: Other records still refer to it. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_required`: If-Match is needed. */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly changeTechnician: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                readonly "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description The `ETag` the change is based on. */
                readonly "If-Match": string;
            };
            readonly path: {
                readonly technicianId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TechnicianPatch"];
                readonly "application/merge-patch+json": components["schemas"]["TechnicianPatch"];
            };
        };
        readonly responses: {
            /** @description Change a technician */
            readonly 200: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    readonly ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Technician"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `already_exists`: That id or reference is taken. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. `unknown_reference`: A referenced record does not exist. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_required`: If-Match is needed. */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listTechnicianShifts: {
        readonly parameters: {
            readonly query?: {
                /** @description Where to go on: `nextCursor` of the page before. Opaque, and only for the same query. */
                readonly cursor?: string;
                /** @description Only the record with this id of the host's. */
                readonly externalRef?: string;
                /** @description Start of the interval. */
                readonly from?: string;
                /** @description Only these ids. Comma-separated. */
                readonly ids?: string;
                /** @description How many at most. */
                readonly limit?: number;
                /** @description Full text. Every word must be found, as the beginning of a word. */
                readonly q?: string;
                /** @description Fields to order by, comma-separated, - turns one around: startsAt, endsAt, createdAt, updatedAt. Standard: startsAt. */
                readonly sort?: string;
                /** @description End of the interval, not included. */
                readonly to?: string;
                /** @description Count all matches. Standard: on the first page only. */
                readonly total?: boolean;
                /** @description Only what has changed at or after this instant. */
                readonly updatedSince?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly technicianId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description List shifts of a technician */
            readonly 200: {
                headers: {
                    /** @description `rel="next"`: the next page. */
                    readonly Link?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["ShiftPage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `invalid_cursor`: The cursor is not one of ours. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listTechnicianTimeOff: {
        readonly parameters: {
            readonly query?: {
                /** @description Where to go on: `nextCursor` of the page before. Opaque, and only for the same query. */
                readonly cursor?: string;
                /** @description Only the record with this id of the host's. */
                readonly externalRef?: string;
                /** @description Start of the interval. */
                readonly from?: string;
                /** @description Only these ids. Comma-separated. */
                readonly ids?: string;
                /** @description How many at most. */
                readonly limit?: number;
                /** @description Full text. Every word must be found, as the beginning of a word. */
                readonly q?: string;
                /** @description Fields to order by, comma-separated, - turns one around: startsAt, endsAt, createdAt, updatedAt. Standard: startsAt. */
                readonly sort?: string;
                /** @description End of the interval, not included. */
                readonly to?: string;
                /** @description Count all matches. Standard: on the first page only. */
                readonly total?: boolean;
                /** @description Only what has changed at or after this instant. */
                readonly updatedSince?: string;
            };
            readonly header?: never;
            readonly path: {
                readonly technicianId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description List time off of a technician */
            readonly 200: {
                headers: {
                    /** @description `rel="next"`: the next page. */
                    readonly Link?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TimeOffPage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `invalid_cursor`: The cursor is not one of ours. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly listTimeOff: {
        readonly parameters: {
            readonly query?: {
                /** @description Where to go on: `nextCursor` of the page before. Opaque, and only for the same query. */
                readonly cursor?: string;
                /** @description Only the record with this id of the host's. */
                readonly externalRef?: string;
                /** @description Start of the interval. */
                readonly from?: string;
                /** @description Only these ids. Comma-separated. */
                readonly ids?: string;
                /** @description How many at most. */
                readonly limit?: number;
                /** @description Full text. Every word must be found, as the beginning of a word. */
                readonly q?: string;
                /** @description Fields to order by, comma-separated, - turns one around: startsAt, endsAt, createdAt, updatedAt. Standard: startsAt. */
                readonly sort?: string;
                /** @description Only those of these technicians. Comma-separated. */
                readonly technicianId?: string;
                /** @description End of the interval, not included. */
                readonly to?: string;
                /** @description Count all matches. Standard: on the first page only. */
                readonly total?: boolean;
                /** @description Only what has changed at or after this instant. */
                readonly updatedSince?: string;
            };
            readonly header?: never;
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description List time off */
            readonly 200: {
                headers: {
                    /** @description `rel="next"`: the next page. */
                    readonly Link?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TimeOffPage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `invalid_cursor`: The cursor is not one of ours. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly createTimeOff: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                readonly "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description Makes repeating safe: the same key and body give the same answer for 24 hours. */
                readonly "Idempotency-Key"?: string;
            };
            readonly path?: never;
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TimeOffCreate"];
            };
        };
        readonly responses: {
            /** @description Create time off */
            readonly 201: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    readonly ETag?: string;
                    /** @description `true` when this is the answer of an earlier request. */
                    readonly "Idempotent-Replayed"?: string;
                    /** @description Path of the new record. */
                    readonly Location?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TimeOff"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_in_progress`: The same request is still running. `already_exists`: That id or reference is taken. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. `idempotency_mismatch`: The key was used for another request. `unknown_reference`: A referenced record does not exist. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly getTimeOff: {
        readonly parameters: {
            readonly query?: never;
            readonly header?: {
                /** @description Answer 304 if this is still the `ETag`. */
                readonly "If-None-Match"?: string;
            };
            readonly path: {
                readonly timeOffId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Read time off */
            readonly 200: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    readonly ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TimeOff"];
                };
            };
            /** @description Not changed since that `ETag`. */
            readonly 304: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly deleteTimeOff: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                readonly "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description The `ETag` the change is based on. */
                readonly "If-Match": string;
            };
            readonly path: {
                readonly timeOffId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody?: never;
        readonly responses: {
            /** @description Delete time off */
            readonly 200: {
                headers: {
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["Tombstone"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_required`: If-Match is needed. */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readonly changeTimeOff: {
        readonly parameters: {
            readonly query?: never;
            readonly header: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                readonly "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description The `ETag` the change is based on. */
                readonly "If-Match": string;
            };
            readonly path: {
                readonly timeOffId: string;
            };
            readonly cookie?: never;
        };
        readonly requestBody: {
            readonly content: {
                readonly "application/json": components["schemas"]["TimeOffPatch"];
                readonly "application/merge-patch+json": components["schemas"]["TimeOffPatch"];
            };
        };
        readonly responses: {
            /** @description Change time off */
            readonly 200: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    readonly ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    readonly "X-Request-Id"?: string;
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/json": components["schemas"]["TimeOff"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            readonly 400: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            readonly 401: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            readonly 403: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            readonly 404: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `already_exists`: That id or reference is taken. */
            readonly 409: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            readonly 412: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            readonly 413: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            readonly 415: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. */
            readonly 422: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_required`: If-Match is needed. */
            readonly 428: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            readonly 500: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            readonly 503: {
                headers: {
                    readonly [name: string]: unknown;
                };
                content: {
                    readonly "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
