import { type Bytes, joined } from './encode.ts';

/** Events sent as one piece. */
const maxPieceBytes = 64 * 1024;

/** What goes to a reader in one write. */
export interface Piece {
  /** It brings the reader up to here. */
  readonly seq: number;
  /** The last event in it that is to be seen; 0 when there is none. */
  readonly toldSeq: number;
  /** Undefined when there is nothing to see. */
  readonly bytes: Bytes | undefined;
}

/** A message of the stream; without bytes, an event that is not to be seen. */
export interface Message {
  readonly seq: number;
  readonly bytes: Bytes | undefined;
}

/** Puts messages together, so that many small ones are one write. What is not to be seen goes with what is. */
export function piecesOf(messages: readonly Message[]): Piece[] {
  const pieces: Piece[] = [];
  let bytes: Bytes[] = [];
  let byteLength = 0;
  let [seq, toldSeq] = [0, 0];
  const cut = () => {
    if (seq > 0) pieces.push({ seq, toldSeq, bytes: bytes.length > 0 ? joined(bytes) : undefined });
    [bytes, byteLength, seq, toldSeq] = [[], 0, 0, 0];
  };
  for (const message of messages) {
    if (message.bytes && byteLength > 0 && byteLength + message.bytes.byteLength > maxPieceBytes) cut();
    seq = message.seq;
    if (!message.bytes) continue;
    bytes.push(message.bytes);
    byteLength += message.bytes.byteLength;
    toldSeq = seq;
  }
  cut();
  return pieces;
}
