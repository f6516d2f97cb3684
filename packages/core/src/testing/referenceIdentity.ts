import type { Interaction } from '../interaction/interaction.js';
import { compareBytes, compareOrder, typeRank } from '../interaction/order.js';

export type ProfileKind = 'user' | 'anonymous';
/** The id of a profile; customers take the smallest of their users'. */
export type ProfileId = (kind: ProfileKind, value: string) => string;
export const plainProfileId: ProfileId = (kind, value) => `${kind}:${value}`;

const keyOf = ({ time, type, messageId }: Interaction) => ({ time, rank: typeRank(type), messageId });

/** [ID-8] A link a person removed: of an alias both userIds, of a sign-in the anonymousId and the userId. */
export interface RemovedLink {
  readonly kind: 'alias' | 'sign_in';
  readonly from: string;
  readonly to: string;
}
type Removed = readonly RemovedLink[];
const isRemoved = (removed: Removed, kind: RemovedLink['kind'], from: string, to: string): boolean =>
  removed.some((link) => link.kind === kind && link.from === from && link.to === to);

/** [ID-3] For each user ever named, the set of users who are the same person. */
const personsOf = (interactions: readonly Interaction[], removed: Removed): Map<string, ReadonlySet<string>> => {
  const persons = new Map<string, Set<string>>();
  const personOf = (user: string): Set<string> => {
    const known = persons.get(user) ?? new Set([user]);
    persons.set(user, known);
    return known;
  };
  for (const { type, userId, previousId } of interactions) {
    if (userId === null) continue;
    const mine = personOf(userId);
    if (type !== 'alias' || previousId === null || isRemoved(removed, 'alias', previousId, userId)) continue;
    for (const other of personOf(previousId)) {
      mine.add(other);
      persons.set(other, mine);
    }
  }
  return persons;
};

/** [ID-1] to [ID-8] The customer of each interaction, in the order given. */
export const referenceIdentity = (
  interactions: readonly Interaction[],
  profileId: ProfileId = plainProfileId,
  removed: Removed = [],
): string[] => {
  const persons = personsOf(interactions, removed);
  const customerOf = (userId: string): string =>
    [...(persons.get(userId) ?? [userId])].map((one) => profileId('user', one)).sort(compareBytes)[0] as string;
  const linked = (anonymousId: string): Set<string> =>
    new Set(
      interactions.flatMap(({ type, userId, previousId, anonymousId: own }) =>
        userId !== null &&
        (own === anonymousId || (type === 'alias' && previousId === anonymousId)) &&
        !isRemoved(removed, 'sign_in', anonymousId, userId)
          ? [customerOf(userId)]
          : [],
      ),
    );
  const next = (of: Interaction): string | null => {
    const [found] = interactions
      .filter(({ anonymousId, userId }) => anonymousId === of.anonymousId && userId !== null)
      .filter(({ anonymousId, userId }) => !isRemoved(removed, 'sign_in', anonymousId as string, userId as string))
      .filter((one) => compareOrder(keyOf(one), keyOf(of)) > 0)
      .sort((a, b) => compareOrder(keyOf(a), keyOf(b)));
    return found ? customerOf(found.userId as string) : null;
  };
  return interactions.map((interaction) => {
    const { userId, anonymousId } = interaction;
    if (userId !== null) return customerOf(userId);
    if (anonymousId === null) throw new Error('an interaction has a userId or an anonymousId');
    const [only, ...others] = linked(anonymousId);
    const owner = others.length ? next(interaction) : only;
    return owner ?? profileId('anonymous', anonymousId);
  });
};
