import { createCipheriv, createDecipheriv, createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { DomainError } from '../ports.js';

/**
 * What hides customers from those who may not know them. Customer ids can be worked out from a user id or an e-mail, so
 * they are enciphered, one workspace unlike another; the same customer keeps the same pseudonym.
 */
export interface Veil {
  /** A customer id as a pseudonym, which is a UUID too. */
  hide(id: string): string;
  /** The customer id behind a pseudonym; anything that is no UUID is nobody's. */
  reveal(pseudonym: string): string | null;
  /** A text as a short mark: the same for the same text, and telling nothing else. */
  mark(text: string): string;
  /** A cursor made unreadable. */
  seal(cursor: string): string;
  /** @throws DomainError cursor.invalid (400) */
  open(sealed: string): string;
}

const UUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const [IV, TAG] = [12, 16];

const bytesOf = (uuid: string): Buffer => Buffer.from(uuid.replaceAll('-', ''), 'hex');
const uuidOf = (bytes: Buffer): string =>
  bytes.toString('hex').replace(/(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');

/** A veil of one workspace; `secret` is the installation's and must not change between starts. */
export const openVeil = (secret: string, workspaceId: string): Veil => {
  const keyFor = (use: string): Buffer => Buffer.from(hkdfSync('sha256', secret, workspaceId, use, 32));
  const [ids, marks, cursors] = [keyFor('ids').subarray(0, 16), keyFor('marks'), keyFor('cursors')];
  /** One block of AES is a permutation of all ids: nothing need be kept to find the way back. */
  const hide = (id: string): string => {
    const cipher = createCipheriv('aes-128-ecb', ids, null).setAutoPadding(false);
    return uuidOf(Buffer.concat([cipher.update(bytesOf(id)), cipher.final()]));
  };
  const reveal = (pseudonym: string): string | null => {
    if (!UUID.test(pseudonym)) return null;
    const decipher = createDecipheriv('aes-128-ecb', ids, null).setAutoPadding(false);
    return uuidOf(Buffer.concat([decipher.update(bytesOf(pseudonym)), decipher.final()]));
  };
  return {
    hide,
    reveal,
    mark: (text) => createHmac('sha256', marks).update(text).digest('base64url').slice(0, 16),
    seal: (cursor) => {
      const iv = randomBytes(IV);
      const cipher = createCipheriv('aes-256-gcm', cursors, iv);
      const body = Buffer.concat([cipher.update(cursor, 'utf8'), cipher.final()]);
      return Buffer.concat([iv, cipher.getAuthTag(), body]).toString('base64url');
    },
    open: (sealed) => {
      try {
        const bytes = Buffer.from(sealed, 'base64url');
        const decipher = createDecipheriv('aes-256-gcm', cursors, bytes.subarray(0, IV), { authTagLength: TAG });
        decipher.setAuthTag(bytes.subarray(IV, IV + TAG));
        return decipher.update(bytes.subarray(IV + TAG), undefined, 'utf8') + decipher.final('utf8');
      } catch {
        throw new DomainError('cursor.invalid', 400, 'This cursor is not one of this list: start again without it.');
      }
    },
  };
};
