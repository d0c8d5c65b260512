import { ask, type Answered } from './wire.js';

/** A person's hands on the API: their token goes with every call. */
export class Client {
  constructor(
    private readonly url: string,
    private readonly token?: string,
  ) {}

  get<T>(path: string): Promise<T> {
    return this.call('GET', path);
  }

  post<T>(path: string, body?: unknown): Promise<T> {
    return this.call('POST', path, body);
  }

  put<T>(path: string, body: unknown): Promise<T> {
    return this.call('PUT', path, body);
  }

  delete<T>(path: string, body?: unknown): Promise<T> {
    return this.call('DELETE', path, body);
  }

  /** Sends a file as it is. */
  async upload<T>(path: string, type: string, content: Buffer): Promise<T> {
    return this.read(path, await this.fetch('POST', path, { 'content-type': type }, content));
  }

  private async call<T>(method: string, path: string, body?: unknown): Promise<T> {
    const headers: Record<string, string> = body === undefined ? {} : { 'content-type': 'application/json' };
    return this.read(
      path,
      await this.fetch(method, path, headers, body === undefined ? undefined : JSON.stringify(body)),
    );
  }

  private fetch(
    method: string,
    path: string,
    headers: Record<string, string>,
    body?: string | Buffer,
  ): Promise<Answered> {
    const auth: Record<string, string> = this.token ? { authorization: `Bearer ${this.token}` } : {};
    return ask(new URL(`${this.url}/api/v1${path}`), { method, headers: { ...headers, ...auth }, body });
  }

  private read<T>(path: string, { status, text }: Answered): T {
    if (status < 300) return (text === '' ? undefined : JSON.parse(text)) as T;
    const problem = JSON.parse(text || '{}') as {
      title?: string;
      detail?: string;
      reasons?: { field?: string; message: string }[];
    };
    const reasons = problem.reasons?.map(({ field, message }) => (field ? `${field}: ${message}` : message));
    throw new Refused(status, path, reasons ?? [problem.detail ?? problem.title ?? 'no reason given']);
  }
}

/** The product said no; its reasons in its own words. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    path: string,
    readonly reasons: string[],
  ) {
    super(`${path}: ${status} ${reasons.join('; ')}`);
  }
}

/** A refusal is an answer too: whoever asked looks again tomorrow. */
export async function tolerate(act: Promise<unknown>): Promise<boolean> {
  try {
    await act;
    return true;
  } catch (error) {
    if (error instanceof Refused && error.status < 500) return false;
    throw error;
  }
}
