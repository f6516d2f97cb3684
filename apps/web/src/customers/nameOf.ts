import { useTranslation } from 'react-i18next';
import type { CustomerItem } from '../api/types.js';
import { useMay } from '../session/useMay.js';

/** What to call a customer: the name, else the e-mail, else an unnamed visitor with a short mark to tell them apart. */
export const useNameOf = (): ((customer: Pick<CustomerItem, 'id' | 'name' | 'email'>) => string) => {
  const { t } = useTranslation();
  const known = useMay('personal');
  // A pseudonym, where names are withheld: it stays the same for the same customer.
  if (!known) return ({ id }) => t('people.pseudonym', { mark: id.slice(0, 6).toUpperCase() });
  return ({ id, name, email }) => name?.trim() || email?.trim() || `${t('common.unnamed')} ${id.slice(0, 6)}`;
};
