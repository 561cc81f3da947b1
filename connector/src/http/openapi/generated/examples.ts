/** Generated: what a connector with a few records answers. Change connector/test/samples.ts instead. */
import type { Example } from '../example.ts';

export const examples: Readonly<Record<string, Example>> = {
 "changeJob": {
  "params": {
   "jobId": "j1"
  },
  "request": {
   "priority": "high"
  },
  "answer": {
   "id": "j1",
   "externalRef": null,
   "custom": {},
   "number": "J-26-00001",
   "type": "service_call",
   "title": "Oven will not light",
   "description": "",
   "priority": "high",
   "status": "scheduled",
   "explicitStatus": null,
   "statusReason": null,
   "customerId": "c1",
   "siteId": "s1",
   "durationMinutes": 60,
   "skills": [],
   "certifications": [],
   "equipmentIds": [],
   "territory": null,
   "requestedAt": "2026-11-20T12:00:00.000Z",
   "windowStartsAt": null,
   "windowEndsAt": null,
   "dueAt": null,
   "completedAt": null,
   "source": null,
   "quotedPrice": null,
   "version": 3,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "createJob": {
  "request": {
   "title": "Broken lift"
  },
  "answer": {
   "id": "01936f3e-8d1a-7c3b-9a55-091340f24000",
   "externalRef": null,
   "custom": {},
   "number": "J-26-00004",
   "type": "service_call",
   "title": "Broken lift",
   "description": "",
   "priority": "normal",
   "status": "unscheduled",
   "explicitStatus": null,
   "statusReason": null,
   "customerId": null,
   "siteId": null,
   "durationMinutes": 60,
   "skills": [],
   "certifications": [],
   "equipmentIds": [],
   "territory": null,
   "requestedAt": "2026-11-20T12:00:00.000Z",
   "windowStartsAt": null,
   "windowEndsAt": null,
   "dueAt": null,
   "completedAt": null,
   "source": null,
   "quotedPrice": null,
   "version": 1,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "deleteJob": {
  "params": {
   "jobId": "j2"
  },
  "answer": {
   "id": "j2",
   "version": 2,
   "deletedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "getJob": {
  "params": {
   "jobId": "j1"
  },
  "answer": {
   "id": "j1",
   "externalRef": null,
   "custom": {},
   "number": "J-26-00001",
   "type": "service_call",
   "title": "Oven will not light",
   "description": "",
   "priority": "normal",
   "status": "scheduled",
   "explicitStatus": null,
   "statusReason": null,
   "customerId": "c1",
   "siteId": "s1",
   "durationMinutes": 60,
   "skills": [],
   "certifications": [],
   "equipmentIds": [],
   "territory": null,
   "requestedAt": "2026-11-20T12:00:00.000Z",
   "windowStartsAt": null,
   "windowEndsAt": null,
   "dueAt": null,
   "completedAt": null,
   "source": null,
   "quotedPrice": null,
   "version": 2,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "listJobEvents": {
  "params": {
   "jobId": "j1"
  },
  "answer": {
   "items": [
    {
     "seq": 22,
     "type": "assignment.created",
     "at": "2026-11-20T12:00:00.000Z",
     "actor": {
      "id": "system",
      "name": null,
      "role": "system"
     },
     "method": "system",
     "requestId": null,
     "jobId": "j1",
     "technicianId": "t1",
     "changes": [
      {
       "kind": "assignments",
       "id": "a1",
       "version": 1,
       "record": {
        "status": "scheduled",
        "releasedAt": null,
        "enRouteAt": null,
        "arrivedAt": null,
        "startedAt": null,
        "completedAt": null,
        "id": "a1",
        "externalRef": null,
        "custom": {},
        "jobId": "j1",
        "technicianId": "t1",
        "startsAt": "2026-11-20T09:00:00.000Z",
        "endsAt": "2026-11-20T10:00:00.000Z",
        "lock": "planned",
        "notes": "",
        "overridden": [],
        "version": 1,
        "createdAt": "2026-11-20T12:00:00.000Z",
        "updatedAt": "2026-11-20T12:00:00.000Z"
       }
      },
      {
       "kind": "jobs",
       "id": "j1",
       "version": 2,
       "record": {
        "id": "j1",
        "externalRef": null,
        "custom": {},
        "number": "J-26-00001",
        "type": "service_call",
        "title": "Oven will not light",
        "description": "",
        "priority": "normal",
        "status": "scheduled",
        "explicitStatus": null,
        "statusReason": null,
        "customerId": "c1",
        "siteId": "s1",
        "durationMinutes": 60,
        "skills": [],
        "certifications": [],
        "equipmentIds": [],
        "territory": null,
        "requestedAt": "2026-11-20T12:00:00.000Z",
        "windowStartsAt": null,
        "windowEndsAt": null,
        "dueAt": null,
        "completedAt": null,
        "source": null,
        "quotedPrice": null,
        "version": 2,
        "createdAt": "2026-11-20T12:00:00.000Z",
        "updatedAt": "2026-11-20T12:00:00.000Z"
       },
       "previous": {
        "status": "unscheduled"
       }
      }
     ]
    },
    {
     "seq": 17,
     "type": "dependency.created",
     "at": "2026-11-20T12:00:00.000Z",
     "actor": {
      "id": "system",
      "name": null,
      "role": "system"
     },
     "method": "system",
     "requestId": null,
     "jobId": "j1",
     "technicianId": null,
     "changes": [
      {
       "kind": "dependencies",
       "id": "dep1",
       "version": 1,
       "record": {
        "id": "dep1",
        "externalRef": null,
        "custom": {},
        "jobId": "j1",
        "dependsOnJobId": "j3",
        "type": "same_technician",
        "lagMinutes": 0,
        "version": 1,
        "createdAt": "2026-11-20T12:00:00.000Z",
        "updatedAt": "2026-11-20T12:00:00.000Z"
       }
      }
     ]
    }
   ],
   "nextCursor": null
  }
 },
 "listJobs": {
  "answer": {
   "items": [
    {
     "id": "j1",
     "externalRef": null,
     "custom": {},
     "number": "J-26-00001",
     "type": "service_call",
     "title": "Oven will not light",
     "description": "",
     "priority": "normal",
     "status": "scheduled",
     "explicitStatus": null,
     "statusReason": null,
     "customerId": "c1",
     "siteId": "s1",
     "durationMinutes": 60,
     "skills": [],
     "certifications": [],
     "equipmentIds": [],
     "territory": null,
     "requestedAt": "2026-11-20T12:00:00.000Z",
     "windowStartsAt": null,
     "windowEndsAt": null,
     "dueAt": null,
     "completedAt": null,
     "source": null,
     "quotedPrice": null,
     "version": 2,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    },
    {
     "id": "j2",
     "externalRef": null,
     "custom": {},
     "number": "J-26-00002",
     "type": "service_call",
     "title": "Leaking tap",
     "description": "",
     "priority": "normal",
     "status": "unscheduled",
     "explicitStatus": null,
     "statusReason": null,
     "customerId": null,
     "siteId": null,
     "durationMinutes": 30,
     "skills": [],
     "certifications": [],
     "equipmentIds": [],
     "territory": null,
     "requestedAt": "2026-11-20T12:00:00.000Z",
     "windowStartsAt": null,
     "windowEndsAt": null,
     "dueAt": null,
     "completedAt": null,
     "source": null,
     "quotedPrice": null,
     "version": 1,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    }
   ],
   "nextCursor": null,
   "total": 3
  }
 },
 "transitionJob": {
  "params": {
   "jobId": "j1"
  },
  "request": {
   "to": "en_route",
   "assignmentId": "a1"
  },
  "answer": {
   "job": {
    "id": "j1",
    "externalRef": null,
    "custom": {},
    "number": "J-26-00001",
    "type": "service_call",
    "title": "Oven will not light",
    "description": "",
    "priority": "normal",
    "status": "en_route",
    "explicitStatus": null,
    "statusReason": null,
    "customerId": "c1",
    "siteId": "s1",
    "durationMinutes": 60,
    "skills": [],
    "certifications": [],
    "equipmentIds": [],
    "territory": null,
    "requestedAt": "2026-11-20T12:00:00.000Z",
    "windowStartsAt": null,
    "windowEndsAt": null,
    "dueAt": null,
    "completedAt": null,
    "source": null,
    "quotedPrice": null,
    "version": 3,
    "createdAt": "2026-11-20T12:00:00.000Z",
    "updatedAt": "2026-11-20T12:00:00.000Z"
   },
   "assignment": {
    "status": "en_route",
    "releasedAt": null,
    "enRouteAt": "2026-11-20T12:00:00.000Z",
    "arrivedAt": null,
    "startedAt": null,
    "completedAt": null,
    "id": "a1",
    "externalRef": null,
    "custom": {},
    "jobId": "j1",
    "technicianId": "t1",
    "startsAt": "2026-11-20T09:00:00.000Z",
    "endsAt": "2026-11-20T10:00:00.000Z",
    "lock": "planned",
    "notes": "",
    "overridden": [],
    "version": 2,
    "createdAt": "2026-11-20T12:00:00.000Z",
    "updatedAt": "2026-11-20T12:00:00.000Z"
   },
   "seq": 23
  }
 },
 "importJobs": {
  "request": {
   "records": [
    {
     "externalRef": "SO-1",
     "title": "Broken lift"
    }
   ]
  },
  "answer": {
   "dryRun": false,
   "map": null,
   "rows": 1,
   "created": 1,
   "changed": 0,
   "unchanged": 0,
   "valid": 0,
   "rejected": 0,
   "skipped": {},
   "rejects": []
  }
 },
 "listCandidates": {
  "params": {
   "jobId": "j1"
  },
  "answer": {
   "jobId": "j1",
   "from": "2026-11-20T12:00:00.000Z",
   "to": "2026-11-22T12:00:00.000Z",
   "items": [
    {
     "technicianId": "t1",
     "name": "Ada Reyes",
     "qualified": true,
     "missing": [],
     "slot": {
      "startsAt": "2026-11-20T12:00:00.000Z",
      "endsAt": "2026-11-20T13:00:00.000Z"
     },
     "violations": [
      {
       "code": "position_unknown",
       "severity": "note",
       "detail": "The job has no position: travel was not judged",
       "subject": "job"
      }
     ],
     "travelMinutes": null,
     "utilization": 0
    },
    {
     "technicianId": "t2",
     "name": "Bo Lindqvist",
     "qualified": true,
     "missing": [],
     "slot": {
      "startsAt": "2026-11-20T12:00:00.000Z",
      "endsAt": "2026-11-20T13:00:00.000Z"
     },
     "violations": [
      {
       "code": "position_unknown",
       "severity": "note",
       "detail": "The job has no position: travel was not judged",
       "subject": "job"
      }
     ],
     "travelMinutes": null,
     "utilization": 0
    }
   ]
  }
 },
 "readWorkload": {
  "params": {
   "technicianId": "t1"
  },
  "answer": {
   "technicianId": "t1",
   "timeZone": "UTC",
   "days": [
    {
     "day": "2026-11-20",
     "shiftMinutes": 720,
     "workMinutes": 60,
     "travelMinutes": 0,
     "breakMinutes": 0,
     "assigned": 1,
     "done": 0,
     "utilization": 0.08333333333333333,
     "nextFreeAt": "2026-11-20T12:00:00.000Z"
    }
   ]
  }
 },
 "assignJob": {
  "request": {
   "jobId": "j2",
   "technicianId": "t2",
   "startsAt": "2026-11-20T13:00:00Z"
  },
  "answer": {
   "status": "scheduled",
   "releasedAt": null,
   "enRouteAt": null,
   "arrivedAt": null,
   "startedAt": null,
   "completedAt": null,
   "id": "01936f3e-8d1a-7c3b-9a55-0a852ab9f000",
   "externalRef": null,
   "custom": {},
   "jobId": "j2",
   "technicianId": "t2",
   "startsAt": "2026-11-20T13:00:00.000Z",
   "endsAt": "2026-11-20T13:30:00.000Z",
   "lock": "planned",
   "notes": "",
   "overridden": [],
   "version": 1,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "batchAssignments": {
  "request": {
   "operations": [
    {
     "op": "delete",
     "id": "a1",
     "version": 1
    }
   ]
  },
  "answer": {
   "results": [
    {
     "id": "a1",
     "version": 2,
     "assignment": null
    }
   ],
   "seq": 23
  }
 },
 "checkAssignment": {
  "request": {
   "jobId": "j1",
   "technicianId": "t1",
   "startsAt": "2026-11-20T13:00:00Z"
  },
  "answer": {
   "travel": {
    "minutes": null,
    "distanceMeters": null,
    "quality": "unknown"
   },
   "violations": [
    {
     "code": "position_unknown",
     "severity": "note",
     "detail": "The job has no position: travel was not judged",
     "subject": "job"
    }
   ]
  }
 },
 "getAssignment": {
  "params": {
   "assignmentId": "a1"
  },
  "answer": {
   "status": "scheduled",
   "releasedAt": null,
   "enRouteAt": null,
   "arrivedAt": null,
   "startedAt": null,
   "completedAt": null,
   "id": "a1",
   "externalRef": null,
   "custom": {},
   "jobId": "j1",
   "technicianId": "t1",
   "startsAt": "2026-11-20T09:00:00.000Z",
   "endsAt": "2026-11-20T10:00:00.000Z",
   "lock": "planned",
   "notes": "",
   "overridden": [],
   "version": 1,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "listAssignments": {
  "answer": {
   "items": [
    {
     "status": "scheduled",
     "releasedAt": null,
     "enRouteAt": null,
     "arrivedAt": null,
     "startedAt": null,
     "completedAt": null,
     "id": "a1",
     "externalRef": null,
     "custom": {},
     "jobId": "j1",
     "technicianId": "t1",
     "startsAt": "2026-11-20T09:00:00.000Z",
     "endsAt": "2026-11-20T10:00:00.000Z",
     "lock": "planned",
     "notes": "",
     "overridden": [],
     "version": 1,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    }
   ],
   "nextCursor": null,
   "total": 1
  }
 },
 "moveAssignment": {
  "params": {
   "assignmentId": "a1"
  },
  "request": {
   "notes": "Ring twice"
  },
  "answer": {
   "status": "scheduled",
   "releasedAt": null,
   "enRouteAt": null,
   "arrivedAt": null,
   "startedAt": null,
   "completedAt": null,
   "id": "a1",
   "externalRef": null,
   "custom": {},
   "jobId": "j1",
   "technicianId": "t1",
   "startsAt": "2026-11-20T09:00:00.000Z",
   "endsAt": "2026-11-20T10:00:00.000Z",
   "lock": "planned",
   "notes": "Ring twice",
   "overridden": [],
   "version": 2,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "unassign": {
  "params": {
   "assignmentId": "a1"
  },
  "answer": {
   "id": "a1",
   "version": 2,
   "deletedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "changeShift": {
  "params": {
   "shiftId": "sh1"
  },
  "request": {
   "endsAt": "2026-11-20T19:00:00Z"
  },
  "answer": {
   "id": "sh1",
   "externalRef": null,
   "custom": {},
   "technicianId": "t1",
   "startsAt": "2026-11-20T08:00:00.000Z",
   "endsAt": "2026-11-20T19:00:00.000Z",
   "breaks": [],
   "version": 2,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "changeTechnician": {
  "params": {
   "technicianId": "t1"
  },
  "request": {
   "status": "break"
  },
  "answer": {
   "id": "t1",
   "externalRef": null,
   "custom": {},
   "name": "Ada Reyes",
   "status": "break",
   "color": "#f59f00",
   "phone": null,
   "email": null,
   "skills": [],
   "certifications": [
    {
     "key": "gas_safe",
     "expiresOn": "2027-03-31"
    }
   ],
   "territories": [],
   "crewId": null,
   "home": null,
   "timeZone": null,
   "position": null,
   "active": true,
   "version": 3,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "changeTimeOff": {
  "params": {
   "timeOffId": "off1"
  },
  "request": {
   "reason": "Training"
  },
  "answer": {
   "id": "off1",
   "externalRef": null,
   "custom": {},
   "technicianId": "t1",
   "startsAt": "2026-12-24T08:00:00.000Z",
   "endsAt": "2026-12-25T08:00:00.000Z",
   "reason": "Training",
   "version": 2,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "createShift": {
  "request": {
   "technicianId": "t1",
   "startsAt": "2026-11-21T08:00:00Z",
   "endsAt": "2026-11-21T16:00:00Z"
  },
  "answer": {
   "id": "01936f3e-8d1a-7c3b-9a55-03213242f000",
   "externalRef": null,
   "custom": {},
   "technicianId": "t1",
   "startsAt": "2026-11-21T08:00:00.000Z",
   "endsAt": "2026-11-21T16:00:00.000Z",
   "breaks": [],
   "version": 1,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "createTechnician": {
  "request": {
   "name": "Cleo Marsh"
  },
  "answer": {
   "id": "01936f3e-8d1a-7c3b-9a55-0cd7f20d3000",
   "externalRef": null,
   "custom": {},
   "name": "Cleo Marsh",
   "status": "off_duty",
   "color": "#ae3ec9",
   "phone": null,
   "email": null,
   "skills": [],
   "certifications": [],
   "territories": [],
   "crewId": null,
   "home": null,
   "timeZone": null,
   "position": null,
   "active": true,
   "version": 1,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "createTimeOff": {
  "request": {
   "technicianId": "t1",
   "startsAt": "2026-11-22T08:00:00Z",
   "endsAt": "2026-11-22T16:00:00Z"
  },
  "answer": {
   "id": "01936f3e-8d1a-7c3b-9a55-03c4492a1000",
   "externalRef": null,
   "custom": {},
   "technicianId": "t1",
   "startsAt": "2026-11-22T08:00:00.000Z",
   "endsAt": "2026-11-22T16:00:00.000Z",
   "reason": "",
   "version": 1,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "deleteShift": {
  "params": {
   "shiftId": "sh1"
  },
  "answer": {
   "id": "sh1",
   "version": 2,
   "deletedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "deleteTechnician": {
  "params": {
   "technicianId": "t3"
  },
  "answer": {
   "id": "t3",
   "version": 2,
   "deletedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "deleteTimeOff": {
  "params": {
   "timeOffId": "off1"
  },
  "answer": {
   "id": "off1",
   "version": 2,
   "deletedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "getShift": {
  "params": {
   "shiftId": "sh1"
  },
  "answer": {
   "id": "sh1",
   "externalRef": null,
   "custom": {},
   "technicianId": "t1",
   "startsAt": "2026-11-20T08:00:00.000Z",
   "endsAt": "2026-11-20T20:00:00.000Z",
   "breaks": [],
   "version": 1,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "getTechnician": {
  "params": {
   "technicianId": "t1"
  },
  "answer": {
   "id": "t1",
   "externalRef": null,
   "custom": {},
   "name": "Ada Reyes",
   "status": "off_duty",
   "color": "#f59f00",
   "phone": null,
   "email": null,
   "skills": [],
   "certifications": [
    {
     "key": "gas_safe",
     "expiresOn": "2027-03-31"
    }
   ],
   "territories": [],
   "crewId": null,
   "home": null,
   "timeZone": null,
   "position": null,
   "active": true,
   "version": 2,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "getTimeOff": {
  "params": {
   "timeOffId": "off1"
  },
  "answer": {
   "id": "off1",
   "externalRef": null,
   "custom": {},
   "technicianId": "t1",
   "startsAt": "2026-12-24T08:00:00.000Z",
   "endsAt": "2026-12-25T08:00:00.000Z",
   "reason": "",
   "version": 1,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "listShifts": {
  "answer": {
   "items": [
    {
     "id": "sh1",
     "externalRef": null,
     "custom": {},
     "technicianId": "t1",
     "startsAt": "2026-11-20T08:00:00.000Z",
     "endsAt": "2026-11-20T20:00:00.000Z",
     "breaks": [],
     "version": 1,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    },
    {
     "id": "sh2",
     "externalRef": null,
     "custom": {},
     "technicianId": "t2",
     "startsAt": "2026-11-20T08:00:00.000Z",
     "endsAt": "2026-11-20T20:00:00.000Z",
     "breaks": [],
     "version": 1,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    }
   ],
   "nextCursor": null,
   "total": 2
  }
 },
 "listTechnicianShifts": {
  "params": {
   "technicianId": "t1"
  },
  "answer": {
   "items": [
    {
     "id": "sh1",
     "externalRef": null,
     "custom": {},
     "technicianId": "t1",
     "startsAt": "2026-11-20T08:00:00.000Z",
     "endsAt": "2026-11-20T20:00:00.000Z",
     "breaks": [],
     "version": 1,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    }
   ],
   "nextCursor": null,
   "total": 1
  }
 },
 "listTechnicianTimeOff": {
  "params": {
   "technicianId": "t1"
  },
  "answer": {
   "items": [
    {
     "id": "off1",
     "externalRef": null,
     "custom": {},
     "technicianId": "t1",
     "startsAt": "2026-12-24T08:00:00.000Z",
     "endsAt": "2026-12-25T08:00:00.000Z",
     "reason": "",
     "version": 1,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    }
   ],
   "nextCursor": null,
   "total": 1
  }
 },
 "listTechnicians": {
  "answer": {
   "items": [
    {
     "id": "t1",
     "externalRef": null,
     "custom": {},
     "name": "Ada Reyes",
     "status": "off_duty",
     "color": "#f59f00",
     "phone": null,
     "email": null,
     "skills": [],
     "certifications": [
      {
       "key": "gas_safe",
       "expiresOn": "2027-03-31"
      }
     ],
     "territories": [],
     "crewId": null,
     "home": null,
     "timeZone": null,
     "position": null,
     "active": true,
     "version": 2,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    },
    {
     "id": "t2",
     "externalRef": null,
     "custom": {},
     "name": "Bo Lindqvist",
     "status": "off_duty",
     "color": "#1c7ed6",
     "phone": null,
     "email": null,
     "skills": [],
     "certifications": [],
     "territories": [],
     "crewId": null,
     "home": null,
     "timeZone": null,
     "position": null,
     "active": true,
     "version": 1,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    }
   ],
   "nextCursor": null,
   "total": 3
  }
 },
 "listTimeOff": {
  "answer": {
   "items": [
    {
     "id": "off1",
     "externalRef": null,
     "custom": {},
     "technicianId": "t1",
     "startsAt": "2026-12-24T08:00:00.000Z",
     "endsAt": "2026-12-25T08:00:00.000Z",
     "reason": "",
     "version": 1,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    }
   ],
   "nextCursor": null,
   "total": 1
  }
 },
 "changeCustomer": {
  "params": {
   "customerId": "c1"
  },
  "request": {
   "phone": "555-0100"
  },
  "answer": {
   "id": "c1",
   "externalRef": "customers-1",
   "custom": {},
   "name": "Harbour Bakery",
   "phone": "555-0100",
   "email": null,
   "notes": "",
   "version": 2,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "changeSite": {
  "params": {
   "siteId": "s1"
  },
  "request": {
   "accessNotes": "Side door"
  },
  "answer": {
   "id": "s1",
   "externalRef": null,
   "custom": {},
   "customerId": "c1",
   "name": "Bakery",
   "address": "",
   "district": null,
   "position": null,
   "geocodeQuality": "none",
   "timeZone": null,
   "accessNotes": "Side door",
   "version": 2,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "createCustomer": {
  "request": {
   "name": "Mill Street School"
  },
  "answer": {
   "id": "01936f3e-8d1a-7c3b-9a55-03328bd31004",
   "externalRef": "customers-3",
   "custom": {},
   "name": "Mill Street School",
   "phone": null,
   "email": null,
   "notes": "",
   "version": 1,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "createSite": {
  "request": {
   "name": "Depot"
  },
  "answer": {
   "id": "01936f3e-8d1a-7c3b-9a55-08c8a6cb6000",
   "externalRef": null,
   "custom": {},
   "customerId": null,
   "name": "Depot",
   "address": "",
   "district": null,
   "position": null,
   "geocodeQuality": "none",
   "timeZone": null,
   "accessNotes": "",
   "version": 1,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "deleteCustomer": {
  "params": {
   "customerId": "c2"
  },
  "answer": {
   "id": "c2",
   "version": 2,
   "deletedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "deleteSite": {
  "params": {
   "siteId": "s2"
  },
  "answer": {
   "id": "s2",
   "version": 2,
   "deletedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "getCustomer": {
  "params": {
   "customerId": "c1"
  },
  "answer": {
   "id": "c1",
   "externalRef": "customers-1",
   "custom": {},
   "name": "Harbour Bakery",
   "phone": null,
   "email": null,
   "notes": "",
   "version": 1,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "getSite": {
  "params": {
   "siteId": "s1"
  },
  "answer": {
   "id": "s1",
   "externalRef": null,
   "custom": {},
   "customerId": "c1",
   "name": "Bakery",
   "address": "",
   "district": null,
   "position": null,
   "geocodeQuality": "none",
   "timeZone": null,
   "accessNotes": "",
   "version": 1,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "listCustomers": {
  "answer": {
   "items": [
    {
     "id": "c1",
     "externalRef": "customers-1",
     "custom": {},
     "name": "Harbour Bakery",
     "phone": null,
     "email": null,
     "notes": "",
     "version": 1,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    },
    {
     "id": "c2",
     "externalRef": "customers-2",
     "custom": {},
     "name": "Hill School",
     "phone": null,
     "email": null,
     "notes": "",
     "version": 1,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    }
   ],
   "nextCursor": null,
   "total": 2
  }
 },
 "listSites": {
  "answer": {
   "items": [
    {
     "id": "s1",
     "externalRef": null,
     "custom": {},
     "customerId": "c1",
     "name": "Bakery",
     "address": "",
     "district": null,
     "position": null,
     "geocodeQuality": "none",
     "timeZone": null,
     "accessNotes": "",
     "version": 1,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    },
    {
     "id": "s2",
     "externalRef": null,
     "custom": {},
     "customerId": null,
     "name": "School",
     "address": "",
     "district": null,
     "position": null,
     "geocodeQuality": "none",
     "timeZone": null,
     "accessNotes": "",
     "version": 1,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    }
   ],
   "nextCursor": null,
   "total": 2
  }
 },
 "listApiKeys": {
  "answer": {
   "items": [
    {
     "id": "key1",
     "externalRef": null,
     "custom": {},
     "name": "Intranet",
     "scopes": [
      "jobs:read"
     ],
     "prefix": "",
     "expiresAt": null,
     "revokedAt": null,
     "lastUsedAt": null,
     "version": 1,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    }
   ],
   "nextCursor": null,
   "total": 1
  }
 },
 "createApiKey": {
  "request": {
   "name": "ERP",
   "scopes": [
    "jobs:write"
   ]
  },
  "answer": {
   "id": "01936f3e-8d1a-7c3b-9a55-00e6c8606000",
   "externalRef": null,
   "custom": {},
   "name": "ERP",
   "scopes": [
    "jobs:write"
   ],
   "prefix": "dk_acme_01936f3e-8d1a-7c3b-9a55-00e6c8606000",
   "expiresAt": null,
   "revokedAt": null,
   "lastUsedAt": null,
   "version": 1,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z",
   "key": "dk_xxxx_xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
  }
 },
 "getApiKey": {
  "params": {
   "apiKeyId": "key1"
  },
  "answer": {
   "id": "key1",
   "externalRef": null,
   "custom": {},
   "name": "Intranet",
   "scopes": [
    "jobs:read"
   ],
   "prefix": "",
   "expiresAt": null,
   "revokedAt": null,
   "lastUsedAt": null,
   "version": 1,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "changeApiKey": {
  "params": {
   "apiKeyId": "key1"
  },
  "request": {
   "name": "Portal"
  },
  "answer": {
   "id": "key1",
   "externalRef": null,
   "custom": {},
   "name": "Portal",
   "scopes": [
    "jobs:read"
   ],
   "prefix": "",
   "expiresAt": null,
   "revokedAt": null,
   "lastUsedAt": null,
   "version": 2,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "deleteApiKey": {
  "params": {
   "apiKeyId": "key1"
  },
  "answer": {
   "id": "key1",
   "version": 2,
   "deletedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "listCertifications": {
  "answer": {
   "items": [
    {
     "id": "cert1",
     "externalRef": null,
     "custom": {},
     "technicianId": "t1",
     "key": "gas_safe",
     "number": null,
     "issuedOn": null,
     "expiresOn": "2027-03-31",
     "notes": "",
     "version": 1,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    }
   ],
   "nextCursor": null,
   "total": 1
  }
 },
 "createCertification": {
  "request": {
   "technicianId": "t2",
   "key": "gas_safe"
  },
  "answer": {
   "id": "01936f3e-8d1a-7c3b-9a55-0fd565cb5000",
   "externalRef": null,
   "custom": {},
   "technicianId": "t2",
   "key": "gas_safe",
   "number": null,
   "issuedOn": null,
   "expiresOn": null,
   "notes": "",
   "version": 1,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "getCertification": {
  "params": {
   "certificationId": "cert1"
  },
  "answer": {
   "id": "cert1",
   "externalRef": null,
   "custom": {},
   "technicianId": "t1",
   "key": "gas_safe",
   "number": null,
   "issuedOn": null,
   "expiresOn": "2027-03-31",
   "notes": "",
   "version": 1,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "changeCertification": {
  "params": {
   "certificationId": "cert1"
  },
  "request": {
   "number": "4711"
  },
  "answer": {
   "id": "cert1",
   "externalRef": null,
   "custom": {},
   "technicianId": "t1",
   "key": "gas_safe",
   "number": "4711",
   "issuedOn": null,
   "expiresOn": "2027-03-31",
   "notes": "",
   "version": 2,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "deleteCertification": {
  "params": {
   "certificationId": "cert1"
  },
  "answer": {
   "id": "cert1",
   "version": 2,
   "deletedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "listCrews": {
  "answer": {
   "items": [
    {
     "id": "crew1",
     "externalRef": null,
     "custom": {},
     "name": "North",
     "color": "#4263eb",
     "technicianIds": [],
     "leadId": null,
     "version": 1,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    }
   ],
   "nextCursor": null,
   "total": 1
  }
 },
 "createCrew": {
  "request": {
   "name": "South"
  },
  "answer": {
   "id": "01936f3e-8d1a-7c3b-9a55-035e2d750000",
   "externalRef": null,
   "custom": {},
   "name": "South",
   "color": "#4263eb",
   "technicianIds": [],
   "leadId": null,
   "version": 1,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "getCrew": {
  "params": {
   "crewId": "crew1"
  },
  "answer": {
   "id": "crew1",
   "externalRef": null,
   "custom": {},
   "name": "North",
   "color": "#4263eb",
   "technicianIds": [],
   "leadId": null,
   "version": 1,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "changeCrew": {
  "params": {
   "crewId": "crew1"
  },
  "request": {
   "color": "#0ca678"
  },
  "answer": {
   "id": "crew1",
   "externalRef": null,
   "custom": {},
   "name": "North",
   "color": "#0ca678",
   "technicianIds": [],
   "leadId": null,
   "version": 2,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "deleteCrew": {
  "params": {
   "crewId": "crew1"
  },
  "answer": {
   "id": "crew1",
   "version": 2,
   "deletedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "listDependencies": {
  "answer": {
   "items": [
    {
     "id": "dep1",
     "externalRef": null,
     "custom": {},
     "jobId": "j1",
     "dependsOnJobId": "j3",
     "type": "same_technician",
     "lagMinutes": 0,
     "version": 1,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    }
   ],
   "nextCursor": null,
   "total": 1
  }
 },
 "createDependency": {
  "request": {
   "jobId": "j2",
   "dependsOnJobId": "j3"
  },
  "answer": {
   "id": "01936f3e-8d1a-7c3b-9a55-0095d6c1c000",
   "externalRef": null,
   "custom": {},
   "jobId": "j2",
   "dependsOnJobId": "j3",
   "type": "finish_to_start",
   "lagMinutes": 0,
   "version": 1,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "getDependency": {
  "params": {
   "dependencyId": "dep1"
  },
  "answer": {
   "id": "dep1",
   "externalRef": null,
   "custom": {},
   "jobId": "j1",
   "dependsOnJobId": "j3",
   "type": "same_technician",
   "lagMinutes": 0,
   "version": 1,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "changeDependency": {
  "params": {
   "dependencyId": "dep1"
  },
  "request": {
   "lagMinutes": 30
  },
  "answer": {
   "id": "dep1",
   "externalRef": null,
   "custom": {},
   "jobId": "j1",
   "dependsOnJobId": "j3",
   "type": "same_technician",
   "lagMinutes": 30,
   "version": 2,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "deleteDependency": {
  "params": {
   "dependencyId": "dep1"
  },
  "answer": {
   "id": "dep1",
   "version": 2,
   "deletedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "listEquipment": {
  "answer": {
   "items": [
    {
     "id": "eq1",
     "externalRef": null,
     "custom": {},
     "name": "Scissor lift",
     "type": "lift",
     "notes": "",
     "version": 1,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    }
   ],
   "nextCursor": null,
   "total": 1
  }
 },
 "createEquipment": {
  "request": {
   "name": "Jetter"
  },
  "answer": {
   "id": "01936f3e-8d1a-7c3b-9a55-09a799ccf000",
   "externalRef": null,
   "custom": {},
   "name": "Jetter",
   "type": "",
   "notes": "",
   "version": 1,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "getEquipment": {
  "params": {
   "equipmentId": "eq1"
  },
  "answer": {
   "id": "eq1",
   "externalRef": null,
   "custom": {},
   "name": "Scissor lift",
   "type": "lift",
   "notes": "",
   "version": 1,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "changeEquipment": {
  "params": {
   "equipmentId": "eq1"
  },
  "request": {
   "notes": "In the yard"
  },
  "answer": {
   "id": "eq1",
   "externalRef": null,
   "custom": {},
   "name": "Scissor lift",
   "type": "lift",
   "notes": "In the yard",
   "version": 2,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "deleteEquipment": {
  "params": {
   "equipmentId": "eq1"
  },
  "answer": {
   "id": "eq1",
   "version": 2,
   "deletedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "previewSeries": {
  "request": {
   "rule": "FREQ=MONTHLY;BYDAY=1MO",
   "startsOn": "2027-01-04",
   "count": 3
  },
  "answer": {
   "items": [
    {
     "day": "2027-01-04",
     "windowStartsAt": "2027-01-04T00:00:00.000Z",
     "windowEndsAt": "2027-01-05T00:00:00.000Z"
    },
    {
     "day": "2027-02-01",
     "windowStartsAt": "2027-02-01T00:00:00.000Z",
     "windowEndsAt": "2027-02-02T00:00:00.000Z"
    }
   ]
  }
 },
 "listSeries": {
  "answer": {
   "items": [
    {
     "id": "ser1",
     "externalRef": null,
     "custom": {},
     "name": "Boiler service",
     "rule": "FREQ=YEARLY",
     "startsOn": "2030-01-11",
     "timeZone": null,
     "horizonDays": 60,
     "skippedDays": [],
     "active": true,
     "job": {
      "title": "Boiler service",
      "description": "",
      "type": "maintenance",
      "priority": "normal",
      "customerId": null,
      "siteId": null,
      "durationMinutes": 60,
      "skills": [],
      "certifications": [],
      "equipmentIds": [],
      "territory": null,
      "windowStartsAtTime": null,
      "windowEndsAtTime": null,
      "custom": {}
     },
     "generatedUntil": null,
     "version": 1,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    }
   ],
   "nextCursor": null,
   "total": 1
  }
 },
 "createSeries": {
  "request": {
   "name": "Filters",
   "rule": "FREQ=MONTHLY",
   "startsOn": "2027-01-04",
   "job": {
    "title": "Change filters"
   }
  },
  "answer": {
   "id": "01936f3e-8d1a-7c3b-9a55-0139e80d8000",
   "externalRef": null,
   "custom": {},
   "name": "Filters",
   "rule": "FREQ=MONTHLY",
   "startsOn": "2027-01-04",
   "timeZone": null,
   "horizonDays": 60,
   "skippedDays": [],
   "active": true,
   "job": {
    "title": "Change filters",
    "description": "",
    "type": "maintenance",
    "priority": "normal",
    "customerId": null,
    "siteId": null,
    "durationMinutes": 60,
    "skills": [],
    "certifications": [],
    "equipmentIds": [],
    "territory": null,
    "windowStartsAtTime": null,
    "windowEndsAtTime": null,
    "custom": {}
   },
   "generatedUntil": "2027-01-04",
   "version": 1,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "getSeries": {
  "params": {
   "seriesId": "ser1"
  },
  "answer": {
   "id": "ser1",
   "externalRef": null,
   "custom": {},
   "name": "Boiler service",
   "rule": "FREQ=YEARLY",
   "startsOn": "2030-01-11",
   "timeZone": null,
   "horizonDays": 60,
   "skippedDays": [],
   "active": true,
   "job": {
    "title": "Boiler service",
    "description": "",
    "type": "maintenance",
    "priority": "normal",
    "customerId": null,
    "siteId": null,
    "durationMinutes": 60,
    "skills": [],
    "certifications": [],
    "equipmentIds": [],
    "territory": null,
    "windowStartsAtTime": null,
    "windowEndsAtTime": null,
    "custom": {}
   },
   "generatedUntil": null,
   "version": 1,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "changeSeries": {
  "params": {
   "seriesId": "ser1"
  },
  "request": {
   "active": false
  },
  "answer": {
   "id": "ser1",
   "externalRef": null,
   "custom": {},
   "name": "Boiler service",
   "rule": "FREQ=YEARLY",
   "startsOn": "2030-01-11",
   "timeZone": null,
   "horizonDays": 60,
   "skippedDays": [],
   "active": false,
   "job": {
    "title": "Boiler service",
    "description": "",
    "type": "maintenance",
    "priority": "normal",
    "customerId": null,
    "siteId": null,
    "durationMinutes": 60,
    "skills": [],
    "certifications": [],
    "equipmentIds": [],
    "territory": null,
    "windowStartsAtTime": null,
    "windowEndsAtTime": null,
    "custom": {}
   },
   "generatedUntil": null,
   "version": 2,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "deleteSeries": {
  "params": {
   "seriesId": "ser1"
  },
  "answer": {
   "id": "ser1",
   "version": 2,
   "deletedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "listViews": {
  "answer": {
   "items": [
    {
     "id": "v1",
     "externalRef": null,
     "custom": {},
     "name": "Today",
     "widget": "job-grid",
     "ownerId": null,
     "content": {},
     "version": 1,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    }
   ],
   "nextCursor": null,
   "total": 1
  }
 },
 "createView": {
  "request": {
   "name": "Mine",
   "widget": "map"
  },
  "answer": {
   "id": "01936f3e-8d1a-7c3b-9a55-0ce12dbc0000",
   "externalRef": null,
   "custom": {},
   "name": "Mine",
   "widget": "map",
   "ownerId": "development-admin",
   "content": {},
   "version": 1,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "getView": {
  "params": {
   "viewId": "v1"
  },
  "answer": {
   "id": "v1",
   "externalRef": null,
   "custom": {},
   "name": "Today",
   "widget": "job-grid",
   "ownerId": null,
   "content": {},
   "version": 1,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "changeView": {
  "params": {
   "viewId": "v1"
  },
  "request": {
   "name": "Tomorrow"
  },
  "answer": {
   "id": "v1",
   "externalRef": null,
   "custom": {},
   "name": "Tomorrow",
   "widget": "job-grid",
   "ownerId": null,
   "content": {},
   "version": 2,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "deleteView": {
  "params": {
   "viewId": "v1"
  },
  "answer": {
   "id": "v1",
   "version": 2,
   "deletedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "listWebhooks": {
  "answer": {
   "items": [
    {
     "id": "hook1",
     "externalRef": null,
     "custom": {},
     "url": "https://erp.example.com/hooks",
     "description": "",
     "eventTypes": [
      "*"
     ],
     "enabled": true,
     "disabledReason": null,
     "signature": "v1",
     "publicKey": null,
     "secretRotatedAt": null,
     "sinceSeq": 21,
     "version": 1,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    }
   ],
   "nextCursor": null,
   "total": 1
  }
 },
 "createWebhook": {
  "request": {
   "url": "https://example.com/in"
  },
  "answer": {
   "id": "01936f3e-8d1a-7c3b-9a55-015169fce000",
   "externalRef": null,
   "custom": {},
   "url": "https://example.com/in",
   "description": "",
   "eventTypes": [
    "*"
   ],
   "enabled": true,
   "disabledReason": null,
   "signature": "v1",
   "publicKey": null,
   "secretRotatedAt": null,
   "sinceSeq": 23,
   "version": 1,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z",
   "secret": "whsec_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx="
  }
 },
 "getWebhook": {
  "params": {
   "webhookId": "hook1"
  },
  "answer": {
   "id": "hook1",
   "externalRef": null,
   "custom": {},
   "url": "https://erp.example.com/hooks",
   "description": "",
   "eventTypes": [
    "*"
   ],
   "enabled": true,
   "disabledReason": null,
   "signature": "v1",
   "publicKey": null,
   "secretRotatedAt": null,
   "sinceSeq": 21,
   "version": 1,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "changeWebhook": {
  "params": {
   "webhookId": "hook1"
  },
  "request": {
   "description": "Billing"
  },
  "answer": {
   "id": "hook1",
   "externalRef": null,
   "custom": {},
   "url": "https://erp.example.com/hooks",
   "description": "Billing",
   "eventTypes": [
    "*"
   ],
   "enabled": true,
   "disabledReason": null,
   "signature": "v1",
   "publicKey": null,
   "secretRotatedAt": null,
   "sinceSeq": 21,
   "version": 2,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "deleteWebhook": {
  "params": {
   "webhookId": "hook1"
  },
  "answer": {
   "id": "hook1",
   "version": 2,
   "deletedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "getWebhookDelivery": {
  "params": {
   "webhookId": "hook1",
   "deliveryId": "msg_1"
  },
  "answer": {
   "id": "msg_1",
   "webhookId": "hook1",
   "eventType": "webhook.test",
   "eventSeq": null,
   "status": "waiting",
   "attempts": 0,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "nextAttemptAt": "2026-11-20T12:00:00.000Z",
   "finishedAt": null,
   "log": []
  }
 },
 "listWebhookDeliveries": {
  "params": {
   "webhookId": "hook1"
  },
  "answer": {
   "items": [
    {
     "id": "msg_1",
     "webhookId": "hook1",
     "eventType": "webhook.test",
     "eventSeq": null,
     "status": "waiting",
     "attempts": 0,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "nextAttemptAt": "2026-11-20T12:00:00.000Z",
     "finishedAt": null,
     "log": []
    }
   ],
   "nextCursor": null
  }
 },
 "purgeDeadLetters": {
  "params": {
   "webhookId": "hook1"
  },
  "answer": {
   "count": 0
  }
 },
 "readWebhookHealth": {
  "params": {
   "webhookId": "hook1"
  },
  "answer": {
   "state": "ok",
   "failuresInRow": 0,
   "failingSince": null,
   "pausedUntil": null,
   "deliveries": {
    "waiting": 1,
    "delivered": 0,
    "dead": 0
   }
  }
 },
 "replayDeadLetters": {
  "params": {
   "webhookId": "hook1"
  },
  "request": {
   "from": "2026-11-01T00:00:00Z"
  },
  "answer": {
   "count": 0
  }
 },
 "replayWebhookDelivery": {
  "params": {
   "webhookId": "hook1",
   "deliveryId": "msg_1"
  },
  "answer": {
   "id": "msg_1",
   "webhookId": "hook1",
   "eventType": "webhook.test",
   "eventSeq": null,
   "status": "waiting",
   "attempts": 0,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "nextAttemptAt": "2026-11-20T12:00:00.000Z",
   "finishedAt": null,
   "log": []
  }
 },
 "rotateWebhookSecret": {
  "params": {
   "webhookId": "hook1"
  },
  "request": {
   "keepPreviousHours": 24
  },
  "answer": {
   "secret": "whsec_xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx=",
   "publicKey": null,
   "previousValidUntil": "2026-11-21T12:00:00.000Z"
  }
 },
 "testWebhook": {
  "params": {
   "webhookId": "hook1"
  },
  "request": {},
  "answer": {
   "id": "msg_01936f3e-8d1a-7c3b-9a55-06f6cb526000",
   "webhookId": "hook1",
   "eventType": "webhook.test",
   "eventSeq": null,
   "status": "waiting",
   "attempts": 0,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "nextAttemptAt": "2026-11-20T12:00:00.000Z",
   "finishedAt": null,
   "log": []
  }
 },
 "discardAdapterWrite": {
  "params": {
   "adapterName": "erp",
   "writeId": "w1"
  },
  "answer": {
   "id": "w1",
   "kind": "customers",
   "recordId": "c9",
   "operation": "create",
   "state": "dead",
   "attempts": 1,
   "lastError": "A customer needs an address.",
   "asks": false,
   "changes": {
    "name": "Ferry Terminal"
   },
   "conflicts": [],
   "createdAt": "2026-11-20T09:30:00.000Z"
  }
 },
 "forgetAdapter": {
  "params": {
   "adapterName": "erp"
  },
  "request": {
   "configured": true
  },
  "answer": {
   "known": 2,
   "writes": 1,
   "records": 0
  }
 },
 "getAdapter": {
  "params": {
   "adapterName": "erp"
  },
  "answer": {
   "name": "erp",
   "title": "Memory ERP",
   "product": "Memory ERP",
   "state": "starting",
   "whenAway": "queue",
   "pollSeconds": 30,
   "hookPath": null,
   "lastHookAt": null,
   "warnings": [],
   "resources": [
    {
     "kind": "customers",
     "mode": "mirror",
     "phase": "waiting",
     "records": 2,
     "unmapped": 0,
     "rejected": 0,
     "total": null,
     "lagSeconds": null,
     "lastSuccessAt": null,
     "lastError": null,
     "lastErrorAt": null,
     "limits": [],
     "can": {
      "create": true,
      "update": true,
      "delete": true,
      "writable": [
       "name",
       "phone"
      ]
     }
    },
    {
     "kind": "sites",
     "mode": "own",
     "phase": "waiting",
     "records": 0,
     "unmapped": 0,
     "rejected": 0,
     "total": null,
     "lagSeconds": null,
     "lastSuccessAt": null,
     "lastError": null,
     "lastErrorAt": null,
     "limits": [],
     "can": {
      "create": true,
      "update": true,
      "delete": true,
      "writable": [
       "name",
       "address"
      ]
     }
    }
   ],
   "writes": {
    "waiting": 0,
    "conflicts": 0,
    "dead": 1
   }
  }
 },
 "listAdapterRejections": {
  "params": {
   "adapterName": "erp"
  },
  "answer": {
   "items": []
  }
 },
 "listAdapterUnmapped": {
  "params": {
   "adapterName": "erp"
  },
  "answer": {
   "items": []
  }
 },
 "listAdapterWrites": {
  "params": {
   "adapterName": "erp"
  },
  "answer": {
   "items": [
    {
     "id": "w1",
     "kind": "customers",
     "recordId": "c9",
     "operation": "create",
     "state": "dead",
     "attempts": 1,
     "lastError": "A customer needs an address.",
     "asks": false,
     "changes": {
      "name": "Ferry Terminal"
     },
     "conflicts": [],
     "createdAt": "2026-11-20T09:30:00.000Z"
    }
   ]
  }
 },
 "listAdapters": {
  "answer": {
   "items": [
    {
     "name": "erp",
     "title": "Memory ERP",
     "product": "Memory ERP",
     "state": "starting",
     "whenAway": "queue",
     "pollSeconds": 30,
     "hookPath": null,
     "lastHookAt": null,
     "warnings": [],
     "resources": [
      {
       "kind": "customers",
       "mode": "mirror",
       "phase": "waiting",
       "records": 2,
       "unmapped": 0,
       "rejected": 0,
       "total": null,
       "lagSeconds": null,
       "lastSuccessAt": null,
       "lastError": null,
       "lastErrorAt": null,
       "limits": [],
       "can": {
        "create": true,
        "update": true,
        "delete": true,
        "writable": [
         "name",
         "phone"
        ]
       }
      },
      {
       "kind": "sites",
       "mode": "own",
       "phase": "waiting",
       "records": 0,
       "unmapped": 0,
       "rejected": 0,
       "total": null,
       "lagSeconds": null,
       "lastSuccessAt": null,
       "lastError": null,
       "lastErrorAt": null,
       "limits": [],
       "can": {
        "create": true,
        "update": true,
        "delete": true,
        "writable": [
         "name",
         "address"
        ]
       }
      }
     ],
     "writes": {
      "waiting": 0,
      "conflicts": 0,
      "dead": 1
     }
    }
   ]
  }
 },
 "probeAdapter": {
  "params": {
   "adapterName": "erp"
  },
  "answer": {
   "host": "Memory 1.0",
   "findings": []
  }
 },
 "retryAdapterWrite": {
  "params": {
   "adapterName": "erp",
   "writeId": "w1"
  },
  "answer": {
   "id": "w1",
   "kind": "customers",
   "recordId": "c9",
   "operation": "create",
   "state": "waiting",
   "attempts": 1,
   "lastError": null,
   "asks": false,
   "changes": {
    "name": "Ferry Terminal"
   },
   "conflicts": [],
   "createdAt": "2026-11-20T09:30:00.000Z"
  }
 },
 "syncAdapter": {
  "params": {
   "adapterName": "erp"
  },
  "answer": {
   "name": "erp",
   "title": "Memory ERP",
   "product": "Memory ERP",
   "state": "starting",
   "whenAway": "queue",
   "pollSeconds": 30,
   "hookPath": null,
   "lastHookAt": null,
   "warnings": [],
   "resources": [
    {
     "kind": "customers",
     "mode": "mirror",
     "phase": "waiting",
     "records": 2,
     "unmapped": 0,
     "rejected": 0,
     "total": null,
     "lagSeconds": null,
     "lastSuccessAt": null,
     "lastError": null,
     "lastErrorAt": null,
     "limits": [],
     "can": {
      "create": true,
      "update": true,
      "delete": true,
      "writable": [
       "name",
       "phone"
      ]
     }
    },
    {
     "kind": "sites",
     "mode": "own",
     "phase": "waiting",
     "records": 0,
     "unmapped": 0,
     "rejected": 0,
     "total": null,
     "lagSeconds": null,
     "lastSuccessAt": null,
     "lastError": null,
     "lastErrorAt": null,
     "limits": [],
     "can": {
      "create": true,
      "update": true,
      "delete": true,
      "writable": [
       "name",
       "address"
      ]
     }
    }
   ],
   "writes": {
    "waiting": 0,
    "conflicts": 0,
    "dead": 1
   }
  }
 },
 "discardPendingChange": {
  "params": {
   "changeId": "w1"
  },
  "answer": {
   "id": "w1",
   "host": "erp",
   "kind": "customers",
   "recordId": "c9",
   "jobId": null,
   "operation": "create",
   "state": "dead",
   "fields": [
    {
     "field": "name",
     "ours": "Ferry Terminal",
     "theirs": null,
     "conflict": false
    }
   ],
   "asks": false,
   "reason": "A customer needs an address.",
   "decidable": true,
   "createdAt": "2026-11-20T09:30:00.000Z"
  }
 },
 "listPendingChanges": {
  "answer": {
   "items": [
    {
     "id": "w1",
     "host": "erp",
     "kind": "customers",
     "recordId": "c9",
     "jobId": null,
     "operation": "create",
     "state": "dead",
     "fields": [
      {
       "field": "name",
       "ours": "Ferry Terminal",
       "theirs": null,
       "conflict": false
      }
     ],
     "asks": false,
     "reason": "A customer needs an address.",
     "decidable": true,
     "createdAt": "2026-11-20T09:30:00.000Z"
    }
   ]
  }
 },
 "retryPendingChange": {
  "params": {
   "changeId": "w1"
  },
  "answer": {
   "id": "w1",
   "host": "erp",
   "kind": "customers",
   "recordId": "c9",
   "jobId": null,
   "operation": "create",
   "state": "waiting",
   "fields": [
    {
     "field": "name",
     "ours": "Ferry Terminal",
     "theirs": null,
     "conflict": false
    }
   ],
   "asks": false,
   "reason": null,
   "decidable": true,
   "createdAt": "2026-11-20T09:30:00.000Z"
  }
 },
 "exportAssignments": {
  "answer": "id,externalRef,jobId,number,title,customer,address,technicianId,technician,startsAt,endsAt,status,lock,releasedAt,enRouteAt,arrivedAt,startedAt,completedAt,overridden,notes,version,createdAt,updatedAt\r\na1,,j1,J-26-00001,Oven will not light,Harbour Bakery,,t1,Ada Reyes,2026-11-20T09:00:00.000Z,2026-11-20T10:00:00.000Z,scheduled,planned,,,,,,,,1,2026-11-20T12:00:00.000Z,2026-11-20T12:00:00.000Z\r\n"
 },
 "exportAssignmentsLines": {
  "answer": "{\"status\":\"scheduled\",\"releasedAt\":null,\"enRouteAt\":null,\"arrivedAt\":null,\"startedAt\":null,\"completedAt\":null,\"id\":\"a1\",\"externalRef\":null,\"custom\":{},\"jobId\":\"j1\",\"technicianId\":\"t1\",\"startsAt\":\"2026-11-20T09:00:00.000Z\",\"endsAt\":\"2026-11-20T10:00:00.000Z\",\"lock\":\"planned\",\"notes\":\"\",\"overridden\":[],\"version\":1,\"createdAt\":\"2026-11-20T12:00:00.000Z\",\"updatedAt\":\"2026-11-20T12:00:00.000Z\"}\n"
 },
 "exportCertifications": {
  "answer": "id,externalRef,technicianId,technician,key,number,issuedOn,expiresOn,notes,version,createdAt,updatedAt\r\ncert1,,t1,Ada Reyes,gas_safe,,,2027-03-31,,1,2026-11-20T12:00:00.000Z,2026-11-20T12:00:00.000Z\r\n"
 },
 "exportCertificationsLines": {
  "answer": "{\"id\":\"cert1\",\"externalRef\":null,\"custom\":{},\"technicianId\":\"t1\",\"key\":\"gas_safe\",\"number\":null,\"issuedOn\":null,\"expiresOn\":\"2027-03-31\",\"notes\":\"\",\"version\":1,\"createdAt\":\"2026-11-20T12:00:00.000Z\",\"updatedAt\":\"2026-11-20T12:00:00.000Z\"}\n"
 },
 "exportCrews": {
  "answer": "id,externalRef,name,color,leadId,technicianIds,version,createdAt,updatedAt\r\ncrew1,,North,#4263eb,,,1,2026-11-20T12:00:00.000Z,2026-11-20T12:00:00.000Z\r\n"
 },
 "exportCrewsLines": {
  "answer": "{\"id\":\"crew1\",\"externalRef\":null,\"custom\":{},\"name\":\"North\",\"color\":\"#4263eb\",\"technicianIds\":[],\"leadId\":null,\"version\":1,\"createdAt\":\"2026-11-20T12:00:00.000Z\",\"updatedAt\":\"2026-11-20T12:00:00.000Z\"}\n"
 },
 "exportCustomers": {
  "answer": "id,externalRef,name,phone,email,notes,version,createdAt,updatedAt\r\nc1,customers-1,Harbour Bakery,,,,1,2026-11-20T12:00:00.000Z,2026-11-20T12:00:00.000Z\r\nc2,customers-2,Hill School,,,,1,2026-11-20T12:00:00.000Z,2026-11-20T12:00:00.000Z\r\n"
 },
 "exportCustomersLines": {
  "answer": "{\"id\":\"c1\",\"externalRef\":\"customers-1\",\"custom\":{},\"name\":\"Harbour Bakery\",\"phone\":null,\"email\":null,\"notes\":\"\",\"version\":1,\"createdAt\":\"2026-11-20T12:00:00.000Z\",\"updatedAt\":\"2026-11-20T12:00:00.000Z\"}\n{\"id\":\"c2\",\"externalRef\":\"customers-2\",\"custom\":{},\"name\":\"Hill School\",\"phone\":null,\"email\":null,\"notes\":\"\",\"version\":1,\"createdAt\":\"2026-11-20T12:00:00.000Z\",\"updatedAt\":\"2026-11-20T12:00:00.000Z\"}\n"
 },
 "exportEquipment": {
  "answer": "id,externalRef,name,type,notes,version,createdAt,updatedAt\r\neq1,,Scissor lift,lift,,1,2026-11-20T12:00:00.000Z,2026-11-20T12:00:00.000Z\r\n"
 },
 "exportEquipmentLines": {
  "answer": "{\"id\":\"eq1\",\"externalRef\":null,\"custom\":{},\"name\":\"Scissor lift\",\"type\":\"lift\",\"notes\":\"\",\"version\":1,\"createdAt\":\"2026-11-20T12:00:00.000Z\",\"updatedAt\":\"2026-11-20T12:00:00.000Z\"}\n"
 },
 "exportCalendar": {
  "answer": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Dispatchkit//Connector//EN\r\nCALSCALE:GREGORIAN\r\nNAME:acme\r\nX-WR-CALNAME:acme\r\nBEGIN:VEVENT\r\nUID:a1@acme.dispatchkit\r"
 },
 "exportTechnicianCalendar": {
  "params": {
   "technicianId": "t1"
  },
  "answer": "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Dispatchkit//Connector//EN\r\nCALSCALE:GREGORIAN\r\nNAME:Ada Reyes\r\nX-WR-CALNAME:Ada Reyes\r\nBEGIN:VEVENT\r\nUID:a1@acme.dispatchkit\r"
 },
 "exportJobs": {
  "answer": "id,externalRef,number,title,description,type,priority,status,statusReason,customerId,customer,siteId,site,address,district,latitude,longitude,territory,durationMinutes,skills,certifications,equipmentIds,requestedAt,windowStartsAt,windowEndsAt,dueAt,startsAt,technicians,completedAt,source,quotedAmount,quotedCurrency,version,createdAt,updatedAt\r\nj1,,J-26-00001,Oven will not light,,service_call,normal,scheduled,,c1,Harbour Bakery,s1,Bakery,,,,,,60,,,,2026-11-20T12:00:00.000Z,,,,2026-11-20T09:00:00.000Z,Ada Reyes,,,,,2,2026-11-20T12:00:00.000Z,2026-11-20T12:00:00.000Z\r\nj2,,J-26-00002,Leaking tap,,service_call,normal,unscheduled,,,,,,,,,,,30,,,,2026-11-20T12:00:00.000Z,,,,,,,,,,1,2026-11-20T12:00:00.000Z,2026-11-20T12:00:00.000Z\r\nj3,,J-26-00003,Shut the gas off,,service_call,normal,unscheduled,,,,,,,,,,,15,,,,2026-11-20T12:00:00.000Z,,,,,,,,,,1,2026-11-20T12:00:00.000Z,2026-11-20T12:00:00.000Z\r\n"
 },
 "exportJobsLines": {
  "answer": "{\"id\":\"j1\",\"externalRef\":null,\"custom\":{},\"number\":\"J-26-00001\",\"type\":\"service_call\",\"title\":\"Oven will not light\",\"description\":\"\",\"priority\":\"normal\",\"status\":\"scheduled\",\"explicitStatus\":null,\"statusReason\":null,\"customerId\":\"c1\",\"siteId\":\"s1\",\"durationMinutes\":60,\"skills\":[],\"certifications\":[],\"equipmentIds\":[],\"territory\":null,\"requestedAt\":\"2026-11-20T12:00:00.000Z\",\"windowStartsAt\":null,\"windowEndsAt\":null,\"dueAt\":null,\"completedAt\":null,\"source\":null,\"quotedPrice\":null,\"version\":2,\"createdAt\":\"2026-11-20T12:00:00.000Z\",\"updatedAt\":\"2026-11-20T12:00:00.000Z\"}\n{\"id\":\"j2\",\"externalRef\":null,\"custom\":{},\"number\":\"J-26-00002\",\"type\":\"service_call\",\"title\":\"Leaking tap\",\"description\":\"\",\"priority\":\"normal\",\"status\":\"unscheduled\",\"explicitStatus\":null,\"statusReason\":null,\"customerId\":null,\"siteId\":null,\"durationMinutes\":30,\"skills\":[],\"certifications\":[],\"equipmentIds\":[],\"territory\":null,\"requestedAt\":\"2026-11-20T12:00:00.000Z\",\"windowStartsAt\":null,\"windowEndsAt\":null,\"dueAt\":null,\"completedAt\":null,\"source\":null,\"quotedPrice\":null,\"version\":1,\"createdAt\":\"2026-11-20T12:00:00.000Z\",\"updatedAt\":\"2026-11-20T12:00:00.000Z\"}\n{\"id\":\"j3\",\"externalRef\":null,\"custom\":{},\"number\":\"J-26-00003\",\"type\":\"service_call\",\"title\":\"Shut the gas off\",\"description\":\"\",\"priority\":\"normal\",\"status\":\"unscheduled\",\"explicitStatus\":null,\"statusReason\":null,\"customerId\":null,\"siteId\":null,\"durationMinutes\":15,\"skills\":[],\"certifications\":[],\"equipmentIds\":[],\"territory\":null,\"requestedAt\":\"2026-11-20T12:00:00.000Z\",\"windowStartsAt\":null,\"windowEndsAt\":null,\"dueAt\":null,\"completedAt\":null,\"source\":null,\"quotedPrice\":null,\"version\":1,\"createdAt\":\"2026-11-20T12:00:00.000Z\",\"updatedAt\":\"2026-11-20T12:00:00.000Z\"}\n"
 },
 "exportShifts": {
  "answer": "id,externalRef,technicianId,technician,startsAt,endsAt,breaks,version,createdAt,updatedAt\r\nsh1,,t1,Ada Reyes,2026-11-20T08:00:00.000Z,2026-11-20T20:00:00.000Z,,1,2026-11-20T12:00:00.000Z,2026-11-20T12:00:00.000Z\r\nsh2,,t2,Bo Lindqvist,2026-11-20T08:00:00.000Z,2026-11-20T20:00:00.000Z,,1,2026-11-20T12:00:00.000Z,2026-11-20T12:00:00.000Z\r\n"
 },
 "exportShiftsLines": {
  "answer": "{\"id\":\"sh1\",\"externalRef\":null,\"custom\":{},\"technicianId\":\"t1\",\"startsAt\":\"2026-11-20T08:00:00.000Z\",\"endsAt\":\"2026-11-20T20:00:00.000Z\",\"breaks\":[],\"version\":1,\"createdAt\":\"2026-11-20T12:00:00.000Z\",\"updatedAt\":\"2026-11-20T12:00:00.000Z\"}\n{\"id\":\"sh2\",\"externalRef\":null,\"custom\":{},\"technicianId\":\"t2\",\"startsAt\":\"2026-11-20T08:00:00.000Z\",\"endsAt\":\"2026-11-20T20:00:00.000Z\",\"breaks\":[],\"version\":1,\"createdAt\":\"2026-11-20T12:00:00.000Z\",\"updatedAt\":\"2026-11-20T12:00:00.000Z\"}\n"
 },
 "exportSites": {
  "answer": "id,externalRef,customerId,customer,name,address,district,latitude,longitude,geocodeQuality,timeZone,accessNotes,version,createdAt,updatedAt\r\ns1,,c1,Harbour Bakery,Bakery,,,,,none,,,1,2026-11-20T12:00:00.000Z,2026-11-20T12:00:00.000Z\r\ns2,,,,School,,,,,none,,,1,2026-11-20T12:00:00.000Z,2026-11-20T12:00:00.000Z\r\n"
 },
 "exportSitesLines": {
  "answer": "{\"id\":\"s1\",\"externalRef\":null,\"custom\":{},\"customerId\":\"c1\",\"name\":\"Bakery\",\"address\":\"\",\"district\":null,\"position\":null,\"geocodeQuality\":\"none\",\"timeZone\":null,\"accessNotes\":\"\",\"version\":1,\"createdAt\":\"2026-11-20T12:00:00.000Z\",\"updatedAt\":\"2026-11-20T12:00:00.000Z\"}\n{\"id\":\"s2\",\"externalRef\":null,\"custom\":{},\"customerId\":null,\"name\":\"School\",\"address\":\"\",\"district\":null,\"position\":null,\"geocodeQuality\":\"none\",\"timeZone\":null,\"accessNotes\":\"\",\"version\":1,\"createdAt\":\"2026-11-20T12:00:00.000Z\",\"updatedAt\":\"2026-11-20T12:00:00.000Z\"}\n"
 },
 "exportTechnicians": {
  "answer": "id,externalRef,name,status,active,phone,email,skills,certifications,territories,crewId,crew,homeLatitude,homeLongitude,timeZone,color,version,createdAt,updatedAt\r\nt1,,Ada Reyes,off_duty,true,,,,gas_safe:2027-03-31,,,,,,,#f59f00,2,2026-11-20T12:00:00.000Z,2026-11-20T12:00:00.000Z\r\nt2,,Bo Lindqvist,off_duty,true,,,,,,,,,,,#1c7ed6,1,2026-11-20T12:00:00.000Z,2026-11-20T12:00:00.000Z\r\nt3,,Cy Okafor,off_duty,true,,,,,,,,,,,#37b24d,1,2026-11-20T12:00:00.000Z,2026-11-20T12:00:00.000Z\r\n"
 },
 "exportTechniciansLines": {
  "answer": "{\"id\":\"t1\",\"externalRef\":null,\"custom\":{},\"name\":\"Ada Reyes\",\"status\":\"off_duty\",\"color\":\"#f59f00\",\"phone\":null,\"email\":null,\"skills\":[],\"certifications\":[{\"key\":\"gas_safe\",\"expiresOn\":\"2027-03-31\"}],\"territories\":[],\"crewId\":null,\"home\":null,\"timeZone\":null,\"position\":null,\"active\":true,\"version\":2,\"createdAt\":\"2026-11-20T12:00:00.000Z\",\"updatedAt\":\"2026-11-20T12:00:00.000Z\"}\n{\"id\":\"t2\",\"externalRef\":null,\"custom\":{},\"name\":\"Bo Lindqvist\",\"status\":\"off_duty\",\"color\":\"#1c7ed6\",\"phone\":null,\"email\":null,\"skills\":[],\"certifications\":[],\"territories\":[],\"crewId\":null,\"home\":null,\"timeZone\":null,\"position\":null,\"active\":true,\"version\":1,\"createdAt\":\"2026-11-20T12:00:00.000Z\",\"updatedAt\":\"2026-11-20T12:00:00.000Z\"}\n{\"id\":\"t3\",\"externalRef\":null,\"custom\":{},\"name\":\"Cy Okafor\",\"status\":\"off_duty\",\"color\":\"#37b24d\",\"phone\":null,\"email\":null,\"skills\":[],\"certifications\":[],\"territories\":[],\"crewId\":null,\"home\":null,\"timeZone\":null,\"position\":null,\"active\":true,\"version\":1,\"createdAt\":\"2026-11-20T12:00:00.000Z\",\"updatedAt\":\"2026-11-20T12:00:00.000Z\"}\n"
 },
 "exportTimeOff": {
  "answer": "id,externalRef,technicianId,technician,startsAt,endsAt,reason,version,createdAt,updatedAt\r\noff1,,t1,Ada Reyes,2026-12-24T08:00:00.000Z,2026-12-25T08:00:00.000Z,,1,2026-11-20T12:00:00.000Z,2026-11-20T12:00:00.000Z\r\n"
 },
 "exportTimeOffLines": {
  "answer": "{\"id\":\"off1\",\"externalRef\":null,\"custom\":{},\"technicianId\":\"t1\",\"startsAt\":\"2026-12-24T08:00:00.000Z\",\"endsAt\":\"2026-12-25T08:00:00.000Z\",\"reason\":\"\",\"version\":1,\"createdAt\":\"2026-11-20T12:00:00.000Z\",\"updatedAt\":\"2026-11-20T12:00:00.000Z\"}\n"
 },
 "findNearby": {
  "answer": {
   "centre": {
    "latitude": 37.77,
    "longitude": -122.42
   },
   "radiusMeters": 10000,
   "technicians": [],
   "jobs": []
  }
 },
 "readEvents": {
  "answer": {
   "items": [
    {
     "seq": 1,
     "type": "technician.created",
     "at": "2026-11-20T12:00:00.000Z",
     "actor": {
      "id": "system",
      "name": null,
      "role": "system"
     },
     "method": "system",
     "requestId": null,
     "jobId": null,
     "technicianId": "t1",
     "changes": [
      {
       "kind": "technicians",
       "id": "t1",
       "version": 1,
       "record": {
        "id": "t1",
        "externalRef": null,
        "custom": {},
        "name": "Ada Reyes",
        "status": "off_duty",
        "color": "#f59f00",
        "phone": null,
        "email": null,
        "skills": [],
        "certifications": [],
        "territories": [],
        "crewId": null,
        "home": null,
        "timeZone": null,
        "position": null,
        "active": true,
        "version": 1,
        "createdAt": "2026-11-20T12:00:00.000Z",
        "updatedAt": "2026-11-20T12:00:00.000Z"
       }
      }
     ]
    },
    {
     "seq": 2,
     "type": "technician.created",
     "at": "2026-11-20T12:00:00.000Z",
     "actor": {
      "id": "system",
      "name": null,
      "role": "system"
     },
     "method": "system",
     "requestId": null,
     "jobId": null,
     "technicianId": "t2",
     "changes": [
      {
       "kind": "technicians",
       "id": "t2",
       "version": 1,
       "record": {
        "id": "t2",
        "externalRef": null,
        "custom": {},
        "name": "Bo Lindqvist",
        "status": "off_duty",
        "color": "#1c7ed6",
        "phone": null,
        "email": null,
        "skills": [],
        "certifications": [],
        "territories": [],
        "crewId": null,
        "home": null,
        "timeZone": null,
        "position": null,
        "active": true,
        "version": 1,
        "createdAt": "2026-11-20T12:00:00.000Z",
        "updatedAt": "2026-11-20T12:00:00.000Z"
       }
      }
     ]
    }
   ],
   "nextCursor": null
  }
 },
 "readSnapshot": {
  "answer": {
   "serverAt": "2026-11-20T12:00:00.000Z",
   "from": "2026-11-20T00:00:00.000Z",
   "to": "2026-11-21T00:00:00.000Z",
   "actor": {
    "id": "development-admin",
    "name": null,
    "role": "admin",
    "technicianId": null,
    "tenant": "acme"
   },
   "capabilities": {
    "jobs:read": "all",
    "jobs:write": "all",
    "jobs:delete": "all",
    "jobs:transition": "all",
    "jobs:import": "all",
    "assignments:read": "all",
    "assignments:write": "all",
    "assignments:override": "all",
    "technicians:read": "all",
    "technicians:write": "all",
    "shifts:read": "all",
    "shifts:write": "all",
    "time_off:read": "all",
    "time_off:write": "all",
    "customers:read": "all",
    "customers:write": "all",
    "sites:read": "all",
    "sites:write": "all",
    "events:read": "all",
    "snapshot:read": "all",
    "fixes:write": "all",
    "settings:read": "all",
    "settings:write": "all",
    "crews:read": "all",
    "crews:write": "all",
    "equipment:read": "all",
    "equipment:write": "all",
    "certifications:read": "all",
    "certifications:write": "all",
    "dependencies:read": "all",
    "dependencies:write": "all",
    "series:read": "all",
    "series:write": "all",
    "views:read": "all",
    "views:write": "all",
    "exports:read": "all",
    "customer_links:write": "all",
    "embed_tokens:write": "all",
    "tokens:revoke": "all",
    "api_keys:read": "all",
    "api_keys:write": "all",
    "webhooks:read": "all",
    "webhooks:write": "all",
    "adapters:read": "all",
    "adapters:write": "all",
    "pending_changes:read": "all",
    "pending_changes:decide": "all"
   },
   "seq": 22,
   "settings": {
    "name": "acme",
    "timeZone": "UTC",
    "weekStartsOn": 1,
    "workingHours": null,
    "detourFactor": 1.3,
    "travelSpeedKmh": 35,
    "geofenceMeters": 200,
    "snapMinutes": 15,
    "techniciansSeeAll": false,
    "labels": {},
    "statusColors": {},
    "customFields": [],
    "mapCenter": null,
    "mapZoom": null,
    "jobNumbers": {
     "prefix": "J",
     "yearDigits": 2,
     "width": 5
    },
    "retention": {
     "eventDays": null,
     "closedJobDays": null,
     "deletedDays": null,
     "positionDays": null
    },
    "version": 1,
    "updatedAt": "2000-01-01T00:00:00.000Z"
   },
   "jobsTotal": 3,
   "truncated": false,
   "hosts": [
    {
     "name": "erp",
     "label": "Memory ERP",
     "modes": {
      "customers": "mirror"
     },
     "state": "loading",
     "asOf": null,
     "progress": {
      "done": 0,
      "total": null
     },
     "whenAway": "queue",
     "writes": {
      "waiting": 0,
      "conflict": 0,
      "dead": 1
     },
     "records": [
      {
       "kind": "customers",
       "id": "c9",
       "state": "dead"
      }
     ]
    }
   ],
   "jobs": [
    {
     "id": "j1",
     "externalRef": null,
     "custom": {},
     "number": "J-26-00001",
     "type": "service_call",
     "title": "Oven will not light",
     "description": "",
     "priority": "normal",
     "status": "scheduled",
     "explicitStatus": null,
     "statusReason": null,
     "customerId": "c1",
     "siteId": "s1",
     "durationMinutes": 60,
     "skills": [],
     "certifications": [],
     "equipmentIds": [],
     "territory": null,
     "requestedAt": "2026-11-20T12:00:00.000Z",
     "windowStartsAt": null,
     "windowEndsAt": null,
     "dueAt": null,
     "completedAt": null,
     "source": null,
     "quotedPrice": null,
     "version": 2,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    },
    {
     "id": "j2",
     "externalRef": null,
     "custom": {},
     "number": "J-26-00002",
     "type": "service_call",
     "title": "Leaking tap",
     "description": "",
     "priority": "normal",
     "status": "unscheduled",
     "explicitStatus": null,
     "statusReason": null,
     "customerId": null,
     "siteId": null,
     "durationMinutes": 30,
     "skills": [],
     "certifications": [],
     "equipmentIds": [],
     "territory": null,
     "requestedAt": "2026-11-20T12:00:00.000Z",
     "windowStartsAt": null,
     "windowEndsAt": null,
     "dueAt": null,
     "completedAt": null,
     "source": null,
     "quotedPrice": null,
     "version": 1,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    }
   ],
   "assignments": [
    {
     "status": "scheduled",
     "releasedAt": null,
     "enRouteAt": null,
     "arrivedAt": null,
     "startedAt": null,
     "completedAt": null,
     "id": "a1",
     "externalRef": null,
     "custom": {},
     "jobId": "j1",
     "technicianId": "t1",
     "startsAt": "2026-11-20T09:00:00.000Z",
     "endsAt": "2026-11-20T10:00:00.000Z",
     "lock": "planned",
     "notes": "",
     "overridden": [],
     "version": 1,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    }
   ],
   "technicians": [
    {
     "id": "t1",
     "externalRef": null,
     "custom": {},
     "name": "Ada Reyes",
     "status": "off_duty",
     "color": "#f59f00",
     "phone": null,
     "email": null,
     "skills": [],
     "certifications": [
      {
       "key": "gas_safe",
       "expiresOn": "2027-03-31"
      }
     ],
     "territories": [],
     "crewId": null,
     "home": null,
     "timeZone": null,
     "position": null,
     "active": true,
     "version": 2,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    },
    {
     "id": "t2",
     "externalRef": null,
     "custom": {},
     "name": "Bo Lindqvist",
     "status": "off_duty",
     "color": "#1c7ed6",
     "phone": null,
     "email": null,
     "skills": [],
     "certifications": [],
     "territories": [],
     "crewId": null,
     "home": null,
     "timeZone": null,
     "position": null,
     "active": true,
     "version": 1,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    }
   ],
   "customers": [
    {
     "id": "c1",
     "externalRef": "customers-1",
     "custom": {},
     "name": "Harbour Bakery",
     "phone": null,
     "email": null,
     "notes": "",
     "version": 1,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    }
   ],
   "sites": [
    {
     "id": "s1",
     "externalRef": null,
     "custom": {},
     "customerId": "c1",
     "name": "Bakery",
     "address": "",
     "district": null,
     "position": null,
     "geocodeQuality": "none",
     "timeZone": null,
     "accessNotes": "",
     "version": 1,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    }
   ],
   "shifts": [
    {
     "id": "sh1",
     "externalRef": null,
     "custom": {},
     "technicianId": "t1",
     "startsAt": "2026-11-20T08:00:00.000Z",
     "endsAt": "2026-11-20T20:00:00.000Z",
     "breaks": [],
     "version": 1,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    },
    {
     "id": "sh2",
     "externalRef": null,
     "custom": {},
     "technicianId": "t2",
     "startsAt": "2026-11-20T08:00:00.000Z",
     "endsAt": "2026-11-20T20:00:00.000Z",
     "breaks": [],
     "version": 1,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    }
   ],
   "timeOff": [],
   "crews": [
    {
     "id": "crew1",
     "externalRef": null,
     "custom": {},
     "name": "North",
     "color": "#4263eb",
     "technicianIds": [],
     "leadId": null,
     "version": 1,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    }
   ],
   "equipment": [
    {
     "id": "eq1",
     "externalRef": null,
     "custom": {},
     "name": "Scissor lift",
     "type": "lift",
     "notes": "",
     "version": 1,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    }
   ],
   "dependencies": [
    {
     "id": "dep1",
     "externalRef": null,
     "custom": {},
     "jobId": "j1",
     "dependsOnJobId": "j3",
     "type": "same_technician",
     "lagMinutes": 0,
     "version": 1,
     "createdAt": "2026-11-20T12:00:00.000Z",
     "updatedAt": "2026-11-20T12:00:00.000Z"
    }
   ]
  }
 },
 "recordFixes": {
  "request": {
   "fixes": [
    {
     "technicianId": "t1",
     "latitude": 37.7,
     "longitude": -122.4,
     "accuracyMeters": 8,
     "headingDegrees": null,
     "at": "2026-11-20T11:59:00Z"
    }
   ]
  },
  "answer": {
   "accepted": 1,
   "passedOver": []
  }
 },
 "createCustomerLink": {
  "params": {
   "jobId": "j1"
  },
  "request": {
   "expiresInMinutes": 1440
  },
  "answer": {
   "token": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
   "tokenId": "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
   "expiresAt": "2026-11-21T12:00:00.000Z"
  }
 },
 "createEmbedToken": {
  "request": {
   "subject": "employee-17",
   "name": "Kim Ray",
   "role": "dispatcher",
   "expiresInMinutes": 15
  },
  "answer": {
   "token": "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx.xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx",
   "tokenId": "xxxxxxxx-xxxx-xxxx-xxxx-xxxxxxxxxxxx",
   "expiresAt": "2026-11-20T12:15:00.000Z"
  }
 },
 "listRevocations": {
  "answer": {
   "items": []
  }
 },
 "revokeTokens": {
  "request": {
   "tokenId": "01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10"
  },
  "answer": {
   "kind": "token",
   "value": "01936f3e-8d1a-7c3b-9a55-2f1c0e6a7b10",
   "before": null,
   "revokedAt": "2026-11-20T12:00:00.000Z",
   "revokedBy": "development-admin",
   "keptUntil": "2026-12-20T12:05:00.000Z"
  }
 },
 "changeSettings": {
  "request": {
   "name": "Acme Field Service"
  },
  "answer": {
   "name": "Acme Field Service",
   "timeZone": "UTC",
   "weekStartsOn": 1,
   "workingHours": null,
   "detourFactor": 1.3,
   "travelSpeedKmh": 35,
   "geofenceMeters": 200,
   "snapMinutes": 15,
   "techniciansSeeAll": false,
   "labels": {},
   "statusColors": {},
   "customFields": [],
   "mapCenter": null,
   "mapZoom": null,
   "jobNumbers": {
    "prefix": "J",
    "yearDigits": 2,
    "width": 5
   },
   "retention": {
    "eventDays": null,
    "closedJobDays": null,
    "deletedDays": null,
    "positionDays": null
   },
   "version": 2,
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "readSettings": {
  "answer": {
   "name": "acme",
   "timeZone": "UTC",
   "weekStartsOn": 1,
   "workingHours": null,
   "detourFactor": 1.3,
   "travelSpeedKmh": 35,
   "geofenceMeters": 200,
   "snapMinutes": 15,
   "techniciansSeeAll": false,
   "labels": {},
   "statusColors": {},
   "customFields": [],
   "mapCenter": null,
   "mapZoom": null,
   "jobNumbers": {
    "prefix": "J",
    "yearDigits": 2,
    "width": 5
   },
   "retention": {
    "eventDays": null,
    "closedJobDays": null,
    "deletedDays": null,
    "positionDays": null
   },
   "version": 1,
   "updatedAt": "2000-01-01T00:00:00.000Z"
  }
 },
 "eraseCustomer": {
  "params": {
   "customerId": "c1"
  },
  "answer": {
   "id": "c1",
   "externalRef": "customers-1",
   "custom": {},
   "name": "Erased",
   "phone": null,
   "email": null,
   "notes": "",
   "version": 2,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "eraseTechnician": {
  "params": {
   "technicianId": "t1"
  },
  "answer": {
   "id": "t1",
   "externalRef": null,
   "custom": {},
   "name": "Erased",
   "status": "off_duty",
   "color": "#f59f00",
   "phone": null,
   "email": null,
   "skills": [],
   "certifications": [
    {
     "key": "gas_safe",
     "expiresOn": "2027-03-31"
    }
   ],
   "territories": [],
   "crewId": null,
   "home": null,
   "timeZone": null,
   "position": null,
   "active": true,
   "version": 3,
   "createdAt": "2026-11-20T12:00:00.000Z",
   "updatedAt": "2026-11-20T12:00:00.000Z"
  }
 },
 "previewRetention": {
  "answer": {
   "retention": {
    "eventDays": null,
    "closedJobDays": null,
    "deletedDays": null,
    "positionDays": null
   },
   "wouldRemove": {
    "events": 0,
    "closedJobs": 0,
    "deleted": 0,
    "positions": 0
   }
  }
 }
};
