import type { WrittenInteraction } from '@parcours/core';
import { profileId } from '../identity/profileId.js';
import { deleteAll, type ErasePorts, eraseCustomers } from './eraseCustomers.js';
import { eraseFromLog } from './eraseFromLog.js';
import { eraseAgain } from './eraseFromWarehouse.js';
import * as text from './erasure.sql.js';

/** An erasure whose customer was removed a moment ago. */
export interface RemovedTask {
  readonly id: string;
  readonly workspace_id: string;
  readonly profiles: readonly string[];
}

/** Whether an interaction names one of some profiles. */
const namesOneOf = (workspaceId: string, profiles: ReadonlySet<string>) => {
  const has = (kind: 'user' | 'anonymous', value: string | null): boolean =>
    value !== null && profiles.has(profileId(workspaceId, kind, value));
  return ({ userId, anonymousId, previousId }: WrittenInteraction): boolean =>
    has('user', userId) ||
    has('user', previousId) ||
    has('anonymous', previousId) ||
    (userId === null && has('anonymous', anonymousId));
};

/**
 * Removes what was on its way in while some customers were removed: whoever took those events in did not know yet. False
 * where they had come back, and were removed again. After it nothing tells who they were.
 */
export const confirmErased = async (
  ports: ErasePorts,
  workspaceId: string,
  tasks: readonly RemovedTask[],
): Promise<boolean> => {
  const { operational, warehouse, engine } = ports;
  const profiles = tasks.flatMap((task) => task.profiles);
  const back = await engine.exclusive(() =>
    operational.query<{ customer_id: string }>(text.customersOfProfiles, [workspaceId, profiles]),
  );
  if (back.length > 0) {
    const [task] = tasks;
    const again = back.map(({ customer_id }) => ({ id: task?.id ?? '', workspace_id: workspaceId, customer_id }));
    await eraseCustomers(ports, workspaceId, again);
    return false;
  }
  await engine.exclusive(async () => {
    await eraseAgain({ warehouse }, workspaceId, profiles);
    await operational.transaction(async (sql) => {
      await deleteAll(sql, workspaceId, { customers: profiles, profiles, around: profiles });
      await eraseFromLog(sql, workspaceId, namesOneOf(workspaceId, new Set(profiles)));
      await sql.query(text.markConfirmed, [tasks.map(({ id }) => id)]);
    });
    engine.letGo(workspaceId, profiles, profiles);
  });
  return true;
};
