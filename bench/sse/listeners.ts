// Thousands of readers of event streams, on bare sockets: a client library would cost more than the server that is measured.
import { connect, type Socket } from 'node:net';
import { type ListenerAsk, type ListenerFigures, preciseNow, sentMark } from './messages.ts';

/** A connection that broke is made anew after so long, plus a part of it by chance. */
const retryMs = 500;
/** Connections being made at the same time. */
const openingAtOnce = 200;

class Group {
  readonly port: number;
  readonly token: string;
  readonly listeners: Listener[] = [];
  isPaused = false;
  delaysMs: number[] = [];
  received = 0;
  lost = 0;
  doubled = 0;
  resets = 0;

  constructor(port: number, token: string) {
    this.port = port;
    this.token = token;
  }

  figures(): ListenerFigures {
    const sorted = Float64Array.from(this.delaysMs).sort();
    const at = (share: number) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
    const { received, lost, doubled, resets } = this;
    const open = this.listeners.filter((listener) => listener.isOpen).length;
    const found = { open, received, lost, doubled, resets, p50: at(0.5), p95: at(0.95), p99: at(0.99) };
    this.delaysMs = [];
    this.received = 0;
    return found;
  }
}

class Listener {
  isOpen = false;
  lastSeq: number;
  readonly #group: Group;
  #socket: Socket | undefined;
  #text = '';

  constructor(group: Group, after: number) {
    this.#group = group;
    this.lastSeq = after;
  }

  /** Settles when the head of the answer is there, or the connection has failed and will be tried again. */
  open(): Promise<void> {
    const { promise, resolve } = Promise.withResolvers<void>();
    const { port, token } = this.#group;
    const socket = connect({ port, host: '127.0.0.1', noDelay: true });
    this.#socket = socket;
    this.#text = '';
    socket.setEncoding('utf8');
    socket.write(
      `GET /v1/events HTTP/1.1\r\nhost: 127.0.0.1:${port}\r\naccept: text/event-stream\r\nconnection: close\r\nauthorization: Bearer ${token}\r\nlast-event-id: ${this.lastSeq}\r\n\r\n`,
    );
    socket.on('data', (text: string) => {
      if (!this.isOpen) {
        this.isOpen = text.startsWith('HTTP/1.1 200');
        resolve();
      }
      this.#read(text);
    });
    socket.on('error', () => {});
    socket.on('close', () => {
      this.isOpen = false;
      resolve();
      if (this.#socket === socket) setTimeout(() => this.open(), retryMs * (1 + Math.random()));
    });
    return promise;
  }

  cut(): void {
    // Reset, not closed: thousands of closed connections would use up the ports of the machine.
    this.#socket?.resetAndDestroy();
  }

  close(): void {
    const socket = this.#socket;
    this.#socket = undefined;
    socket?.resetAndDestroy();
  }

  pause(isPaused: boolean): void {
    if (isPaused) this.#socket?.pause();
    else this.#socket?.resume();
  }

  /** Lines of an event are never torn apart by HTTP chunks, whose lengths are lines of their own and are passed over. */
  #read(piece: string): void {
    const text = this.#text + piece;
    let start = 0;
    for (let end = text.indexOf('\n\n', start); end >= 0; end = text.indexOf('\n\n', start)) {
      this.#message(text, start, end);
      start = end + 2;
    }
    this.#text = text.slice(start);
  }

  #message(text: string, start: number, end: number): void {
    const group = this.#group;
    // A line of its own: the head of the HTTP answer has names that end alike.
    const idAt = text.startsWith('id: ', start) ? start : text.indexOf('\nid: ', start);
    if (idAt < 0 || idAt >= end) {
      if (text.slice(start, end).includes('event: reset')) group.resets += 1;
      return;
    }
    const seq = Number.parseInt(text.slice(text.indexOf(' ', idAt) + 1, idAt + 21), 10);
    if (seq <= this.lastSeq) group.doubled += 1;
    else group.lost += seq - this.lastSeq - 1;
    this.lastSeq = Math.max(this.lastSeq, seq);
    group.received += 1;
    const sentAt = text.indexOf(sentMark, idAt);
    if (sentAt < 0 || sentAt >= end) return;
    group.delaysMs.push(preciseNow() - Number.parseFloat(text.slice(sentAt + sentMark.length, sentAt + sentMark.length + 20)));
  }
}

const groups = new Map<string, Group>();
// Nobody is left to ask anything.
process.on('disconnect', () => process.exit());
process.on('message', async (message: ListenerAsk) => process.send?.({ answer: await answer(message) }));
process.send?.({ answer: 'ready' });

async function answer(message: ListenerAsk): Promise<unknown> {
  if (message.ask === 'open') return open(message);
  if (message.ask === 'close') {
    for (const group of groups.values()) for (const listener of group.listeners) listener.close();
    return undefined;
  }
  const group = groups.get(message.group);
  if (!group) throw new Error(`There is no group ${message.group}.`);
  switch (message.ask) {
    case 'pause':
    case 'resume':
      for (const listener of group.listeners) listener.pause(message.ask === 'pause');
      return undefined;
    case 'cut':
      for (const listener of group.listeners) listener.cut();
      return undefined;
    case 'settle':
      while (group.listeners.some(({ lastSeq }) => lastSeq < message.seq))
        await new Promise((resolve) => setTimeout(resolve, 20));
      return group.figures();
  }
}

async function open({ group: name, count, port, token, after }: Extract<ListenerAsk, { ask: 'open' }>): Promise<void> {
  const group = new Group(port, token);
  groups.set(name, group);
  for (let i = 0; i < count; i++) group.listeners.push(new Listener(group, after));
  for (let i = 0; i < count; i += openingAtOnce) {
    await Promise.all(group.listeners.slice(i, i + openingAtOnce).map((listener) => listener.open()));
  }
  while (group.listeners.some(({ isOpen }) => !isOpen)) await new Promise((resolve) => setTimeout(resolve, 20));
}
