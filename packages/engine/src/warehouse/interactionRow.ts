import { typeRank, type WrittenInteraction } from '@parcours/core';
import type { LogEntry, Row } from '../ports.js';

/** The warehouse has no column for an alias's former id: it is kept among the properties. */
const propertiesOf = ({ properties, previousId }: WrittenInteraction): string =>
  previousId === null ? properties : JSON.stringify({ ...(JSON.parse(properties) as object), previousId });

/** An interaction as the warehouse keeps it. */
export const interactionRow = (
  { workspaceId, imported, id }: LogEntry,
  interaction: WrittenInteraction,
  profileId: string,
): Row => ({
  workspace_id: workspaceId,
  profile_id: profileId,
  time: interaction.time,
  rank: typeRank(interaction.type),
  message_id: interaction.messageId,
  event: interaction.event,
  user_id: interaction.userId ?? '',
  anonymous_id: interaction.anonymousId ?? '',
  group_id: interaction.groupId ?? '',
  properties: propertiesOf(interaction),
  context: interaction.context,
  outbound: interaction.outbound,
  imported,
  log_id: id,
});
