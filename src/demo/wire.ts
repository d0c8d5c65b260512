import http from 'node:http';

/** One connection after the other, kept open: the demo asks some ten thousand times. */
const agent = new http.Agent({ keepAlive: true });

export interface Asking {
  method: string;
  headers?: Record<string, string>;
  body?: string | Buffer | undefined;
}

export interface Answered {
  status: number;
  headers: http.IncomingHttpHeaders;
  text: string;
}

/** One request to the program, over the network as everybody's. Redirects are the caller's to follow. */
export function ask(url: URL, { method, headers = {}, body }: Asking): Promise<Answered> {
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
  return new Promise((resolve, reject) => {
    const request = http.request(url, { method, agent, headers: { ...headers, ...length } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () =>
        resolve({
          status: response.statusCode!,
          headers: response.headers,
          text: Buffer.concat(parts).toString(),
        }),
      );
    });
    request.on('error', reject);
    request.end(body);
  });
}
