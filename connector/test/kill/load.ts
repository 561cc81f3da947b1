/** Something the load wants done exactly once. */
export interface Wish {
  /** Idempotency key, and part of what is written, so that doubles are found. */
  readonly key: string;
  readonly path: string;
  readonly body: Readonly<Record<string, unknown>>;
}

/** A wish that the connector has said is done. */
export interface Granted {
  readonly wish: Wish;
  readonly id: string;
  /** Seq of its event; null when this is the answer of an earlier request, which tells the newest seq instead. */
  readonly seq: number | null;
}

export interface Load {
  /** Acknowledged so far. */
  readonly granted: Granted[];
  /** Settles when every worker has met a connection that broke. What was under way then is returned: nobody knows what became of it. */
  readonly broken: Promise<Wish[]>;
}

export interface LoadOptions {
  readonly address: string;
  readonly token: string;
  readonly workers: number;
  /** Names the wishes of this round. */
  readonly round: number;
}

/** Workers that book a job and assign it, one request after the other, until the connection breaks. */
export function startLoad(options: LoadOptions): Load {
  const granted: Granted[] = [];
  const workers = Array.from({ length: options.workers }, async (_, worker) => {
    for (let i = 0; ; i++) {
      const name = `r${options.round}-w${worker}-${i}`;
      const job: Wish = { key: `${name}-job`, path: '/v1/jobs', body: { title: name } };
      const booked = await attempt(options, job);
      if (!booked) return job;
      granted.push(booked);
      const assignment: Wish = {
        key: `${name}-assignment`,
        path: '/v1/assignments',
        body: { jobId: booked.id, technicianId: 't1', startsAt: '2026-11-20T09:00:00Z', override: true, notes: name },
      };
      const assigned = await attempt(options, assignment);
      if (!assigned) return assignment;
      granted.push(assigned);
    }
  });
  return { granted, broken: Promise.all(workers) };
}

/** Undefined when no answer came. @throws Error when the answer is a refusal */
export async function attempt(
  { address, token }: Pick<LoadOptions, 'address' | 'token'>,
  wish: Wish,
): Promise<Granted | undefined> {
  let response: Response;
  let text: string;
  try {
    response = await fetch(address + wish.path, {
      method: 'POST',
      headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json', 'idempotency-key': wish.key },
      body: JSON.stringify(wish.body),
    });
    text = await response.text();
  } catch {
    return undefined;
  }
  if (!response.ok) throw new Error(`${wish.path} was answered ${response.status}: ${text}`);
  const { id } = JSON.parse(text) as { id: string };
  const isReplay = response.headers.get('idempotent-replayed') === 'true';
  return { wish, id, seq: isReplay ? null : Number(response.headers.get('dispatch-seq')) };
}
