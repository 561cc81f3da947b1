import { connect } from 'node:net';

/** Sends bytes as they are and returns what comes back until the other side closes. For what no client library would send. */
export function rawRequest(baseUrl: string, lines: readonly string[]): Promise<string> {
  const { hostname, port } = new URL(baseUrl);
  return new Promise((resolve, reject) => {
    let answer = '';
    const socket = connect(Number(port), hostname, () => socket.write(`${lines.join('\r\n')}\r\n\r\n`));
    socket.setTimeout(10_000, () => socket.destroy(new Error(`No end after 10 seconds; so far: ${answer}`)));
    socket.on('data', (bytes) => {
      answer += bytes.toString();
    });
    socket.on('end', () => resolve(answer));
    socket.on('error', reject);
  });
}
