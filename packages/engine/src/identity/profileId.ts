import { createHash } from 'node:crypto';
import type { ProfileKind } from '@parcours/core';

/** 32 hexadecimal digits as a UUID. */
export const uuidOf = (hex: string): string =>
  `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;

/** The id of one identifier in one workspace: the same everywhere and for ever. */
export const profileId = (workspaceId: string, kind: ProfileKind, value: string): string =>
  uuidOf(createHash('md5').update(`${workspaceId}\n${kind}\n${value}`).digest('hex'));
