import { Group, Select, Text } from '@mantine/core';
import { ROLES, type Role } from '@parcours/core';
import { useTranslation } from 'react-i18next';

interface RoleSelectProps {
  label: string;
  /** Said, but not shown: the column or the sentence beside it says it already. */
  quiet?: boolean;
  value: Role;
  disabled?: boolean;
  onChange: (role: Role) => void;
}

/** One of the four roles, each with what it permits. */
export const RoleSelect = ({ label, quiet = false, value, disabled = false, onChange }: RoleSelectProps) => {
  const { t } = useTranslation();
  const description = quiet ? undefined : t(`roles.${value}Text`);
  return (
    <Select
      {...(quiet ? { 'aria-label': label } : { label })}
      description={description}
      inputWrapperOrder={['label', 'input', 'description', 'error']}
      data={ROLES.map((role) => ({ value: role, label: t(`roles.${role}`) }))}
      value={value}
      allowDeselect={false}
      disabled={disabled}
      comboboxProps={{ shadow: 'md', width: 320, position: 'bottom-start' }}
      renderOption={({ option }) => (
        <Group gap={0} wrap="nowrap">
          <div>
            <Text size="sm">{option.label}</Text>
            <Text size="xs" c="dimmed">
              {t(`roles.${option.value as Role}Text`)}
            </Text>
          </div>
        </Group>
      )}
      onChange={(role) => role && onChange(role as Role)}
    />
  );
};
