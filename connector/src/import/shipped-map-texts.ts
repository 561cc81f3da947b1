/** Generated from connector/maps; change those instead. */
export const shippedMapTexts = {
  'sf311-jobs': `# Extracts of "311 Cases" of the City of San Francisco (DataSF, public domain), one service request per row.
$schema: ../../docs/reference/import-map.schema.json
mapVersion: 1
name: San Francisco 311 cases
entity: jobs

format:
  delimiter: ','
  encoding: utf-8

# The extracts mark every time as UTC, yet the busiest hours are 8 to 16: they are wall times of the city.
times:
  timeZone: America/Los_Angeles
  offset: ignore

reject:
  - reason: closed_before_created
    message: The request is closed before it was created
    when: { field: completedAt, before: requestedAt }

fields:
  externalRef: unique_key
  number: { join: [{ value: SR }, unique_key], separator: '-' }

  # "Flooding · On street", "Glazier · Routine", "General request · Parking enforcement"
  title:
    join:
      - firstOf:
          - from: complaint_type
            map: { other: null, Other: null, 'MUNI -': Muni, traffic: Traffic noise, sirens: Siren noise, Flooding: Flooding, Odor: Odor, Glazier: Glazier, Laborer: Laborer, Graffiti: Graffiti, Garbage: Garbage, Trees: Trees }
            else: null
          - { from: category, map: { Sewer Issues: Sewer issue, Street Defects: Street defect, Noise Report: Noise report, 311 External Request: Other request, MUNI Feedback: Muni }, else: null }
          - { value: General request, when: { column: category, startsWith: General Request } }
          - { from: category, tidy: [collapse, one_line], maxLength: 80 }
      - firstOf:
          - from: descriptor
            map:
              mta_other - other: Transport
              tt_collector - other: Tax collector
              311CustomerServiceCenter - other: 311 customer service
              rpd_other - other: Parks
              dpw_other - other: Public works
              bses - other: Street cleaning
              bsm - other: Street use
              buf - other: Urban forestry
              dbi_other - other: Building inspection
              dph_other - other: Public health
              dtis - other: Technology
              hsa_other - other: Human services
              mons - other: Neighborhood services
              ovr - other: Vital records
              pt_other - other: Parking and traffic
              parking_traffic_other - other: Parking and traffic
              parking_sfpark - other: SFpark
              cityadministrator_GSA - other: City administrator
              animal_care_control - other: Animal care
              Bicycle_Parking_Sharing - other: Bicycle parking
              sfpd - other: Police
              401_Employee_Commendation: Employee commendation
              805_System_Commendation: System commendation
              Noise Report - traffic: null
              Noise Report - sirens: null
              '- other': null
            else: null
          - from: descriptor
            empty: [na, other, 'Other -', Noise Report - traffic, Noise Report - sirens, '- other', 'Graffiti -', 'Garbage -']
            replace: [{ find: 'Other - ', with: '' }]
            cutBefore: [' - other']
            tidy: [underscores, collapse, one_line, capitalize]
            maxLength: 100
          - { value: Feedback, when: { column: category, is: MUNI Feedback } }
    separator: ' · '
    dropRepeats: true

  description: { from: status_notes, tidy: [trim], maxLength: 10000 }

  type:
    from: complaint_type
    map: { Flooding: service_call, Odor: service_call, Glazier: repair, Laborer: maintenance, Graffiti: maintenance, Garbage: maintenance, Trees: maintenance, traffic: inspection, sirens: inspection }
    else: service_call

  priority:
    firstOf:
      - from: descriptor
        map: { Glazier - Emergency: urgent, Laborer - Emergency: urgent, Glazier - Urgent: urgent, Laborer - Urgent: urgent, Glazier - Preventive: low, Laborer - Preventive: low, On_property: high, Flooding On_property: high }
        else: null
      - { from: category, map: { Sewer Issues: normal, SFHA Requests: normal, Street Defects: high, 311 External Request: normal, Noise Report: normal }, else: low }

  durationMinutes:
    firstOf:
      - { from: descriptor, map: { On_property: 90, Flooding On_property: 90, Glazier - Emergency: 120, Laborer - Preventive: 45 }, else: null }
      - { from: complaint_type, map: { Flooding: 60, Odor: 45, Glazier: 75, Laborer: 60, Graffiti: 30, Garbage: 30, Trees: 60, traffic: 45, sirens: 45 }, else: 30 }

  skills:
    firstOf:
      - { from: complaint_type, map: { Flooding: 'sewer:2', Odor: 'sewer:1', Glazier: glazing, Laborer: repairs, Graffiti: cleaning, Garbage: cleaning, Trees: trees }, else: null }
      - { from: category, map: { Sewer Issues: 'sewer:1', Street Defects: streets }, else: null }
    as: skills

  source: { from: source, map: { Phone: phone, Web: web, Mobile/Open311: app, Twitter: twitter, Email: email, Integrated Agency: agency, Other Department: agency }, else: other }
  requestedAt: { from: created_date, as: instant }
  dueAt:
    from: created_date
    as: instant
    plusMinutes: { field: priority, map: { urgent: 240, high: 1440, normal: 4320, low: 10080 } }
  completedAt: { from: closed_date, as: instant }
  explicitStatus: { from: status, map: { Closed: completed, Open: null } }

# Rows "not associated with a specific address" have the position 0,0: they have no site.
site:
  key:
    join: [incident_address, latitude, longitude]
    separator: '|'
    when: { not: { column: latitude, in: ['0.0', '0', ''] } }
  fields:
    address:
      from: incident_address
      empty: [Not associated with a specific address]
      replace: [{ find: 'Intersection of ', with: '' }, { find: ' and ', with: ' & ' }]
      cutBefore: [', , SAN FRANCISCO', ', SAN FRANCISCO']
      tidy: [collapse, title_case]
    district: neighborhood
    position: { join: [latitude, longitude], separator: ',', as: position }
    geocodeQuality:
      firstOf:
        - { value: interpolated, when: { column: incident_address, startsWith: Intersection of } }
        - { value: exact }
`,
  jobs: `# Jobs with plain columns, one per row: the map to start one's own from.
$schema: ../../docs/reference/import-map.schema.json
mapVersion: 1
name: Jobs
entity: jobs

times:
  # For times without an offset; a time with one (…Z, …+02:00) is that instant.
  timeZone: Europe/Berlin
  format: iso

reject:
  - reason: window_ends_before_it_starts
    when: { field: windowEndsAt, before: windowStartsAt }

fields:
  externalRef: order_no
  title: { from: work, tidy: [collapse, one_line], maxLength: 200 }
  description: notes
  type: { from: kind, map: { Repair: repair, Maintenance: maintenance, Installation: installation, Inspection: inspection }, else: service_call }
  priority: { from: urgency, map: { '1': urgent, '2': high, '3': normal, '4': low }, default: normal }
  durationMinutes: { from: minutes, as: integer, default: 60 }
  skills: { from: skills, as: skills }
  requestedAt: { from: ordered_at, as: instant }
  windowStartsAt: { from: window_from, as: instant }
  windowEndsAt: { from: window_to, as: instant }
  dueAt: { from: due, as: instant }

customer:
  key: customer_no
  fields:
    name: customer
    phone: phone

site:
  key: { join: [customer_no, street, city], separator: '|' }
  fields:
    address: { join: [street, { join: [postcode, city] }], separator: ', ' }
    district: district
    position: { join: [latitude, longitude], separator: ',', as: position }
    geocodeQuality: { value: exact, when: { not: { column: latitude, empty: true } }, default: none }
`,
  technicians: `# People from a personnel system, one per row. Copy it and change the names of the columns.
$schema: ../../docs/reference/import-map.schema.json
mapVersion: 1
name: Technicians
entity: technicians

# Germany writes lists with semicolons and exports from Excel as windows-1252; \`auto\` finds the delimiter.
format:
  delimiter: auto
  encoding: utf-8

skip:
  - reason: not_in_the_field
    message: Office staff are not dispatched
    when: { not: { column: department, in: [Field, Emergency] } }

reject:
  - reason: no_name
    message: The row has neither first nor last name
    when: { all: [{ column: first_name, empty: true }, { column: last_name, empty: true }] }

fields:
  externalRef: personnel_number
  name: { join: [first_name, last_name], tidy: [collapse] }
  phone: { from: phone, empty: ['-', n/a] }
  email: { from: email, tidy: [lower_case] }
  # "sewer:3, streets": a skill, with a level from 1 to 9 when levels are used
  skills: { from: skills, as: skills }
  # "confined-space:2027-06-30": a certification and its last valid day
  certifications: { from: certificates, as: certifications }
  territories: { from: districts, as: list }
  home: { from: home, as: position }
  color: { from: colour, default: '#4263eb' }
  active: { firstOf: [{ value: false, when: { column: left_on, empty: false } }, { value: true }] }
`,
  customers: `# Customers from an ERP, one per row. Copy it and change the names of the columns.
$schema: ../../docs/reference/import-map.schema.json
mapVersion: 1
name: Customers
entity: customers

format:
  delimiter: auto

skip:
  - reason: closed_account
    when: { column: account_status, is: closed }

fields:
  externalRef: customer_no
  name:
    firstOf:
      - { from: company, tidy: [collapse] }
      - { join: [first_name, last_name], tidy: [collapse] }
  phone: { from: phone, empty: ['-', unknown] }
  email: { from: email, tidy: [lower_case] }
  notes: remarks
`,
  'exported-jobs': `# Jobs as "dispatchkit export jobs" writes them, to be changed in a spreadsheet and taken back. Customer, site and what has become of a
# job stay as they are.
$schema: ../../docs/reference/import-map.schema.json
mapVersion: 1
name: Exported jobs
entity: jobs

format:
  delimiter: auto

# Rows are known again by this reference; without one each import would make another record.
reject:
  - reason: no_external_ref
    message: The record has no external reference to know it again by; change it in Dispatchkit, or give it one there first
    when: { column: externalRef, empty: true }

fields:
  externalRef: externalRef
  number: number
  title: title
  description: description
  type: type
  priority: priority
  territory: territory
  durationMinutes: { from: durationMinutes, as: integer }
  skills: { from: skills, as: skills }
  certifications: { from: certifications, as: list }
  requestedAt: { from: requestedAt, as: instant }
  windowStartsAt: { from: windowStartsAt, as: instant }
  windowEndsAt: { from: windowEndsAt, as: instant }
  dueAt: { from: dueAt, as: instant }
`,
  'exported-technicians': `# Technicians as "dispatchkit export technicians" writes them, to be changed in a spreadsheet and taken back.
$schema: ../../docs/reference/import-map.schema.json
mapVersion: 1
name: Exported technicians
entity: technicians

format:
  delimiter: auto

# Rows are known again by this reference; without one each import would make another record.
reject:
  - reason: no_external_ref
    message: The record has no external reference to know it again by; change it in Dispatchkit, or give it one there first
    when: { column: externalRef, empty: true }

fields:
  externalRef: externalRef
  name: name
  active: { from: active, as: boolean }
  phone: phone
  email: email
  skills: { from: skills, as: skills }
  certifications: { from: certifications, as: certifications }
  territories: { from: territories, as: list }
  home: { join: [homeLatitude, homeLongitude], separator: ',', as: position }
  timeZone: timeZone
  color: color
`,
  'exported-customers': `# Customers as "dispatchkit export customers" writes them, to be changed in a spreadsheet and taken back.
$schema: ../../docs/reference/import-map.schema.json
mapVersion: 1
name: Exported customers
entity: customers

format:
  delimiter: auto

# Rows are known again by this reference; without one each import would make another record.
reject:
  - reason: no_external_ref
    message: The record has no external reference to know it again by; change it in Dispatchkit, or give it one there first
    when: { column: externalRef, empty: true }

fields:
  externalRef: externalRef
  name: name
  phone: phone
  email: email
  notes: notes
`,
} as const;
