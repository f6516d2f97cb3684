import { FLOW_CONTENTS, FLOW_TEMPLATES } from '@parcours/core';
import { saveContent } from '../contents/saveContent.js';
import type { Sql } from '../ports.js';
import { DomainError } from '../ports.js';
import { saveFlow } from './saveFlow.js';

/** What is there already stays as it is. */
const unlessThere = async (save: () => Promise<unknown>): Promise<void> => {
  try {
    await save();
  } catch (error) {
    if (!(error instanceof DomainError && error.status === 409)) throw error;
  }
};

/** Drafts the flows that ship, with their e-mails, in a workspace. Nobody is written to before somebody activates one. */
export const draftTemplates = async ({ sql }: { sql: Sql }, workspaceId: string): Promise<void> => {
  const saving = { savedBy: null, version: 0 };
  for (const content of FLOW_CONTENTS)
    await unlessThere(() => saveContent({ sql }, { workspaceId, id: content.id }, content, saving));
  for (const flow of FLOW_TEMPLATES)
    await unlessThere(() => saveFlow({ sql }, { workspaceId, id: flow.id }, flow, saving));
};
