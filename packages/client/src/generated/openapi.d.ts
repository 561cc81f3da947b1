/** Types of the wire. Generated from docs/reference/openapi.json; change the connector's operations instead. */
export type paths = {
    "/v1/assignments": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List assignments
         * @description `from` and `to` find those that overlap the interval.
         */
        get: operations["listAssignments"];
        put?: never;
        /**
         * Assign a job to a technician
         * @description Broken rules answer 409 `assignment_conflict` with the violations and their numbers. Send `override: true` to place it anyway; the violations are then recorded.
         */
        post: operations["assignJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/assignments/{assignmentId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read an assignment */
        get: operations["getAssignment"];
        put?: never;
        post?: never;
        /**
         * Take an assignment back
         * @description It can be brought back by creating one with the same id for the same job.
         */
        delete: operations["unassign"];
        options?: never;
        head?: never;
        /**
         * Move or change an assignment
         * @description JSON Merge Patch. A new `startsAt` without `endsAt` keeps the length.
         */
        patch: operations["moveAssignment"];
        trace?: never;
    };
    "/v1/assignments/batch": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change several assignments, all or nothing
         * @description Operations run in order, in one transaction, with one event. Versions take the place of `If-Match`.
         */
        post: operations["batchAssignments"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/assignments/check": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Ask what the rules say of a placement
         * @description Nothing is written.
         */
        post: operations["checkAssignment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List customers */
        get: operations["listCustomers"];
        put?: never;
        /** Create a customer */
        post: operations["createCustomer"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/customers/{customerId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a customer */
        get: operations["getCustomer"];
        put?: never;
        post?: never;
        /** Delete a customer */
        delete: operations["deleteCustomer"];
        options?: never;
        head?: never;
        /** Change a customer */
        patch: operations["changeCustomer"];
        trace?: never;
    };
    "/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Live events, or their history
         * @description With `Accept: text/event-stream` a stream: `event: event` with `id:` = seq and an Event as data; `event: position` with a PositionMessage and no id; `event: reset` when the place to go on from is more than 5,000 events back or unknown (read the snapshot again; the stream then ends); a comment at least every 15 seconds. Continues after `Last-Event-ID` or `after`, else from now. The stream ends when the token expires, or when the reader is too slow: connect again with the last id. Otherwise the history as a list.
         */
        get: operations["readEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/fixes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Report positions
         * @description A technician reports own positions only. Older fixes than the last known one are passed over, so repeating is harmless.
         */
        post: operations["recordFixes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List jobs
         * @description Filters narrow the list together. A technician sees own jobs, unless the tenant shows the whole day.
         */
        get: operations["listJobs"];
        put?: never;
        /** Create a job */
        post: operations["createJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{jobId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a job */
        get: operations["getJob"];
        put?: never;
        post?: never;
        /** Delete a job */
        delete: operations["deleteJob"];
        options?: never;
        head?: never;
        /**
         * Change a job
         * @description JSON Merge Patch. The status is moved by transitions, not here.
         */
        patch: operations["changeJob"];
        trace?: never;
    };
    "/v1/jobs/{jobId}/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** History of a job, newest first */
        get: operations["listJobEvents"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/jobs/{jobId}/transitions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Move a job along its statuses
         * @description Moves the job, or one technician’s part of it. Hold and cancel need a `reason`. With `If-Match` the move is made only if the job is still at that version.
         */
        post: operations["transitionJob"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the settings of the tenant */
        get: operations["readSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change the settings of the tenant */
        patch: operations["changeSettings"];
        trace?: never;
    };
    "/v1/shifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List shifts
         * @description `from` and `to` find those that overlap the interval.
         */
        get: operations["listShifts"];
        put?: never;
        /** Create a shift */
        post: operations["createShift"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/shifts/{shiftId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a shift */
        get: operations["getShift"];
        put?: never;
        post?: never;
        /** Delete a shift */
        delete: operations["deleteShift"];
        options?: never;
        head?: never;
        /** Change a shift */
        patch: operations["changeShift"];
        trace?: never;
    };
    "/v1/sites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List sites */
        get: operations["listSites"];
        put?: never;
        /** Create a site */
        post: operations["createSite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/sites/{siteId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a site */
        get: operations["getSite"];
        put?: never;
        post?: never;
        /** Delete a site */
        delete: operations["deleteSite"];
        options?: never;
        head?: never;
        /** Change a site */
        patch: operations["changeSite"];
        trace?: never;
    };
    "/v1/snapshot": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * All a board needs for a window of time
         * @description Continue with the stream of events after its `seq`. At most 20,000 jobs: open ones first, then the newest.
         */
        get: operations["readSnapshot"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/technicians": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List technicians */
        get: operations["listTechnicians"];
        put?: never;
        /** Create a technician */
        post: operations["createTechnician"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/technicians/{technicianId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read a technician
         * @description The live position changes without a new version.
         */
        get: operations["getTechnician"];
        put?: never;
        post?: never;
        /** Delete a technician */
        delete: operations["deleteTechnician"];
        options?: never;
        head?: never;
        /** Change a technician */
        patch: operations["changeTechnician"];
        trace?: never;
    };
    "/v1/technicians/{technicianId}/shifts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List shifts of a technician
         * @description `from` and `to` find those that overlap the interval.
         */
        get: operations["listTechnicianShifts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/technicians/{technicianId}/time-off": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List time off of a technician
         * @description `from` and `to` find those that overlap the interval.
         */
        get: operations["listTechnicianTimeOff"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/time-off": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List time off
         * @description `from` and `to` find those that overlap the interval.
         */
        get: operations["listTimeOff"];
        put?: never;
        /** Create time off */
        post: operations["createTimeOff"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/v1/time-off/{timeOffId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read time off */
        get: operations["getTimeOff"];
        put?: never;
        post?: never;
        /** Delete time off */
        delete: operations["deleteTimeOff"];
        options?: never;
        head?: never;
        /** Change time off */
        patch: operations["changeTimeOff"];
        trace?: never;
    };
};
export type webhooks = Record<string, never>;
export type components = {
    schemas: {
        /** @description Who made a change. */
        Actor: {
            id: string;
            name: string | null;
            role: ("viewer" | "technician" | "dispatcher" | "supervisor" | "admin" | "customer") | "system";
        };
        /** @description One technician, one job, one interval. */
        Assignment: {
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            arrivedAt: string | null;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            completedAt: string | null;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            createdAt: string;
            custom: components["schemas"]["Custom"];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            endsAt: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            enRouteAt: string | null;
            /** @description The host system's own id; unique per tenant and kind. */
            externalRef: string | null;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            id: string;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            jobId: string;
            /** @enum {string} */
            lock: "planned" | "committed" | "pinned";
            notes: string;
            overridden: string[];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            releasedAt: string | null;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            startedAt: string | null;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            startsAt: string;
            status: components["schemas"]["AssignmentStatus"];
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            technicianId: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            updatedAt: string;
            /** @description Counts changes from 1; also the ETag. */
            version: number;
        };
        /** @description Several changes to assignments, all or nothing. */
        AssignmentBatch: {
            operations: ({
                assignment: components["schemas"]["AssignmentCreate"];
                /** @enum {string} */
                op: "create";
            } | {
                /**
                 * @description Opaque id. Ours are UUIDv7; compare, never parse.
                 * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
                 */
                id: string;
                /** @enum {string} */
                op: "update";
                patch: components["schemas"]["AssignmentPatch"];
                version: number;
            } | {
                /**
                 * @description Opaque id. Ours are UUIDv7; compare, never parse.
                 * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
                 */
                id: string;
                /** @enum {string} */
                op: "delete";
                version: number;
            })[];
        };
        AssignmentBatchResult: {
            results: {
                assignment: components["schemas"]["Assignment"] | null;
                /**
                 * @description Opaque id. Ours are UUIDv7; compare, never parse.
                 * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
                 */
                id: string;
                version: number;
            }[];
            seq: number;
        };
        AssignmentCheck: {
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            assignmentId?: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            endsAt?: string;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            jobId: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            startsAt: string;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            technicianId: string;
        };
        AssignmentCheckResult: {
            travel: {
                distanceMeters: number | null;
                minutes: number | null;
                /** @enum {string} */
                quality: "network" | "estimate" | "unknown";
            };
            violations: components["schemas"]["Violation"][];
        };
        /** @description Places a job with a technician. */
        AssignmentCreate: {
            custom?: components["schemas"]["Custom"];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            endsAt?: string;
            /** @description The host system's own id; unique per tenant and kind. */
            externalRef?: string | null;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            id?: string;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            jobId: string;
            /** @enum {string} */
            lock?: "planned" | "committed" | "pinned";
            notes?: string;
            /**
             * @description Place it although warnings are found; they are recorded. Needs the right assignments:override.
             * @default false
             */
            override?: boolean;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            startsAt: string;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            technicianId: string;
        };
        /** @description One page of a list. */
        AssignmentPage: {
            /** @description With `updatedSince`: what was deleted since. */
            deleted?: components["schemas"]["Tombstone"][];
            items: components["schemas"]["Assignment"][];
            /** @description Give it as `cursor` for the next page; `null` on the last one. */
            nextCursor: string | null;
            /** @description How many there are on all pages. Counted on the first page. */
            total?: number;
        };
        /** @description Moves or changes an assignment. */
        AssignmentPatch: {
            custom?: components["schemas"]["Custom"];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            endsAt?: string;
            /** @enum {string} */
            lock?: "planned" | "committed" | "pinned";
            notes?: string;
            /**
             * @description Place it although warnings are found; they are recorded. Needs the right assignments:override.
             * @default false
             */
            override?: boolean;
            released?: boolean;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            startsAt?: string;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            technicianId?: string;
        };
        /** @enum {string} */
        AssignmentStatus: "scheduled" | "dispatched" | "en_route" | "on_site" | "in_progress" | "completed";
        /** @description A proof held by a technician; `expiresOn` is its last valid day. */
        Certification: {
            /**
             * Format: date
             * @description Calendar day, YYYY-MM-DD.
             * @example 2026-11-20
             */
            expiresOn: string | null;
            key: string;
        };
        /** @description One record touched by an event, before and after. */
        Change: {
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            id: string;
            kind: ("jobs" | "assignments" | "technicians" | "customers" | "sites" | "shifts" | "timeOff") | "settings";
            previous?: {
                [key: string]: unknown;
            };
            record: {
                [key: string]: unknown;
            } | null;
            version: number;
        };
        /** @description Where and how a technician said "I am here". */
        CheckIn: {
            accuracyMeters: number | null;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            deviceAt: string;
            distanceMeters: number | null;
            /** @enum {string} */
            outcome: "ok" | "outside_geofence" | "skipped" | "offline_ok" | "offline_outside" | "no_permission" | "low_accuracy";
            position: components["schemas"]["Position"];
        };
        /** @description Values of the tenant's custom fields, by key. */
        Custom: {
            [key: string]: string | number | boolean | null;
        };
        /** @description Who the work is for. */
        Customer: {
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            createdAt: string;
            custom: components["schemas"]["Custom"];
            email: string | null;
            /** @description The host system's own id; unique per tenant and kind. */
            externalRef: string | null;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            id: string;
            name: string;
            notes: string;
            phone: string | null;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            updatedAt: string;
            /** @description Counts changes from 1; also the ETag. */
            version: number;
        };
        CustomerCreate: {
            custom?: components["schemas"]["Custom"];
            email?: string | null;
            /** @description The host system's own id; unique per tenant and kind. */
            externalRef?: string | null;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            id?: string;
            name: string;
            notes?: string;
            phone?: string | null;
        };
        /** @description One page of a list. */
        CustomerPage: {
            /** @description With `updatedSince`: what was deleted since. */
            deleted?: components["schemas"]["Tombstone"][];
            items: components["schemas"]["Customer"][];
            /** @description Give it as `cursor` for the next page; `null` on the last one. */
            nextCursor: string | null;
            /** @description How many there are on all pages. Counted on the first page. */
            total?: number;
        };
        CustomerPatch: {
            custom?: components["schemas"]["Custom"];
            email?: string | null;
            /** @description The host system's own id; unique per tenant and kind. */
            externalRef?: string | null;
            name?: string;
            notes?: string;
            phone?: string | null;
        };
        /** @description A field of the tenant's own; columns, filters and forms follow it. */
        CustomField: {
            /** @enum {string} */
            entity: "job" | "customer" | "technician" | "equipment";
            key: string;
            /** @enum {string} */
            kind: "text" | "number" | "date" | "boolean" | "select";
            label: string;
            options?: string[];
        };
        /** @description Immutable audit entry and live feed item. */
        Event: {
            actor: components["schemas"]["Actor"];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            at: string;
            changes: components["schemas"]["Change"][];
            checkIn?: components["schemas"]["CheckIn"];
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            jobId: string | null;
            /** @enum {string} */
            method: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
            overridden?: components["schemas"]["Violation"][];
            reason?: string;
            reload?: boolean;
            requestId: string | null;
            seq: number;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            technicianId: string | null;
            /** @enum {string} */
            type: "job.created" | "job.changed" | "job.deleted" | "job.transitioned" | "jobs.imported" | "assignment.created" | "assignment.changed" | "assignment.deleted" | "assignments.changed" | "technician.created" | "technician.changed" | "technician.deleted" | "technicians.imported" | "customer.created" | "customer.changed" | "customer.deleted" | "customers.imported" | "site.created" | "site.changed" | "site.deleted" | "shift.created" | "shift.changed" | "shift.deleted" | "time_off.created" | "time_off.changed" | "time_off.deleted" | "settings.changed";
        };
        /** @description One page of a list. */
        EventPage: {
            /** @description With `updatedSince`: what was deleted since. */
            deleted?: components["schemas"]["Tombstone"][];
            items: components["schemas"]["Event"][];
            /** @description Give it as `cursor` for the next page; `null` on the last one. */
            nextCursor: string | null;
            /** @description How many there are on all pages. Counted on the first page. */
            total?: number;
        };
        /** @description One GPS point. */
        Fix: {
            accuracyMeters: number | null;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            at: string;
            headingDegrees: number | null;
            latitude: number;
            longitude: number;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            technicianId: string;
        };
        FixBatch: {
            fixes: components["schemas"]["Fix"][];
        };
        /** @description How many fixes were newer than what was known. */
        FixResult: {
            accepted: number;
        };
        /**
         * @description How good a position is: `exact` rooftop or device, `interpolated` along the street, `area` centre of a district, `none` no position.
         * @enum {string}
         */
        GeocodeQuality: "exact" | "interpolated" | "area" | "none";
        /** @description Work wanted. When and by whom is said by its assignments. */
        Job: {
            certifications: string[];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            completedAt: string | null;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            createdAt: string;
            custom: components["schemas"]["Custom"];
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            customerId: string | null;
            description: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            dueAt: string | null;
            /** @description Expected work on site in minutes, without travel. */
            durationMinutes: number;
            equipmentIds: string[];
            /** @enum {string|null} */
            explicitStatus: "on_hold" | "cancelled" | "completed" | null;
            /** @description The host system's own id; unique per tenant and kind. */
            externalRef: string | null;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            id: string;
            number: string;
            priority: components["schemas"]["Priority"];
            quotedPrice: components["schemas"]["Money"];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            requestedAt: string | null;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            siteId: string | null;
            skills: components["schemas"]["Skill"][];
            source: string | null;
            status: components["schemas"]["JobStatus"];
            statusReason: string | null;
            territory: string | null;
            title: string;
            type: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            updatedAt: string;
            /** @description Counts changes from 1; also the ETag. */
            version: number;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            windowEndsAt: string | null;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            windowStartsAt: string | null;
        };
        JobCreate: {
            certifications?: string[];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            completedAt?: string | null;
            custom?: components["schemas"]["Custom"];
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            customerId?: string | null;
            description?: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            dueAt?: string | null;
            /** @description Expected work on site in minutes, without travel. */
            durationMinutes?: number;
            equipmentIds?: string[];
            /** @enum {string|null} */
            explicitStatus?: "on_hold" | "cancelled" | "completed" | null;
            /** @description The host system's own id; unique per tenant and kind. */
            externalRef?: string | null;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            id?: string;
            number?: string;
            priority?: components["schemas"]["Priority"];
            quotedPrice?: components["schemas"]["Money"];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            requestedAt?: string | null;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            siteId?: string | null;
            skills?: components["schemas"]["Skill"][];
            source?: string | null;
            statusReason?: string | null;
            territory?: string | null;
            title: string;
            type?: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            windowEndsAt?: string | null;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            windowStartsAt?: string | null;
        };
        /** @description One page of a list. */
        JobPage: {
            /** @description With `updatedSince`: what was deleted since. */
            deleted?: components["schemas"]["Tombstone"][];
            items: components["schemas"]["Job"][];
            /** @description Give it as `cursor` for the next page; `null` on the last one. */
            nextCursor: string | null;
            /** @description How many there are on all pages. Counted on the first page. */
            total?: number;
        };
        JobPatch: {
            certifications?: string[];
            custom?: components["schemas"]["Custom"];
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            customerId?: string | null;
            description?: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            dueAt?: string | null;
            /** @description Expected work on site in minutes, without travel. */
            durationMinutes?: number;
            equipmentIds?: string[];
            /** @description The host system's own id; unique per tenant and kind. */
            externalRef?: string | null;
            number?: string;
            priority?: components["schemas"]["Priority"];
            quotedPrice?: components["schemas"]["Money"];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            requestedAt?: string | null;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            siteId?: string | null;
            skills?: components["schemas"]["Skill"][];
            source?: string | null;
            territory?: string | null;
            title?: string;
            type?: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            windowEndsAt?: string | null;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            windowStartsAt?: string | null;
        };
        /** @enum {string} */
        JobStatus: "unscheduled" | "scheduled" | "dispatched" | "en_route" | "on_site" | "in_progress" | "completed" | "cancelled" | "on_hold";
        /** @description Last known position, with the time of the fix. */
        LivePosition: {
            accuracyMeters: number | null;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            at: string;
            headingDegrees: number | null;
            latitude: number;
            longitude: number;
        } | null;
        /** @description Minor units of an ISO 4217 currency. */
        Money: {
            amount: number;
            currency: string;
        } | null;
        /**
         * @description WGS 84 position in degrees.
         * @example {
         *       "latitude": 37.7793,
         *       "longitude": -122.4193
         *     }
         */
        Position: {
            /** @description Degrees north, WGS 84. */
            latitude: number;
            /** @description Degrees east, WGS 84. */
            longitude: number;
        } | null;
        /** @description A technician has moved. Not kept as history. */
        PositionMessage: {
            position: components["schemas"]["LivePosition"];
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            technicianId: string;
        };
        /** @enum {string} */
        Priority: "low" | "normal" | "high" | "urgent";
        /** @description RFC 9457 problem details. */
        Problem: {
            allowed?: components["schemas"]["JobStatus"][];
            code: string;
            currentVersion?: number;
            detail: string;
            errors?: {
                detail: string;
                pointer: string;
            }[];
            hint?: string;
            requestId: string;
            status: number;
            title: string;
            type: string;
            violations?: components["schemas"]["Violation"][];
        };
        /** @description How a tenant wants things to be. */
        Settings: {
            customFields: components["schemas"]["CustomField"][];
            detourFactor: number;
            geofenceMeters: number;
            labels: {
                [key: string]: string;
            };
            mapCenter: components["schemas"]["Position"];
            mapZoom: number | null;
            name: string;
            snapMinutes: number;
            statusColors: {
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                cancelled?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                completed?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                dispatched?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                en_route?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                in_progress?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                on_hold?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                on_site?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                scheduled?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                unscheduled?: string;
            };
            techniciansSeeAll: boolean;
            /**
             * @description IANA time zone.
             * @example America/Los_Angeles
             */
            timeZone: string;
            /** @description Average driving speed for estimates, km/h. */
            travelSpeedKmh: number;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            updatedAt: string;
            version: number;
            weekStartsOn: number;
        };
        SettingsPatch: {
            customFields?: components["schemas"]["CustomField"][];
            detourFactor?: number;
            geofenceMeters?: number;
            labels?: {
                [key: string]: string;
            };
            mapCenter?: components["schemas"]["Position"];
            mapZoom?: number | null;
            name?: string;
            snapMinutes?: number;
            statusColors?: {
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                cancelled?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                completed?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                dispatched?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                en_route?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                in_progress?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                on_hold?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                on_site?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                scheduled?: string;
                /**
                 * @description Colour as #rrggbb.
                 * @example #4263eb
                 */
                unscheduled?: string;
            };
            techniciansSeeAll?: boolean;
            /**
             * @description IANA time zone.
             * @example America/Los_Angeles
             */
            timeZone?: string;
            /** @description Average driving speed for estimates, km/h. */
            travelSpeedKmh?: number;
            weekStartsOn?: number;
        };
        /** @description When a technician works, with breaks. */
        Shift: {
            breaks: {
                /**
                 * Format: date-time
                 * @description Instant, UTC ISO 8601.
                 * @example 2026-11-20T17:30:00Z
                 */
                endsAt: string;
                /**
                 * Format: date-time
                 * @description Instant, UTC ISO 8601.
                 * @example 2026-11-20T17:30:00Z
                 */
                startsAt: string;
            }[];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            createdAt: string;
            custom: components["schemas"]["Custom"];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            endsAt: string;
            /** @description The host system's own id; unique per tenant and kind. */
            externalRef: string | null;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            id: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            startsAt: string;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            technicianId: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            updatedAt: string;
            /** @description Counts changes from 1; also the ETag. */
            version: number;
        };
        ShiftCreate: {
            breaks?: {
                /**
                 * Format: date-time
                 * @description Instant, UTC ISO 8601.
                 * @example 2026-11-20T17:30:00Z
                 */
                endsAt: string;
                /**
                 * Format: date-time
                 * @description Instant, UTC ISO 8601.
                 * @example 2026-11-20T17:30:00Z
                 */
                startsAt: string;
            }[];
            custom?: components["schemas"]["Custom"];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            endsAt: string;
            /** @description The host system's own id; unique per tenant and kind. */
            externalRef?: string | null;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            id?: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            startsAt: string;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            technicianId: string;
        };
        /** @description One page of a list. */
        ShiftPage: {
            /** @description With `updatedSince`: what was deleted since. */
            deleted?: components["schemas"]["Tombstone"][];
            items: components["schemas"]["Shift"][];
            /** @description Give it as `cursor` for the next page; `null` on the last one. */
            nextCursor: string | null;
            /** @description How many there are on all pages. Counted on the first page. */
            total?: number;
        };
        ShiftPatch: {
            breaks?: {
                /**
                 * Format: date-time
                 * @description Instant, UTC ISO 8601.
                 * @example 2026-11-20T17:30:00Z
                 */
                endsAt: string;
                /**
                 * Format: date-time
                 * @description Instant, UTC ISO 8601.
                 * @example 2026-11-20T17:30:00Z
                 */
                startsAt: string;
            }[];
            custom?: components["schemas"]["Custom"];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            endsAt?: string;
            /** @description The host system's own id; unique per tenant and kind. */
            externalRef?: string | null;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            startsAt?: string;
        };
        /** @description A place of work: address, position and how good it is. */
        Site: {
            accessNotes: string;
            address: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            createdAt: string;
            custom: components["schemas"]["Custom"];
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            customerId: string | null;
            district: string | null;
            /** @description The host system's own id; unique per tenant and kind. */
            externalRef: string | null;
            geocodeQuality: components["schemas"]["GeocodeQuality"];
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            id: string;
            name: string;
            position: components["schemas"]["Position"];
            /**
             * @description IANA time zone.
             * @example America/Los_Angeles
             */
            timeZone: string | null;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            updatedAt: string;
            /** @description Counts changes from 1; also the ETag. */
            version: number;
        };
        SiteCreate: {
            accessNotes?: string;
            address?: string;
            custom?: components["schemas"]["Custom"];
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            customerId?: string | null;
            district?: string | null;
            /** @description The host system's own id; unique per tenant and kind. */
            externalRef?: string | null;
            geocodeQuality?: components["schemas"]["GeocodeQuality"];
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            id?: string;
            name?: string;
            position?: components["schemas"]["Position"];
            /**
             * @description IANA time zone.
             * @example America/Los_Angeles
             */
            timeZone?: string | null;
        };
        /** @description One page of a list. */
        SitePage: {
            /** @description With `updatedSince`: what was deleted since. */
            deleted?: components["schemas"]["Tombstone"][];
            items: components["schemas"]["Site"][];
            /** @description Give it as `cursor` for the next page; `null` on the last one. */
            nextCursor: string | null;
            /** @description How many there are on all pages. Counted on the first page. */
            total?: number;
        };
        SitePatch: {
            accessNotes?: string;
            address?: string;
            custom?: components["schemas"]["Custom"];
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            customerId?: string | null;
            district?: string | null;
            /** @description The host system's own id; unique per tenant and kind. */
            externalRef?: string | null;
            geocodeQuality?: components["schemas"]["GeocodeQuality"];
            name?: string;
            position?: components["schemas"]["Position"];
            /**
             * @description IANA time zone.
             * @example America/Los_Angeles
             */
            timeZone?: string | null;
        };
        /** @description A skill, with a level from 1 to 9 when levels are used; no level means any. */
        Skill: {
            key: string;
            level?: number;
        };
        /** @description Everything a board needs for a window of time. */
        Snapshot: {
            actor: {
                id: string;
                name: string | null;
                role: string;
                /**
                 * @description Opaque id. Ours are UUIDv7; compare, never parse.
                 * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
                 */
                technicianId: string | null;
                tenant: string;
            };
            assignments: components["schemas"]["Assignment"][];
            capabilities: {
                [key: string]: "all" | "own";
            };
            customers: components["schemas"]["Customer"][];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            from: string;
            jobs: components["schemas"]["Job"][];
            jobsTotal: number;
            seq: number;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            serverAt: string;
            settings: components["schemas"]["Settings"];
            shifts: components["schemas"]["Shift"][];
            sites: components["schemas"]["Site"][];
            technicians: components["schemas"]["Technician"][];
            timeOff: components["schemas"]["TimeOff"][];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            to: string;
            truncated: boolean;
        };
        /** @description Data of one message of the stream, by its `event:`. */
        StreamData: components["schemas"]["Event"] | components["schemas"]["PositionMessage"];
        /** @description A person (or van) who does the work. */
        Technician: {
            active: boolean;
            certifications: components["schemas"]["Certification"][];
            /**
             * @description Colour as #rrggbb.
             * @example #4263eb
             */
            color: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            createdAt: string;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            crewId: string | null;
            custom: components["schemas"]["Custom"];
            email: string | null;
            /** @description The host system's own id; unique per tenant and kind. */
            externalRef: string | null;
            home: components["schemas"]["Position"];
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            id: string;
            name: string;
            phone: string | null;
            position: components["schemas"]["LivePosition"];
            skills: components["schemas"]["Skill"][];
            /** @enum {string} */
            status: "available" | "on_job" | "traveling" | "break" | "off_duty";
            territories: string[];
            /**
             * @description IANA time zone.
             * @example America/Los_Angeles
             */
            timeZone: string | null;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            updatedAt: string;
            /** @description Counts changes from 1; also the ETag. */
            version: number;
        };
        TechnicianCreate: {
            active?: boolean;
            certifications?: components["schemas"]["Certification"][];
            /**
             * @description Colour as #rrggbb.
             * @example #4263eb
             */
            color?: string;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            crewId?: string | null;
            custom?: components["schemas"]["Custom"];
            email?: string | null;
            /** @description The host system's own id; unique per tenant and kind. */
            externalRef?: string | null;
            home?: components["schemas"]["Position"];
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            id?: string;
            name: string;
            phone?: string | null;
            skills?: components["schemas"]["Skill"][];
            /** @enum {string} */
            status?: "available" | "on_job" | "traveling" | "break" | "off_duty";
            territories?: string[];
            /**
             * @description IANA time zone.
             * @example America/Los_Angeles
             */
            timeZone?: string | null;
        };
        /** @description One page of a list. */
        TechnicianPage: {
            /** @description With `updatedSince`: what was deleted since. */
            deleted?: components["schemas"]["Tombstone"][];
            items: components["schemas"]["Technician"][];
            /** @description Give it as `cursor` for the next page; `null` on the last one. */
            nextCursor: string | null;
            /** @description How many there are on all pages. Counted on the first page. */
            total?: number;
        };
        TechnicianPatch: {
            active?: boolean;
            certifications?: components["schemas"]["Certification"][];
            /**
             * @description Colour as #rrggbb.
             * @example #4263eb
             */
            color?: string;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            crewId?: string | null;
            custom?: components["schemas"]["Custom"];
            email?: string | null;
            /** @description The host system's own id; unique per tenant and kind. */
            externalRef?: string | null;
            home?: components["schemas"]["Position"];
            name?: string;
            phone?: string | null;
            skills?: components["schemas"]["Skill"][];
            /** @enum {string} */
            status?: "available" | "on_job" | "traveling" | "break" | "off_duty";
            territories?: string[];
            /**
             * @description IANA time zone.
             * @example America/Los_Angeles
             */
            timeZone?: string | null;
        };
        /** @description When a technician is away. */
        TimeOff: {
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            createdAt: string;
            custom: components["schemas"]["Custom"];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            endsAt: string;
            /** @description The host system's own id; unique per tenant and kind. */
            externalRef: string | null;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            id: string;
            reason: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            startsAt: string;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            technicianId: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            updatedAt: string;
            /** @description Counts changes from 1; also the ETag. */
            version: number;
        };
        TimeOffCreate: {
            custom?: components["schemas"]["Custom"];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            endsAt: string;
            /** @description The host system's own id; unique per tenant and kind. */
            externalRef?: string | null;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            id?: string;
            reason?: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            startsAt: string;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            technicianId: string;
        };
        /** @description One page of a list. */
        TimeOffPage: {
            /** @description With `updatedSince`: what was deleted since. */
            deleted?: components["schemas"]["Tombstone"][];
            items: components["schemas"]["TimeOff"][];
            /** @description Give it as `cursor` for the next page; `null` on the last one. */
            nextCursor: string | null;
            /** @description How many there are on all pages. Counted on the first page. */
            total?: number;
        };
        TimeOffPatch: {
            custom?: components["schemas"]["Custom"];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            endsAt?: string;
            /** @description The host system's own id; unique per tenant and kind. */
            externalRef?: string | null;
            reason?: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            startsAt?: string;
        };
        /** @description What is left of a deleted record: its id and the version the deletion gave it. */
        Tombstone: {
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            deletedAt: string;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            id: string;
            version: number;
        };
        /** @description Moves a job along its statuses. */
        Transition: {
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            assignmentId?: string;
            checkIn?: components["schemas"]["CheckIn"];
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            deviceAt?: string;
            reason?: string;
            to: components["schemas"]["JobStatus"];
        };
        TransitionResult: {
            assignment: components["schemas"]["Assignment"] | null;
            job: components["schemas"]["Job"];
            seq: number;
        };
        /** @description A scheduling rule that is broken, with the numbers. */
        Violation: {
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            actualAt?: string;
            /**
             * @description Opaque id. Ours are UUIDv7; compare, never parse.
             * @example 01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10
             */
            assignmentId?: string;
            /** @enum {string} */
            code: "skill_missing" | "overlap" | "off_shift" | "time_off" | "travel_infeasible" | "window_missed" | "territory" | "over_capacity" | "equipment_busy" | "certification_expired" | "position_unknown";
            detail: string;
            distanceMeters?: number;
            /** Format: date */
            expiredOn?: string;
            /**
             * Format: date-time
             * @description Instant, UTC ISO 8601.
             * @example 2026-11-20T17:30:00Z
             */
            limitAt?: string;
            minutes?: number;
            neededLevel?: number;
            /** @enum {string} */
            severity: "note" | "warning" | "forbidden";
            subject?: string;
            travelMinutes?: number;
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
    listAssignments: {
        parameters: {
            query?: {
                /** @description Where to go on: `nextCursor` of the page before. Opaque, and only for the same query. */
                cursor?: string;
                /** @description Only the record with this id of the host's. */
                externalRef?: string;
                /** @description Start of the interval. */
                from?: string;
                /** @description Only these ids. Comma-separated. */
                ids?: string;
                /** @description Only those of these jobs. Comma-separated. */
                jobId?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description Full text. Every word must be found, as the beginning of a word. */
                q?: string;
                /** @description Fields to order by, comma-separated, - turns one around: startsAt, endsAt, technicianId, jobId, status, createdAt, updatedAt. Standard: startsAt. */
                sort?: string;
                /** @description Only these statuses. Comma-separated, of: scheduled, dispatched, en_route, on_site, in_progress, completed. */
                status?: string;
                /** @description Only those of these technicians. Comma-separated. */
                technicianId?: string;
                /** @description End of the interval, not included. */
                to?: string;
                /** @description Count all matches. Standard: on the first page only. */
                total?: boolean;
                /** @description Only what has changed at or after this instant. */
                updatedSince?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List assignments */
            200: {
                headers: {
                    /** @description `rel="next"`: the next page. */
                    Link?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignmentPage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `invalid_cursor`: The cursor is not one of ours. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    assignJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description Makes repeating safe: the same key and body give the same answer for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignmentCreate"];
            };
        };
        responses: {
            /** @description Assign a job to a technician */
            201: {
                headers: {
                    /** @description Seq of the newest event after this change: who has seen it has seen the change. */
                    "Dispatch-Seq"?: string;
                    /** @description `"v<version>"` of the record. */
                    ETag?: string;
                    /** @description `true` when this is the answer of an earlier request. */
                    "Idempotent-Replayed"?: string;
                    /** @description Path of the new record. */
                    Location?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assignment"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_in_progress`: The same request is still running. `assignment_conflict`: The assignment breaks scheduling rules. `already_exists`: That id or reference is taken. `transition_not_allowed`: The job cannot move to that status. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. `idempotency_mismatch`: The key was used for another request. `unknown_reference`: A referenced record does not exist. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getAssignment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Answer 304 if this is still the `ETag`. */
                "If-None-Match"?: string;
            };
            path: {
                assignmentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read an assignment */
            200: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assignment"];
                };
            };
            /** @description Not changed since that `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    unassign: {
        parameters: {
            query?: never;
            header: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description The `ETag` the change is based on. */
                "If-Match": string;
            };
            path: {
                assignmentId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Take an assignment back */
            200: {
                headers: {
                    /** @description Seq of the newest event after this change: who has seen it has seen the change. */
                    "Dispatch-Seq"?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tombstone"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `transition_not_allowed`: The job cannot move to that status. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_required`: If-Match is needed. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    moveAssignment: {
        parameters: {
            query?: never;
            header: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description The `ETag` the change is based on. */
                "If-Match": string;
            };
            path: {
                assignmentId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignmentPatch"];
                "application/merge-patch+json": components["schemas"]["AssignmentPatch"];
            };
        };
        responses: {
            /** @description Move or change an assignment */
            200: {
                headers: {
                    /** @description Seq of the newest event after this change: who has seen it has seen the change. */
                    "Dispatch-Seq"?: string;
                    /** @description `"v<version>"` of the record. */
                    ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Assignment"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `assignment_conflict`: The assignment breaks scheduling rules. `transition_not_allowed`: The job cannot move to that status. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. `unknown_reference`: A referenced record does not exist. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_required`: If-Match is needed. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    batchAssignments: {
        parameters: {
            query?: never;
            header?: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description Makes repeating safe: the same key and body give the same answer for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignmentBatch"];
            };
        };
        responses: {
            /** @description Change several assignments, all or nothing */
            200: {
                headers: {
                    /** @description Seq of the newest event after this change: who has seen it has seen the change. */
                    "Dispatch-Seq"?: string;
                    /** @description `true` when this is the answer of an earlier request. */
                    "Idempotent-Replayed"?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignmentBatchResult"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_in_progress`: The same request is still running. `assignment_conflict`: The assignment breaks scheduling rules. `already_exists`: That id or reference is taken. `transition_not_allowed`: The job cannot move to that status. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. `idempotency_mismatch`: The key was used for another request. `unknown_reference`: A referenced record does not exist. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    checkAssignment: {
        parameters: {
            query?: never;
            header?: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["AssignmentCheck"];
            };
        };
        responses: {
            /** @description Ask what the rules say of a placement */
            200: {
                headers: {
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AssignmentCheckResult"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. `unknown_reference`: A referenced record does not exist. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listCustomers: {
        parameters: {
            query?: {
                /** @description Where to go on: `nextCursor` of the page before. Opaque, and only for the same query. */
                cursor?: string;
                /** @description Only the record with this id of the host's. */
                externalRef?: string;
                /** @description Only these ids. Comma-separated. */
                ids?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description Full text. Every word must be found, as the beginning of a word. */
                q?: string;
                /** @description Fields to order by, comma-separated, - turns one around: name, createdAt, updatedAt. Standard: name. */
                sort?: string;
                /** @description Count all matches. Standard: on the first page only. */
                total?: boolean;
                /** @description Only what has changed at or after this instant. */
                updatedSince?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List customers */
            200: {
                headers: {
                    /** @description `rel="next"`: the next page. */
                    Link?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["CustomerPage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `invalid_cursor`: The cursor is not one of ours. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createCustomer: {
        parameters: {
            query?: never;
            header?: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description Makes repeating safe: the same key and body give the same answer for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerCreate"];
            };
        };
        responses: {
            /** @description Create a customer */
            201: {
                headers: {
                    /** @description Seq of the newest event after this change: who has seen it has seen the change. */
                    "Dispatch-Seq"?: string;
                    /** @description `"v<version>"` of the record. */
                    ETag?: string;
                    /** @description `true` when this is the answer of an earlier request. */
                    "Idempotent-Replayed"?: string;
                    /** @description Path of the new record. */
                    Location?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_in_progress`: The same request is still running. `already_exists`: That id or reference is taken. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. `idempotency_mismatch`: The key was used for another request. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getCustomer: {
        parameters: {
            query?: never;
            header?: {
                /** @description Answer 304 if this is still the `ETag`. */
                "If-None-Match"?: string;
            };
            path: {
                customerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read a customer */
            200: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description Not changed since that `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteCustomer: {
        parameters: {
            query?: never;
            header: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description The `ETag` the change is based on. */
                "If-Match": string;
            };
            path: {
                customerId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete a customer */
            200: {
                headers: {
                    /** @description Seq of the newest event after this change: who has seen it has seen the change. */
                    "Dispatch-Seq"?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tombstone"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_use`: Other records still refer to it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_required`: If-Match is needed. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeCustomer: {
        parameters: {
            query?: never;
            header: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description The `ETag` the change is based on. */
                "If-Match": string;
            };
            path: {
                customerId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["CustomerPatch"];
                "application/merge-patch+json": components["schemas"]["CustomerPatch"];
            };
        };
        responses: {
            /** @description Change a customer */
            200: {
                headers: {
                    /** @description Seq of the newest event after this change: who has seen it has seen the change. */
                    "Dispatch-Seq"?: string;
                    /** @description `"v<version>"` of the record. */
                    ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Customer"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `already_exists`: That id or reference is taken. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_required`: If-Match is needed. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readEvents: {
        parameters: {
            query?: {
                /** @description Only events after this seq. */
                after?: number;
                /** @description Where to go on: `nextCursor` of the page before. Opaque, and only for the same query. */
                cursor?: string;
                /** @description History only: events of this job. */
                jobId?: string;
                /** @description History only: how many at most. */
                limit?: number;
                /** @description Fields to order by, comma-separated, - turns one around: seq. Standard: seq. */
                sort?: string;
                /** @description History only: events of this technician. */
                technicianId?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Live events, or their history */
            200: {
                headers: {
                    /** @description `rel="next"`: the next page. */
                    Link?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                    "text/event-stream": components["schemas"]["StreamData"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `invalid_cursor`: The cursor is not one of ours. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    recordFixes: {
        parameters: {
            query?: never;
            header?: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["FixBatch"];
            };
        };
        responses: {
            /** @description Report positions */
            202: {
                headers: {
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["FixResult"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobs: {
        parameters: {
            query?: {
                /** @description West, south, east, north in degrees. West may be greater than east across the 180th meridian. */
                bbox?: string;
                /** @description Where to go on: `nextCursor` of the page before. Opaque, and only for the same query. */
                cursor?: string;
                /** @description Only jobs of these customers. Comma-separated. */
                customerId?: string;
                /** @description Only sites in these districts. Comma-separated. */
                district?: string;
                /** @description Only the record with this id of the host's. */
                externalRef?: string;
                /** @description Start of the interval. */
                from?: string;
                /** @description Only these ids. Comma-separated. */
                ids?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description Only these priorities. Comma-separated, of: low, normal, high, urgent. */
                priority?: string;
                /** @description Full text. Every word must be found, as the beginning of a word. */
                q?: string;
                /** @description Only jobs at these sites. Comma-separated. */
                siteId?: string;
                /** @description Fields to order by, comma-separated, - turns one around: number, title, type, status, priority, durationMinutes, requestedAt, windowStartsAt, windowEndsAt, dueAt, completedAt, createdAt, updatedAt, startsAt, customer, district, externalRef. Standard: -priority,dueAt. */
                sort?: string;
                /** @description Only these statuses. Comma-separated, of: unscheduled, scheduled, dispatched, en_route, on_site, in_progress, completed, cancelled, on_hold. */
                status?: string;
                /** @description Only jobs assigned to these technicians. Comma-separated. */
                technicianId?: string;
                /** @description End of the interval, not included. */
                to?: string;
                /** @description Count all matches. Standard: on the first page only. */
                total?: boolean;
                /** @description Only these types. Comma-separated. */
                type?: string;
                /** @description Only what has changed at or after this instant. */
                updatedSince?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List jobs */
            200: {
                headers: {
                    /** @description `rel="next"`: the next page. */
                    Link?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["JobPage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `invalid_cursor`: The cursor is not one of ours. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description Makes repeating safe: the same key and body give the same answer for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JobCreate"];
            };
        };
        responses: {
            /** @description Create a job */
            201: {
                headers: {
                    /** @description Seq of the newest event after this change: who has seen it has seen the change. */
                    "Dispatch-Seq"?: string;
                    /** @description `"v<version>"` of the record. */
                    ETag?: string;
                    /** @description `true` when this is the answer of an earlier request. */
                    "Idempotent-Replayed"?: string;
                    /** @description Path of the new record. */
                    Location?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_in_progress`: The same request is still running. `already_exists`: That id or reference is taken. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. `idempotency_mismatch`: The key was used for another request. `unknown_reference`: A referenced record does not exist. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description Answer 304 if this is still the `ETag`. */
                "If-None-Match"?: string;
            };
            path: {
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read a job */
            200: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description Not changed since that `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteJob: {
        parameters: {
            query?: never;
            header: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description The `ETag` the change is based on. */
                "If-Match": string;
            };
            path: {
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete a job */
            200: {
                headers: {
                    /** @description Seq of the newest event after this change: who has seen it has seen the change. */
                    "Dispatch-Seq"?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tombstone"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_use`: Other records still refer to it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_required`: If-Match is needed. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeJob: {
        parameters: {
            query?: never;
            header: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description The `ETag` the change is based on. */
                "If-Match": string;
            };
            path: {
                jobId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["JobPatch"];
                "application/merge-patch+json": components["schemas"]["JobPatch"];
            };
        };
        responses: {
            /** @description Change a job */
            200: {
                headers: {
                    /** @description Seq of the newest event after this change: who has seen it has seen the change. */
                    "Dispatch-Seq"?: string;
                    /** @description `"v<version>"` of the record. */
                    ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Job"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `already_exists`: That id or reference is taken. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. `unknown_reference`: A referenced record does not exist. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_required`: If-Match is needed. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listJobEvents: {
        parameters: {
            query?: {
                /** @description Where to go on: `nextCursor` of the page before. Opaque, and only for the same query. */
                cursor?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description Fields to order by, comma-separated, - turns one around: seq. Standard: -seq. */
                sort?: string;
            };
            header?: never;
            path: {
                jobId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description History of a job, newest first */
            200: {
                headers: {
                    /** @description `rel="next"`: the next page. */
                    Link?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["EventPage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `invalid_cursor`: The cursor is not one of ours. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    transitionJob: {
        parameters: {
            query?: never;
            header?: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description Makes repeating safe: the same key and body give the same answer for 24 hours. */
                "Idempotency-Key"?: string;
                /** @description Only if the record is still at this `ETag`. */
                "If-Match"?: string;
            };
            path: {
                jobId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["Transition"];
            };
        };
        responses: {
            /** @description Move a job along its statuses */
            200: {
                headers: {
                    /** @description Seq of the newest event after this change: who has seen it has seen the change. */
                    "Dispatch-Seq"?: string;
                    /** @description `true` when this is the answer of an earlier request. */
                    "Idempotent-Replayed"?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TransitionResult"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_in_progress`: The same request is still running. `transition_not_allowed`: The job cannot move to that status. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. `idempotency_mismatch`: The key was used for another request. `unknown_reference`: A referenced record does not exist. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readSettings: {
        parameters: {
            query?: never;
            header?: {
                /** @description Answer 304 if this is still the `ETag`. */
                "If-None-Match"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read the settings of the tenant */
            200: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description Not changed since that `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeSettings: {
        parameters: {
            query?: never;
            header: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description The `ETag` the change is based on. */
                "If-Match": string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SettingsPatch"];
                "application/merge-patch+json": components["schemas"]["SettingsPatch"];
            };
        };
        responses: {
            /** @description Change the settings of the tenant */
            200: {
                headers: {
                    /** @description Seq of the newest event after this change: who has seen it has seen the change. */
                    "Dispatch-Seq"?: string;
                    /** @description `"v<version>"` of the record. */
                    ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Settings"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_required`: If-Match is needed. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listShifts: {
        parameters: {
            query?: {
                /** @description Where to go on: `nextCursor` of the page before. Opaque, and only for the same query. */
                cursor?: string;
                /** @description Only the record with this id of the host's. */
                externalRef?: string;
                /** @description Start of the interval. */
                from?: string;
                /** @description Only these ids. Comma-separated. */
                ids?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description Full text. Every word must be found, as the beginning of a word. */
                q?: string;
                /** @description Fields to order by, comma-separated, - turns one around: startsAt, endsAt, technicianId, createdAt, updatedAt. Standard: startsAt. */
                sort?: string;
                /** @description Only those of these technicians. Comma-separated. */
                technicianId?: string;
                /** @description End of the interval, not included. */
                to?: string;
                /** @description Count all matches. Standard: on the first page only. */
                total?: boolean;
                /** @description Only what has changed at or after this instant. */
                updatedSince?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List shifts */
            200: {
                headers: {
                    /** @description `rel="next"`: the next page. */
                    Link?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftPage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `invalid_cursor`: The cursor is not one of ours. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createShift: {
        parameters: {
            query?: never;
            header?: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description Makes repeating safe: the same key and body give the same answer for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShiftCreate"];
            };
        };
        responses: {
            /** @description Create a shift */
            201: {
                headers: {
                    /** @description Seq of the newest event after this change: who has seen it has seen the change. */
                    "Dispatch-Seq"?: string;
                    /** @description `"v<version>"` of the record. */
                    ETag?: string;
                    /** @description `true` when this is the answer of an earlier request. */
                    "Idempotent-Replayed"?: string;
                    /** @description Path of the new record. */
                    Location?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shift"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_in_progress`: The same request is still running. `already_exists`: That id or reference is taken. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. `idempotency_mismatch`: The key was used for another request. `unknown_reference`: A referenced record does not exist. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getShift: {
        parameters: {
            query?: never;
            header?: {
                /** @description Answer 304 if this is still the `ETag`. */
                "If-None-Match"?: string;
            };
            path: {
                shiftId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read a shift */
            200: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shift"];
                };
            };
            /** @description Not changed since that `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteShift: {
        parameters: {
            query?: never;
            header: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description The `ETag` the change is based on. */
                "If-Match": string;
            };
            path: {
                shiftId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete a shift */
            200: {
                headers: {
                    /** @description Seq of the newest event after this change: who has seen it has seen the change. */
                    "Dispatch-Seq"?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tombstone"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_required`: If-Match is needed. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeShift: {
        parameters: {
            query?: never;
            header: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description The `ETag` the change is based on. */
                "If-Match": string;
            };
            path: {
                shiftId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["ShiftPatch"];
                "application/merge-patch+json": components["schemas"]["ShiftPatch"];
            };
        };
        responses: {
            /** @description Change a shift */
            200: {
                headers: {
                    /** @description Seq of the newest event after this change: who has seen it has seen the change. */
                    "Dispatch-Seq"?: string;
                    /** @description `"v<version>"` of the record. */
                    ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Shift"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `already_exists`: That id or reference is taken. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_required`: If-Match is needed. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listSites: {
        parameters: {
            query?: {
                /** @description West, south, east, north in degrees. West may be greater than east across the 180th meridian. */
                bbox?: string;
                /** @description Where to go on: `nextCursor` of the page before. Opaque, and only for the same query. */
                cursor?: string;
                /** @description Only sites of these customers. Comma-separated. */
                customerId?: string;
                /** @description Only sites in these districts. Comma-separated. */
                district?: string;
                /** @description Only the record with this id of the host's. */
                externalRef?: string;
                /** @description Only these ids. Comma-separated. */
                ids?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description Full text. Every word must be found, as the beginning of a word. */
                q?: string;
                /** @description Fields to order by, comma-separated, - turns one around: name, address, district, createdAt, updatedAt. Standard: name. */
                sort?: string;
                /** @description Count all matches. Standard: on the first page only. */
                total?: boolean;
                /** @description Only what has changed at or after this instant. */
                updatedSince?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List sites */
            200: {
                headers: {
                    /** @description `rel="next"`: the next page. */
                    Link?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["SitePage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `invalid_cursor`: The cursor is not one of ours. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createSite: {
        parameters: {
            query?: never;
            header?: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description Makes repeating safe: the same key and body give the same answer for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SiteCreate"];
            };
        };
        responses: {
            /** @description Create a site */
            201: {
                headers: {
                    /** @description Seq of the newest event after this change: who has seen it has seen the change. */
                    "Dispatch-Seq"?: string;
                    /** @description `"v<version>"` of the record. */
                    ETag?: string;
                    /** @description `true` when this is the answer of an earlier request. */
                    "Idempotent-Replayed"?: string;
                    /** @description Path of the new record. */
                    Location?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Site"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_in_progress`: The same request is still running. `already_exists`: That id or reference is taken. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. `idempotency_mismatch`: The key was used for another request. `unknown_reference`: A referenced record does not exist. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getSite: {
        parameters: {
            query?: never;
            header?: {
                /** @description Answer 304 if this is still the `ETag`. */
                "If-None-Match"?: string;
            };
            path: {
                siteId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read a site */
            200: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Site"];
                };
            };
            /** @description Not changed since that `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteSite: {
        parameters: {
            query?: never;
            header: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description The `ETag` the change is based on. */
                "If-Match": string;
            };
            path: {
                siteId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete a site */
            200: {
                headers: {
                    /** @description Seq of the newest event after this change: who has seen it has seen the change. */
                    "Dispatch-Seq"?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tombstone"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_use`: Other records still refer to it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_required`: If-Match is needed. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeSite: {
        parameters: {
            query?: never;
            header: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description The `ETag` the change is based on. */
                "If-Match": string;
            };
            path: {
                siteId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["SitePatch"];
                "application/merge-patch+json": components["schemas"]["SitePatch"];
            };
        };
        responses: {
            /** @description Change a site */
            200: {
                headers: {
                    /** @description Seq of the newest event after this change: who has seen it has seen the change. */
                    "Dispatch-Seq"?: string;
                    /** @description `"v<version>"` of the record. */
                    ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Site"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `already_exists`: That id or reference is taken. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. `unknown_reference`: A referenced record does not exist. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_required`: If-Match is needed. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    readSnapshot: {
        parameters: {
            query: {
                /** @description Start of the window. */
                from: string;
                /** @description `window`: open jobs and those of interest in the window; `all`: every job. */
                jobs?: "window" | "all";
                /** @description End of the window, not included. At most 366 days after `from`. */
                to: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description All a board needs for a window of time */
            200: {
                headers: {
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Snapshot"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTechnicians: {
        parameters: {
            query?: {
                /** @description Only those who are (not) active. */
                active?: boolean;
                /** @description West, south, east, north in degrees. West may be greater than east across the 180th meridian. */
                bbox?: string;
                /** @description Where to go on: `nextCursor` of the page before. Opaque, and only for the same query. */
                cursor?: string;
                /** @description Only the record with this id of the host's. */
                externalRef?: string;
                /** @description Only these ids. Comma-separated. */
                ids?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description Full text. Every word must be found, as the beginning of a word. */
                q?: string;
                /** @description Fields to order by, comma-separated, - turns one around: name, status, createdAt, updatedAt. Standard: name. */
                sort?: string;
                /** @description Only these statuses. Comma-separated, of: available, on_job, traveling, break, off_duty. */
                status?: string;
                /** @description Count all matches. Standard: on the first page only. */
                total?: boolean;
                /** @description Only what has changed at or after this instant. */
                updatedSince?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List technicians */
            200: {
                headers: {
                    /** @description `rel="next"`: the next page. */
                    Link?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TechnicianPage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `invalid_cursor`: The cursor is not one of ours. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createTechnician: {
        parameters: {
            query?: never;
            header?: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description Makes repeating safe: the same key and body give the same answer for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TechnicianCreate"];
            };
        };
        responses: {
            /** @description Create a technician */
            201: {
                headers: {
                    /** @description Seq of the newest event after this change: who has seen it has seen the change. */
                    "Dispatch-Seq"?: string;
                    /** @description `"v<version>"` of the record. */
                    ETag?: string;
                    /** @description `true` when this is the answer of an earlier request. */
                    "Idempotent-Replayed"?: string;
                    /** @description Path of the new record. */
                    Location?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Technician"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_in_progress`: The same request is still running. `already_exists`: That id or reference is taken. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. `idempotency_mismatch`: The key was used for another request. `unknown_reference`: A referenced record does not exist. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTechnician: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                technicianId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read a technician */
            200: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Technician"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTechnician: {
        parameters: {
            query?: never;
            header: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description The `ETag` the change is based on. */
                "If-Match": string;
            };
            path: {
                technicianId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete a technician */
            200: {
                headers: {
                    /** @description Seq of the newest event after this change: who has seen it has seen the change. */
                    "Dispatch-Seq"?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tombstone"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `in_use`: Other records still refer to it. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_required`: If-Match is needed. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeTechnician: {
        parameters: {
            query?: never;
            header: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description The `ETag` the change is based on. */
                "If-Match": string;
            };
            path: {
                technicianId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TechnicianPatch"];
                "application/merge-patch+json": components["schemas"]["TechnicianPatch"];
            };
        };
        responses: {
            /** @description Change a technician */
            200: {
                headers: {
                    /** @description Seq of the newest event after this change: who has seen it has seen the change. */
                    "Dispatch-Seq"?: string;
                    /** @description `"v<version>"` of the record. */
                    ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Technician"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `already_exists`: That id or reference is taken. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. `unknown_reference`: A referenced record does not exist. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_required`: If-Match is needed. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTechnicianShifts: {
        parameters: {
            query?: {
                /** @description Where to go on: `nextCursor` of the page before. Opaque, and only for the same query. */
                cursor?: string;
                /** @description Only the record with this id of the host's. */
                externalRef?: string;
                /** @description Start of the interval. */
                from?: string;
                /** @description Only these ids. Comma-separated. */
                ids?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description Full text. Every word must be found, as the beginning of a word. */
                q?: string;
                /** @description Fields to order by, comma-separated, - turns one around: startsAt, endsAt, technicianId, createdAt, updatedAt. Standard: startsAt. */
                sort?: string;
                /** @description End of the interval, not included. */
                to?: string;
                /** @description Count all matches. Standard: on the first page only. */
                total?: boolean;
                /** @description Only what has changed at or after this instant. */
                updatedSince?: string;
            };
            header?: never;
            path: {
                technicianId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List shifts of a technician */
            200: {
                headers: {
                    /** @description `rel="next"`: the next page. */
                    Link?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ShiftPage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `invalid_cursor`: The cursor is not one of ours. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTechnicianTimeOff: {
        parameters: {
            query?: {
                /** @description Where to go on: `nextCursor` of the page before. Opaque, and only for the same query. */
                cursor?: string;
                /** @description Only the record with this id of the host's. */
                externalRef?: string;
                /** @description Start of the interval. */
                from?: string;
                /** @description Only these ids. Comma-separated. */
                ids?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description Full text. Every word must be found, as the beginning of a word. */
                q?: string;
                /** @description Fields to order by, comma-separated, - turns one around: startsAt, endsAt, technicianId, createdAt, updatedAt. Standard: startsAt. */
                sort?: string;
                /** @description End of the interval, not included. */
                to?: string;
                /** @description Count all matches. Standard: on the first page only. */
                total?: boolean;
                /** @description Only what has changed at or after this instant. */
                updatedSince?: string;
            };
            header?: never;
            path: {
                technicianId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List time off of a technician */
            200: {
                headers: {
                    /** @description `rel="next"`: the next page. */
                    Link?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimeOffPage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `invalid_cursor`: The cursor is not one of ours. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    listTimeOff: {
        parameters: {
            query?: {
                /** @description Where to go on: `nextCursor` of the page before. Opaque, and only for the same query. */
                cursor?: string;
                /** @description Only the record with this id of the host's. */
                externalRef?: string;
                /** @description Start of the interval. */
                from?: string;
                /** @description Only these ids. Comma-separated. */
                ids?: string;
                /** @description How many at most. */
                limit?: number;
                /** @description Full text. Every word must be found, as the beginning of a word. */
                q?: string;
                /** @description Fields to order by, comma-separated, - turns one around: startsAt, endsAt, technicianId, createdAt, updatedAt. Standard: startsAt. */
                sort?: string;
                /** @description Only those of these technicians. Comma-separated. */
                technicianId?: string;
                /** @description End of the interval, not included. */
                to?: string;
                /** @description Count all matches. Standard: on the first page only. */
                total?: boolean;
                /** @description Only what has changed at or after this instant. */
                updatedSince?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description List time off */
            200: {
                headers: {
                    /** @description `rel="next"`: the next page. */
                    Link?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimeOffPage"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `invalid_cursor`: The cursor is not one of ours. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    createTimeOff: {
        parameters: {
            query?: never;
            header?: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description Makes repeating safe: the same key and body give the same answer for 24 hours. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TimeOffCreate"];
            };
        };
        responses: {
            /** @description Create time off */
            201: {
                headers: {
                    /** @description Seq of the newest event after this change: who has seen it has seen the change. */
                    "Dispatch-Seq"?: string;
                    /** @description `"v<version>"` of the record. */
                    ETag?: string;
                    /** @description `true` when this is the answer of an earlier request. */
                    "Idempotent-Replayed"?: string;
                    /** @description Path of the new record. */
                    Location?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimeOff"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `idempotency_in_progress`: The same request is still running. `already_exists`: That id or reference is taken. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. `idempotency_mismatch`: The key was used for another request. `unknown_reference`: A referenced record does not exist. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    getTimeOff: {
        parameters: {
            query?: never;
            header?: {
                /** @description Answer 304 if this is still the `ETag`. */
                "If-None-Match"?: string;
            };
            path: {
                timeOffId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Read time off */
            200: {
                headers: {
                    /** @description `"v<version>"` of the record. */
                    ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimeOff"];
                };
            };
            /** @description Not changed since that `ETag`. */
            304: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    deleteTimeOff: {
        parameters: {
            query?: never;
            header: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description The `ETag` the change is based on. */
                "If-Match": string;
            };
            path: {
                timeOffId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Delete time off */
            200: {
                headers: {
                    /** @description Seq of the newest event after this change: who has seen it has seen the change. */
                    "Dispatch-Seq"?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Tombstone"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_required`: If-Match is needed. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
    changeTimeOff: {
        parameters: {
            query?: never;
            header: {
                /** @description How the person made the change; kept in its event. Standard: `api`. */
                "Dispatch-Method"?: "api" | "drag" | "keyboard" | "menu" | "form" | "undo" | "redo" | "import" | "plan" | "system";
                /** @description The `ETag` the change is based on. */
                "If-Match": string;
            };
            path: {
                timeOffId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": components["schemas"]["TimeOffPatch"];
                "application/merge-patch+json": components["schemas"]["TimeOffPatch"];
            };
        };
        responses: {
            /** @description Change time off */
            200: {
                headers: {
                    /** @description Seq of the newest event after this change: who has seen it has seen the change. */
                    "Dispatch-Seq"?: string;
                    /** @description `"v<version>"` of the record. */
                    ETag?: string;
                    /** @description Names this request in logs, events and problems. */
                    "X-Request-Id"?: string;
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["TimeOff"];
                };
            };
            /** @description `malformed_request`: The request cannot be read. `unknown_parameter`: A query parameter is not known. `malformed_json`: The body is not valid JSON. */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `token_missing`: A bearer token is needed. `token_invalid`: The token is not accepted. `token_expired`: The token has expired. */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_allowed`: This role may not do that. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `not_found`: There is no such thing. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `already_exists`: That id or reference is taken. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `stale`: The record has changed since it was read. */
            412: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `too_large`: The body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `unsupported_media_type`: The content type is not accepted. */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `invalid`: Some values are not valid. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `precondition_required`: If-Match is needed. */
            428: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `internal`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
            /** @description `issuer_unavailable`: The token issuer cannot be reached. `store_unavailable`: The database cannot be reached. */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/problem+json": components["schemas"]["Problem"];
                };
            };
        };
    };
}
