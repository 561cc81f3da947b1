import { z } from 'zod';
import { callNames, connectionNames, template, templateJson } from './templates.ts';

export const httpMethods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'MERGE'] as const;

/** Where something stands in a JSON answer: names and numbers with dots between; `\.` for a dot in a name. Empty: all of it. */
export const HostPath = z
  .string()
  .max(300)
  .meta({
    id: 'HostPath',
    title: 'Path',
    description:
      'Names and positions with dots between, such as `data.items` or `partner_id.1`; `\\.` for a dot in a name. Empty for the whole.',
    examples: ['error.data.message'],
  });

const headers = (names: typeof connectionNames | typeof callNames) => z.record(z.string().max(100), template(names));

/** One call of the host. What a transport adds by itself (envelopes, signing in) is not said here. */
export const HostCall = z
  .strictObject({
    method: z.enum(httpMethods).default('GET').meta({ title: 'Method' }),
    service: z.string().max(64).optional().meta({ title: 'Service', description: 'A name under `connection.services`.' }),
    path: template(callNames)
      .default('')
      .meta({
        title: 'Path or remote method',
        description:
          'Relative to the base URL; placeholders are percent-encoded. For JSON-RPC the method, such as `model.project.work.write`.',
        examples: ['tasks/${id}/complete'],
        templateNames: [...callNames],
      }),
    query: z
      .record(z.string().max(100), template(callNames))
      .default({})
      .meta({
        title: 'Query',
        description: 'A placeholder alone that has no value leaves the parameter out.',
        examples: [{ status: 'open', limit: '${page.limit}' }],
      }),
    headers: headers(callNames).default({}).meta({ title: 'Headers' }),
    body: templateJson(callNames)
      .optional()
      .meta({
        title: 'Body or arguments',
        description:
          'JSON; a placeholder alone keeps its type. For JSON-RPC positional the list of arguments, without the context.',
        examples: [{ status: 'done', note: '${record.notes}' }],
      }),
    take: HostPath.default('').meta({
      title: 'Where the result stands',
      description: 'In the answer after the transport’s own envelope.',
      examples: ['data.items'],
    }),
    answersNothing: z.boolean().default(false).meta({
      title: 'Ignore the answer',
      description: 'For calls whose answer is empty, or is no JSON although it says so.',
    }),
  })
  .meta({ id: 'HostCall', title: 'Call' });
export type HostCall = z.infer<typeof HostCall>;

const signInCall = z.strictObject({
  method: z.enum(httpMethods).default('POST'),
  path: template(connectionNames),
  headers: headers(connectionNames).default({}),
  body: templateJson(connectionNames).optional(),
  /** As a form instead of JSON. */
  form: z.boolean().default(false),
});

const take = z.record(z.string().max(64), HostPath).meta({
  title: 'What is kept of the answer',
  description: 'Becomes `${session.name}`.',
  examples: [{ token: 'access_token' }],
});

/** How the host knows who asks. */
export const HostAuth = z
  .discriminatedUnion('kind', [
    z.strictObject({ kind: z.literal('none') }),
    z.strictObject({
      kind: z.literal('headers').meta({ description: 'Fixed headers: keys and tokens of all sorts.' }),
      headers: headers(connectionNames),
    }),
    z.strictObject({
      kind: z.literal('basic'),
      user: template(connectionNames),
      password: template(connectionNames),
    }),
    z.strictObject({
      kind: z.literal('query').meta({ description: 'A key in the address. Only for hosts that know nothing better.' }),
      query: z.record(z.string().max(100), template(connectionNames)),
    }),
    z.strictObject({
      kind: z.literal('login').meta({ description: 'A call that answers a session; made again when the host says 401.' }),
      call: signInCall,
      take,
      /** Sent from then on. */
      headers: headers(connectionNames).default({}),
      /** A header that is a scheme and Base64 of a text (in UTF-8), such as Tryton's `Session`. */
      credentials: z
        .strictObject({
          header: z.string().max(100).default('Authorization'),
          scheme: z.string().max(40),
          value: template(connectionNames),
        })
        .optional(),
      /** Send back the cookies it has set. */
      cookies: z.boolean().default(false),
      /** Answers that mean refused although the status says success: this path is false or empty. */
      refusedWhenEmpty: HostPath.optional(),
      logout: signInCall.optional(),
      refresh: signInCall.optional(),
      secondsValid: z.int().min(10).max(31_536_000).optional(),
    }),
    z.strictObject({
      kind: z.literal('oauth2-client-credentials'),
      tokenUrl: template(connectionNames),
      clientId: template(connectionNames),
      clientSecret: template(connectionNames),
      scope: template(connectionNames).optional(),
      parameters: z.record(z.string().max(64), template(connectionNames)).default({}),
      clientIn: z.enum(['body', 'basic']).default('body'),
    }),
    z.strictObject({
      kind: z.literal('oauth2-refresh-token'),
      tokenUrl: template(connectionNames),
      clientId: template(connectionNames),
      clientSecret: template(connectionNames).optional(),
      refreshToken: template(connectionNames),
    }),
    z.strictObject({
      kind: z
        .literal('oauth1')
        .meta({ description: 'Each call signed with HMAC-SHA256 (RFC 5849), as token-based authentication of NetSuite.' }),
      consumerKey: template(connectionNames),
      consumerSecret: template(connectionNames),
      token: template(connectionNames),
      tokenSecret: template(connectionNames),
      realm: template(connectionNames).optional(),
    }),
  ])
  .meta({ id: 'HostAuth', title: 'Signing in' });
export type HostAuth = z.infer<typeof HostAuth>;

export const hostErrors = [
  'auth',
  'forbidden',
  'not-found',
  'invalid',
  'conflict',
  'needs-confirmation',
  'rate-limited',
  'unavailable',
  'expired',
] as const;
export type HostErrorKind = (typeof hostErrors)[number];

/** What an answer of the host means when it is not what was asked for. The first that fits counts; then the status. */
export const HostErrorRule = z
  .strictObject({
    status: z
      .array(z.int().min(100).max(599))
      .optional()
      .meta({ title: 'Statuses', examples: [[417]] }),
    at: HostPath.optional().meta({
      title: 'Where to look',
      description: 'In the body. The rule fits when something stands there.',
    }),
    equals: z.union([z.string(), z.number(), z.boolean()]).optional(),
    contains: z.string().max(200).optional(),
    startsWith: z.string().max(200).optional(),
    is: z.enum(hostErrors).meta({ title: 'Meaning' }),
    message: HostPath.optional().meta({
      title: 'Where the text for people stands',
      description: 'The host’s own sentence. Tracebacks and debug output are never shown, wherever they stand.',
    }),
  })
  .meta({ id: 'HostErrorRule', title: 'Error' });
export type HostErrorRule = z.infer<typeof HostErrorRule>;

export const HostConnection = z
  .strictObject({
    baseUrl: template(['settings']).meta({
      title: 'Base URL',
      description: 'Everything is relative to it.',
      examples: ['${settings.url}/api'],
      templateNames: ['settings'],
    }),
    services: z
      .record(z.string().max(64), template(['settings']))
      .default({})
      .meta({
        title: 'Further services',
        description: 'Base URLs of other services of the same host, where names or addresses live elsewhere.',
        examples: [{ partners: '${settings.url}/sap/opu/odata/sap/API_BUSINESS_PARTNER' }],
      }),
    headers: headers(connectionNames).default({}).meta({ title: 'Headers of every call' }),
    auth: HostAuth.default({ kind: 'none' }),
    context: z
      .record(z.string().max(64), HostCall)
      .default({})
      .meta({
        title: 'Bootstrap calls',
        description:
          'Made once after signing in, one after the other; their results are `${context.name}`. Placeholders: `${settings}`, `${session}`, and `${context}` of those before.',
        examples: [{ user: { path: 'model.res.user.get_preferences', body: [true] } }],
      }),
    csrf: z
      .strictObject({
        path: template(['settings']).default(''),
        header: z.string().max(100).default('X-CSRF-Token'),
      })
      .optional()
      .meta({
        title: 'CSRF token',
        description: 'Fetched with “Fetch” before the first write, and again when the host asks for it.',
      }),
    limits: z
      .strictObject({
        concurrency: z.int().min(1).max(50).default(4).meta({ title: 'Calls at the same time' }),
        perMinute: z.int().min(1).max(100_000).optional().meta({ title: 'Calls a minute' }),
        timeoutSeconds: z.number().min(1).max(300).default(30).meta({ title: 'Time a call may take' }),
        maxMegabytes: z.number().min(0.1).max(200).default(20).meta({ title: 'Size an answer may have' }),
        retries: z.int().min(0).max(10).default(3).meta({
          title: 'Further tries',
          description: 'Of reads, and of writes the host has said it did not do (429, 503 with Retry-After).',
        }),
      })
      .prefault({})
      .meta({ title: 'Limits' }),
    errors: z.array(HostErrorRule).max(60).default([]).meta({ title: 'Errors' }),
  })
  .meta({ id: 'HostConnection', title: 'Connection' });
export type HostConnection = z.infer<typeof HostConnection>;

const ignoresCase = z.boolean().optional().meta({
  title: 'Case does not count',
  description: 'The host looks for texts without regard to case by itself, so `tolower` is not asked of it.',
});

/** How calls about records are put on the wire. It decides the dialect of filters, too. */
export const HostTransport = z
  .discriminatedUnion('kind', [
    z.strictObject({
      kind: z.literal('rest').meta({ description: 'Paths and methods; lists and single records are JSON.' }),
      /** How a filter is said in the query. */
      filter: z
        .discriminatedUnion('dialect', [
          z.strictObject({ dialect: z.literal('none') }),
          z.strictObject({
            dialect: z.literal('parameters').meta({ description: 'One parameter per field that must be equal.' }),
          }),
          z.strictObject({ dialect: z.literal('json-triples'), parameter: z.string().max(64) }),
          z.strictObject({ dialect: z.literal('odata-v4'), parameter: z.string().max(64) }),
        ])
        .default({ dialect: 'none' }),
      fieldsParameter: z.string().max(64).optional(),
      /** `comma` a,b; `json` ["a","b"]. */
      fieldsForm: z.enum(['comma', 'json']).default('comma'),
      orderParameter: z.string().max(64).optional(),
      /** `minus` -a,b; `words` a asc, b desc. */
      orderForm: z.enum(['minus', 'words']).default('words'),
      trailingSlash: z.boolean().default(false),
    }),
    z.strictObject({ kind: z.literal('odata-v4'), batch: z.boolean().default(false), ignoresCase }),
    z.strictObject({ kind: z.literal('odata-v2'), batch: z.boolean().default(false), ignoresCase }),
    z.strictObject({
      kind: z.literal('json-rpc-positional').meta({ description: 'Tryton: {"method","params"}, the context last.' }),
      context: templateJson(connectionNames).optional(),
    }),
    z.strictObject({
      kind: z
        .literal('json-rpc-execute-kw')
        .meta({ description: 'Odoo: execute_kw with database, user and secret in the body.' }),
      database: template(connectionNames),
      user: template(connectionNames),
      secret: template(connectionNames),
      context: templateJson(connectionNames).optional(),
    }),
    z.strictObject({
      kind: z.literal('json-named').meta({ description: 'Odoo 19: POST model/method with named arguments.' }),
      context: templateJson(connectionNames).optional(),
    }),
    z.strictObject({
      kind: z
        .literal('sql')
        .meta({ description: 'Lists and single records by a query in the body (SuiteQL); writes by REST paths.' }),
      path: template(['settings']),
      resultPath: HostPath.default('items'),
      /** Base path of writes. */
      recordPath: template(['settings']).default(''),
      dateTimeColumns: z
        .array(z.string().max(200))
        .max(100)
        .optional()
        .meta({
          title: 'Columns with days and times',
          description:
            "Queries answer them in the format of the user who asks, often without the time. These are asked for, and compared, as texts: TO_CHAR(column, 'YYYY-MM-DD HH24:MI:SS').",
          examples: [['lastmodifieddate']],
        }),
    }),
  ])
  .meta({ id: 'HostTransport', title: 'Transport' });
export type HostTransport = z.infer<typeof HostTransport>;
