import { Button, Text } from '@mantine/core';
import { ListPlus, Plus } from 'lucide-react';
import { useState } from 'react';
import { useAllAttributes, type Attribute } from '../../api/catalogues';
import { useMay } from '../../api/session';
import { useLanguage } from '../../language/Language';
import { CatalogueList } from '../../parts/CatalogueList';
import { Page } from '../../parts/Page';
import { DeleteAttributeDialog } from './DeleteAttributeDialog';
import { NewAttributeDialog } from './NewAttributeDialog';
import { useExamples } from './useExamples';

const nameOf = ({ name }: Attribute) => name;

/** The account's own fields of people. */
export function AttributesPage() {
  const { t } = useLanguage();
  const mayChange = useMay()('people:manage');
  const attributes = useAllAttributes();
  const examples = useExamples();
  const [isMaking, setMaking] = useState(false);
  const [leaving, setLeaving] = useState<Attribute | null>(null);
  const make = mayChange && (
    <Button leftSection={<Plus size={16} aria-hidden />} onClick={() => setMaking(true)}>
      {t('attributes.new')}
    </Button>
  );
  return (
    <Page title={t('attributes.title')} text={t('attributes.text')} acts={make || undefined}>
      <CatalogueList
        label={t('attributes.title')}
        query={attributes}
        nameOf={nameOf}
        columns={[
          {
            title: t('attributes.name'),
            cell: ({ name }) => (
              <Text size="sm" fw={600} style={{ overflowWrap: 'anywhere' }}>
                {name}
              </Text>
            ),
          },
          { title: t('attributes.type'), cell: ({ dataType }) => t(`attribute.${dataType}`) },
          {
            title: t('attributes.example'),
            cell: ({ dataType }) => (
              <Text span size="sm" c="dimmed">
                {examples[dataType]}
              </Text>
            ),
          },
        ]}
        count={(count) => t('attributes.count', { count })}
        empty={{
          icon: <ListPlus />,
          title: t('attributes.empty'),
          text: t(mayChange ? 'attributes.empty.text' : 'attributes.empty.look'),
          act: make,
        }}
        {...(mayChange && {
          removal: { label: (name: string) => t('attributes.delete', { name }), onRemove: setLeaving },
        })}
      />
      {isMaking && <NewAttributeDialog attributes={attributes.data ?? []} onClose={() => setMaking(false)} />}
      {leaving && <DeleteAttributeDialog name={leaving.name} onClose={() => setLeaving(null)} />}
    </Page>
  );
}
