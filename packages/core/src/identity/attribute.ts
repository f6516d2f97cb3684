import type { Interaction } from '../interaction/interaction.js';
import { compareOrder, typeRank } from '../interaction/order.js';
import { linkKey, linksOf, type NameProfile, type Persons, profileOf, resolvePersons } from './resolve.js';

const orderOf = ({ time, type, messageId }: Interaction) => ({ time, rank: typeRank(type), messageId });

/**
 * [ID-5] Whose each interaction is, by customer, from the whole set and in whatever order it is given.
 * `persons` is who is who, worked out from the interactions' own links unless given.
 * On a shared device what nobody signed goes to whoever signs in next, or stays with the device.
 */
export const attribute = <Kept extends Interaction>(
  interactions: readonly Kept[],
  name: NameProfile,
  persons: Persons = resolvePersons(interactions.flatMap((interaction) => linksOf(interaction, name))),
): Map<string, Kept[]> => {
  const sorted = [...interactions].sort((a, b) => compareOrder(orderOf(a), orderOf(b)));
  const customers = new Map<string, Kept[]>();
  const nextUser = new Map<string, string>();
  for (const interaction of sorted.reverse()) {
    const { kind, value } = profileOf(interaction);
    const profile = name(kind, value);
    const device = interaction.anonymousId === null ? null : name('anonymous', interaction.anonymousId);
    const customer =
      kind === 'user' || !persons.shared.has(profile)
        ? persons.customerOf(profile)
        : (nextUser.get(profile) ?? profile);
    // [ID-8] who only signs in by a link that was removed does not count as the device's next user
    const counts = device !== null && !persons.removed.has(linkKey({ kind: 'sign_in', a: device, b: profile }));
    if (kind === 'user' && counts) nextUser.set(device, customer);
    const own = customers.get(customer);
    if (own) own.push(interaction);
    else customers.set(customer, [interaction]);
  }
  for (const own of customers.values()) own.reverse();
  return customers;
};
