import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';

/** A customer's page, opened beside what is being edited here. */
export const CustomerLink = ({ id, name }: { id: string; name: string }) => {
  const { t } = useTranslation();
  return (
    <Link
      to="/customers/$id"
      params={{ id }}
      target="_blank"
      className="quiet-link"
      aria-label={t('common.opensTab', { name })}
    >
      {name}
    </Link>
  );
};
