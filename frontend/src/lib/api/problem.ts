/**
 * What can go wrong with a call:
 *
 *   Error
 *   ├── Problem      the server answered with an error (RFC 9457)
 *   └── Unreachable  no server answered at all
 */

export interface FieldError {
  pointer: string;
  detail: string;
}

interface Fields {
  status: number;
  title: string;
  detail?: string | null;
  type?: string;
  errors?: FieldError[];
  requestId?: string | null;
  retryAfterS?: number | null;
  members?: Readonly<Record<string, unknown>>;
}

export class Problem extends Error {
  override readonly name = 'Problem';
  readonly status: number;
  readonly title: string;
  readonly detail: string | null;
  readonly type: string;
  readonly errors: readonly FieldError[];
  readonly requestId: string | null;
  /** Seconds until the server asks for a retry. */
  readonly retryAfterS: number | null;
  /** All of the answer, for what a kind of problem tells beside the rest. */
  readonly members: Readonly<Record<string, unknown>>;

  constructor(fields: Fields) {
    super(`${fields.status} ${fields.title}`);
    this.status = fields.status;
    this.title = fields.title;
    this.detail = fields.detail ?? null;
    this.type = fields.type ?? 'about:blank';
    this.errors = fields.errors ?? [];
    this.requestId = fields.requestId ?? null;
    this.retryAfterS = fields.retryAfterS ?? null;
    this.members = fields.members ?? {};
  }
}

export class Unreachable extends Error {
  override readonly name = 'Unreachable';
}

export type Failure = Problem | Unreachable;

export const isFailure = (error: unknown): error is Failure =>
  error instanceof Problem || error instanceof Unreachable;

const text = (value: unknown) => (typeof value === 'string' && value !== '' ? value : null);

function fieldErrors(value: unknown): FieldError[] {
  if (!Array.isArray(value)) return [];
  return value.flatMap((item: unknown) => {
    if (typeof item !== 'object' || item === null) return [];
    const { pointer, detail } = item as Record<string, unknown>;
    return typeof detail === 'string' ? [{ pointer: text(pointer) ?? '', detail }] : [];
  });
}

/** Seconds of a Retry-After header, which holds either seconds or a date. */
function retryAfter(header: string | null, now: number): number | null {
  if (header === null || header.trim() === '') return null;
  const seconds = Number(header);
  if (Number.isFinite(seconds)) return Math.max(0, seconds);
  const date = Date.parse(header);
  return Number.isNaN(date) ? null : Math.max(0, (date - now) / 1000);
}

/** Reads an error response. A response without a problem document gives a Problem too. */
export async function readProblem(response: Response, now = Date.now()): Promise<Problem> {
  const bare: Fields = {
    status: response.status,
    title: response.statusText || `HTTP ${response.status}`,
    requestId: response.headers.get('X-Request-ID'),
    retryAfterS: retryAfter(response.headers.get('Retry-After'), now),
  };
  if (!/\bjson\b/.test(response.headers.get('Content-Type') ?? '')) return new Problem(bare);
  let body: unknown;
  try {
    body = await response.json();
  } catch {
    return new Problem(bare);
  }
  if (typeof body !== 'object' || body === null) return new Problem(bare);
  const fields = body as Record<string, unknown>;
  return new Problem({
    ...bare,
    title: text(fields['title']) ?? bare.title,
    detail: text(fields['detail']),
    type: text(fields['type']) ?? 'about:blank',
    errors: fieldErrors(fields['errors']),
    requestId: text(fields['request_id']) ?? bare.requestId ?? null,
    members: fields,
  });
}
